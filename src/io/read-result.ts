import type { DeviceMetadata } from '../model/device.ts'
import type { FrequencyEvidence, Warning } from '../model/evidence.ts'
import type {
  Medium,
  PlaneField,
  Polar,
  Provenance,
  Result,
  SourceImpedance,
  SphereField,
  SurfaceTraces,
} from '../model/result.ts'
import {
  aFlag,
  aNumber,
  aRecord,
  aText,
  expectLength,
  fileError,
  indices,
  listOf,
  numbers,
  objectOf,
  oneOfTexts,
  optional,
  type Reader,
} from './json-reader.ts'

const backend = oneOfTexts('reference', 'cpu', 'opencl')
const precision = oneOfTexts('single', 'double')

const place: Reader<readonly [number, number, number]> = (value, path) => {
  const [x = Number.NaN, y = Number.NaN, z = Number.NaN, ...more] = numbers(value, path)
  expectLength([x, y, z, ...more], 3, path)
  return [x, y, z]
}

const polar = objectOf<Polar>({
  name: aText,
  anglesDeg: numbers,
  inclinationDeg: aNumber,
  distance: aNumber,
  origin: place,
  pressure: numbers,
  levelDb: numbers,
})

const sphere = objectOf<SphereField>({
  distance: aNumber,
  origin: place,
  directions: numbers,
  weights: numbers,
  pressure: numbers,
  levelDb: numbers,
})

const pair: Reader<readonly [number, number]> = (value, path) => {
  const [first = Number.NaN, second = Number.NaN, ...more] = numbers(value, path)
  expectLength([first, second, ...more], 2, path)
  return [first, second]
}

const plane = objectOf<PlaneField>({
  name: aText,
  origin: place,
  u: place,
  v: place,
  counts: pair,
  pressure: numbers,
})

const impedance = objectOf<SourceImpedance>({ source: aText, area: aNumber, normalised: numbers })

const evidence = objectOf<FrequencyEvidence>({
  frequency: aNumber,
  valid: aFlag,
  reasons: listOf(aText),
  solver: oneOfTexts('gmres', 'lu'),
  iterations: aNumber,
  residual: aNumber,
  elementsPerWavelength: aNumber,
  powerBalanceDb: aNumber,
  powerImbalance: aNumber,
  device: aText,
  backend,
  precision,
  secondsAssembly: aNumber,
  secondsSolve: aNumber,
  secondsField: aNumber,
})

const warning = objectOf<Warning>({
  code: oneOfTexts(
    'UNDER_RESOLVED',
    'POWER_BALANCE',
    'RESIDUAL',
    'FALLBACK',
    'MESH_QUALITY',
    'FORCED',
    'REORIENTED',
    'DESIGN',
    'WALL_FOLDED',
    'IGNORED',
    'UNIT',
    'MESH_FILE',
    'SYMMETRY',
  ),
  message: aText,
  details: optional(aRecord),
})

const device = objectOf<DeviceMetadata>({
  requested: aText,
  id: aText,
  backend,
  name: aText,
  precision,
  threads: aNumber,
  isa: optional(aText),
})

const mirrorPlane = oneOfTexts('x', 'y', 'z')

const provenance = objectOf<Provenance>({
  version: aText,
  mesh: objectOf<Provenance['mesh']>({
    triangles: aNumber,
    vertices: aNumber,
    validTo: aNumber,
    maxEdge: aNumber,
    deviationMm: optional(aNumber),
    fingerprint: aText,
  }),
  drive: aText,
  tolerance: aNumber,
  symmetry: objectOf<Provenance['symmetry']>({ planes: listOf(mirrorPlane), reason: aText }),
  ground: optional(mirrorPlane),
  design: optional(aText),
  forced: aFlag,
})

const surfaceTraces = objectOf<SurfaceTraces>({
  vertices: numbers,
  triangles: indices,
  mouth: place,
  throat: place,
  pressure: numbers,
  velocity: numbers,
})

