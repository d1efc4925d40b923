import type { FrequencyEvidence } from '../../src/model/evidence.ts'
import type { Polar, Result } from '../../src/model/result.ts'
import { levelDb } from '../../src/results/levels.ts'

/**
 * An analytic `Result` without a solver: a rigid circular piston whose far field is its infinite-baffle pattern
 * times (1 + cos θ)/2, so that it radiates into the full sphere and beams like a horn.
 *
 *   p(θ) = jωρ·U/(2πr) · 2J₁(ka·sin θ)/(ka·sin θ) · (1 + cos θ)/2 · e^{−jkr}      throat: 1 − J₁(2ka)/ka + j·H₁(2ka)/ka
 */
export interface SyntheticOptions {
  readonly frequencies?: readonly number[]
  readonly anglesDeg?: readonly number[]
  readonly polarNames?: readonly string[]
  readonly radius?: number
  readonly distance?: number
  /** Hz. */
  readonly validTo?: number
  readonly forced?: boolean
  /** Indices whose solve failed: not valid, with the values kept. */
  readonly unconverged?: readonly number[]
  /** Indices without any value. */
  readonly missing?: readonly number[]
  /** Travel time beyond distance/c, s. */
  readonly extraDelay?: number
}

const soundSpeed = 343.2
const density = 1.2041
const pistonVelocity = 1

export function syntheticResult(options: SyntheticOptions = {}): Result {
  const frequencies = Float64Array.from(options.frequencies ?? logFrequencies(200, 20000, 40))
  const validTo = options.validTo ?? 24000
  const polars = (options.polarNames ?? ['horizontal', 'vertical', 'diagonal']).map((name, index) =>
    syntheticPolar(name, [0, 90, 45][index] ?? 0, frequencies, options),
  )
  const onAxis = syntheticPolar('axis', 0, frequencies, { ...options, anglesDeg: [0] })
  const radius = options.radius ?? 0.1
  return {
    schema: 'waveguide-result/1',
    frequencies,
    polars,
    onAxis: { distance: onAxis.distance, pressure: onAxis.pressure, levelDb: onAxis.levelDb },
    impedance: [
      {
        source: 'SD1D1001',
        area: Math.PI * 0.0127 ** 2,
        normalised: blank(
          interleaved(frequencies, (f) => pistonImpedance(wavenumber(f) * radius)),
          2,
          options.missing,
        ),
      },
    ],
    power: { surface: frequencies.map(() => 0.01), farField: frequencies.map(() => 0.01001) },
    directivityIndexDb: frequencies.map((f) => 10 * Math.log10(1 + (wavenumber(f) * radius) ** 2)),
    evidence: Array.from(frequencies, (frequency, index) =>
      syntheticEvidence(frequency, index, validTo, options),
    ),
    medium: { soundSpeed, density },
    device: {
      requested: 'auto',
      id: 'cpu',
      backend: 'cpu',
      name: 'synthetic',
      precision: 'double',
      threads: 2,
    },
    warnings: [],
    provenance: {
      version: '0.1.0',
      mesh: {
        triangles: 2924,
        vertices: 1464,
        validTo,
        maxEdge: 0.009,
        deviationMm: 0.04,
        fingerprint: '0123456789abcdef',
      },
      drive: 'velocity 1 m/s peak on SD1D1001',
      tolerance: 1e-5,
      symmetry: { planes: [], reason: 'none' },
      design: 'synthetic piston',
      forced: options.forced ?? false,
    },
  }
}

export function logFrequencies(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from * (to / from) ** (index / (count - 1)))
}

