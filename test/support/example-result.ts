import type { Result } from '../../src/model/result.ts'
import { levelDb } from '../../src/results/levels.ts'
import { syntheticResult } from './synthetic-result.ts'

const soundSpeed = 343.2
const distance = 2
const anglesDeg = [0, 30, 60, 90]

/**
 * The analytic source behind `test/data/formats/`: RMS pressure at 2 m
 * p(f, γ) = 2·s²/(s² + s + 1)·(½(1 + cos γ))^(1 + f/4000)·e^{−j2πf·2/343.2} with s = jf/600, and throat impedance
 * x²/(1 + x²) + j·0.8·x/(1 + x²) with x = f/900.
 */
export function exampleResult(): Result {
  const frequencies = Float64Array.from({ length: 9 }, (_, k) => 500 * 2 ** (k / 2))
  const onAxis = peakPressure(frequencies, [0])
  const pressure = peakPressure(frequencies, anglesDeg)
  const base = syntheticResult({ frequencies: [...frequencies], polarNames: ['H', 'V'], anglesDeg })
  return {
    ...base,
    onAxis: { distance, pressure: onAxis, levelDb: levelDb(onAxis) },
    polars: base.polars.map((polar) => ({ ...polar, pressure, levelDb: levelDb(pressure) })),
    impedance: base.impedance.map((one) => ({ ...one, normalised: throatImpedance(frequencies) })),
    directivityIndexDb: frequencies.map((f, k) =>
      k === 3 ? Number.NaN : 10 * Math.log10(2 * (1 + f / 4000) + 1),
    ),
    provenance: { ...base.provenance, design: 'example horn', drive: '2.83 V rms' },
  }
}

function peakPressure(frequencies: Float64Array, angles: readonly number[]): Float64Array {
  const values = Array.from(frequencies).flatMap((f) => angles.flatMap((angle) => example(f, angle)))
  return Float64Array.from(values, (value) => value * Math.SQRT2)
}

function example(f: number, angleDeg: number): [number, number] {
  const u = f / 600
  // 2s²/(s² + s + 1) with s = ju.
  const magnitude = (2 * u * u) / Math.hypot(1 - u * u, u)
  const phase = Math.PI - Math.atan2(u, 1 - u * u) - (2 * Math.PI * f * distance) / soundSpeed
  const pattern = (0.5 * (1 + Math.cos((angleDeg * Math.PI) / 180))) ** (1 + f / 4000)
  return [magnitude * pattern * Math.cos(phase), magnitude * pattern * Math.sin(phase)]
}

function throatImpedance(frequencies: Float64Array): Float64Array {
  return Float64Array.from(
    Array.from(frequencies).flatMap((f) => {
      const x = f / 900
      return [(x * x) / (1 + x * x), (0.8 * x) / (1 + x * x)]
    }),
  )
}