const result = objectOf<Result>({
  schema: oneOfTexts('waveguide-result/1'),
  frequencies: numbers,
  polars: listOf(polar),
  points: optional(objectOf<NonNullable<Result['points']>>({ points: numbers, pressure: numbers })),
  sphere: optional(sphere),
  planes: optional(listOf(plane)),
  onAxis: objectOf<Result['onAxis']>({ distance: aNumber, pressure: numbers, levelDb: numbers }),
  impedance: listOf(impedance),
  power: objectOf<Result['power']>({ surface: numbers, farField: numbers }),
  directivityIndexDb: numbers,
  surface: optional(surfaceTraces),
  evidence: listOf(evidence),
  medium: objectOf<Medium>({ soundSpeed: aNumber, density: aNumber }),
  device,
  warnings: listOf(warning),
  provenance,
})

/**
 * Parsed JSON as a {@link Result}: typed arrays, `null` as NaN; every field, type and array length checked.
 *
 * @throws {@link WaveguideError} `IO` naming the first place that is wrong.
 */
export function readResult(document: unknown): Result {
  expectSchema(document)
  const read = result(document, '')
  checkShapes(read)
  for (const { pressure, levelDb } of [read.onAxis, ...read.polars, ...(read.sphere ? [read.sphere] : [])])
    restoreSilence(pressure, levelDb)
  return read
}

/** Before anything else, so that a file of another kind is not refused for a detail. */
function expectSchema(document: unknown): void {
  const schema = aRecord(document, '')['schema']
  if (schema === 'waveguide-result/1') return
  const found = typeof schema === 'string' ? `is of schema "${schema.slice(0, 60)}"` : 'has no schema'
  throw fileError('', `${found}; this version reads "waveguide-result/1"`)
}

/** JSON has no −∞: the level of a silent point was saved as missing, but its pressure of zero was not. */
function restoreSilence(pressure: Float64Array, levelDb: Float64Array): void {
  levelDb.forEach((level, index) => {
    const isSilent = pressure[2 * index] === 0 && pressure[2 * index + 1] === 0
    if (Number.isNaN(level) && isSilent) levelDb[index] = Number.NEGATIVE_INFINITY
  })
}

function checkShapes(read: Result): void {
  const { frequencies } = read
  const F = frequencies.length
  frequencies.forEach((frequency, index) => {
    const previous = frequencies[index - 1] ?? 0
    if (!(frequency > previous))
      throw fileError(`frequencies[${index}]`, 'must be positive and above the one before')
  })
  expectLength(read.onAxis.pressure, 2 * F, 'onAxis.pressure')
  expectLength(read.onAxis.levelDb, F, 'onAxis.levelDb')
  expectLength(read.power.surface, F, 'power.surface')
  expectLength(read.power.farField, F, 'power.farField')
  expectLength(read.directivityIndexDb, F, 'directivityIndexDb')
  expectLength(read.evidence, F, 'evidence')
  read.impedance.forEach((one, index) => {
    expectLength(one.normalised, 2 * F, `impedance[${index}].normalised`)
  })
  read.polars.forEach((one, index) => {
    const samples = F * one.anglesDeg.length
    expectLength(one.pressure, 2 * samples, `polars[${index}].pressure`)
    expectLength(one.levelDb, samples, `polars[${index}].levelDb`)
  })
  checkFields(read, F)
}

/** Arrays whose size is not known from elsewhere in the document. */
function checkFields({ points, sphere, planes, surface, provenance: { mesh } }: Result, F: number): void {
  planes?.forEach(({ counts, pressure }, index) => {
    expectLength(pressure, 2 * F * counts[0] * counts[1], `planes[${index}].pressure`)
  })
  if (sphere) {
    const D = sphere.weights.length
    expectLength(sphere.directions, 3 * D, 'sphere.directions')
    expectLength(sphere.pressure, 2 * F * D, 'sphere.pressure')
    expectLength(sphere.levelDb, F * D, 'sphere.levelDb')
  }
  if (points) expectLength(points.pressure, (2 * F * points.points.length) / 3, 'points.pressure')
  if (!surface) return
  expectLength(surface.vertices, 3 * mesh.vertices, 'surface.vertices')
  expectLength(surface.triangles, 3 * mesh.triangles, 'surface.triangles')
  if (surface.triangles.some((vertex) => vertex >= mesh.vertices))
    throw fileError('surface.triangles', `must hold indices below ${mesh.vertices}`)
  expectLength(surface.pressure, 2 * F * mesh.vertices, 'surface.pressure')
  expectLength(surface.velocity, 2 * F * mesh.triangles, 'surface.velocity')
}