function syntheticPolar(
  name: string,
  inclinationDeg: number,
  frequencies: Float64Array,
  options: SyntheticOptions,
): Polar {
  const anglesDeg = Float64Array.from(
    options.anglesDeg ?? Array.from({ length: 37 }, (_, index) => 5 * index),
  )
  const distance = options.distance ?? 2
  // A little wider in the vertical plane, so that the planes can be told apart.
  const radius = (options.radius ?? 0.1) * (inclinationDeg === 90 ? 0.8 : 1)
  const pressure = new Float64Array(2 * frequencies.length * anglesDeg.length)
  frequencies.forEach((frequency, row) => {
    const omega = 2 * Math.PI * frequency
    const volumeVelocity = pistonVelocity * Math.PI * radius ** 2
    const strength = (omega * density * volumeVelocity) / (2 * Math.PI * distance)
    const phase = Math.PI / 2 - omega * (distance / soundSpeed + (options.extraDelay ?? 0))
    anglesDeg.forEach((angleDeg, column) => {
      const theta = (angleDeg * Math.PI) / 180
      const pattern = piston(wavenumber(frequency) * radius * Math.sin(theta)) * (0.5 + 0.5 * Math.cos(theta))
      const at = 2 * (row * anglesDeg.length + column)
      pressure[at] = strength * pattern * Math.cos(phase) + 0
      pressure[at + 1] = strength * pattern * Math.sin(phase) + 0
    })
  })
  blank(pressure, 2 * anglesDeg.length, options.missing)
  return {
    name,
    anglesDeg,
    inclinationDeg,
    distance,
    origin: [0, 0, 0.119],
    pressure,
    levelDb: levelDb(pressure),
  }
}

function syntheticEvidence(
  frequency: number,
  index: number,
  validTo: number,
  options: SyntheticOptions,
): FrequencyEvidence {
  const reasons: string[] = []
  if (frequency > validTo) reasons.push(`above the mesh limit of ${validTo} Hz`)
  if (options.unconverged?.includes(index)) reasons.push('the linear solve stalled at a residual of 2e-2')
  if (options.missing?.includes(index)) reasons.push('no solution')
  return {
    frequency,
    valid: reasons.length === 0,
    reasons,
    solver: 'gmres',
    iterations: 12,
    residual: options.unconverged?.includes(index) ? 2e-2 : 3.2e-6,
    elementsPerWavelength: (6 * validTo) / frequency,
    powerBalanceDb: 0.02,
    powerImbalance: 0.005,
    device: 'cpu',
    backend: 'cpu',
    precision: 'double',
    secondsAssembly: 0.05,
    secondsSolve: 0.02,
    secondsField: 0.01,
  }
}

function wavenumber(frequency: number): number {
  return (2 * Math.PI * frequency) / soundSpeed
}

function piston(x: number): number {
  return Math.abs(x) < 1e-6 ? 1 : (2 * besselJ1(x)) / x
}

function pistonImpedance(ka: number): [number, number] {
  return [1 - besselJ1(2 * ka) / ka, struveH1(2 * ka) / ka]
}

/** J₁(x) = 1/π ∫₀^π cos(τ − x sin τ) dτ; the trapezoid rule converges geometrically. */
export function besselJ1(x: number): number {
  return meanOver(200, (u) => Math.cos(2 * Math.PI * u - x * Math.sin(2 * Math.PI * u)))
}

/** H₁(x) = 2x/π ∫₀^{π/2} sin(x cos t) sin² t dt. */
function struveH1(x: number): number {
  return (
    x * meanOver(400, (u) => Math.sin(x * Math.cos((Math.PI / 2) * u)) * Math.sin((Math.PI / 2) * u) ** 2)
  )
}

function meanOver(count: number, integrand: (u: number) => number): number {
  let sum = 0
  for (let index = 0; index < count; index++) sum += integrand((index + 0.5) / count)
  return sum / count
}

function interleaved(frequencies: Float64Array, value: (f: number) => [number, number]): Float64Array {
  return Float64Array.from(Array.from(frequencies, value).flat())
}

/** Makes the rows of some frequencies NaN, in place; `width` numbers per frequency. */
function blank(values: Float64Array, width: number, missing: readonly number[] = []): Float64Array {
  for (const index of missing) values.fill(Number.NaN, width * index, width * (index + 1))
  return values
}
