/** Where the solid of a horn can hide sources. */
import { leftNormal } from '../../src/geometry/meridian.ts'
import { hornOutline, type OutlineSection } from '../../src/geometry/outline.ts'
import { equalArcs } from '../../src/geometry/stations.ts'
import type { Horn } from '../../src/model/horn.ts'

/** Monopoles of equal phase: positions 3·N, m, and strengths N. */
export interface HiddenSources {
  readonly name: string
  readonly positions: Float64Array
  readonly strengths: Float64Array
}

interface Ring {
  /** mm. */
  readonly z: number
  readonly r: number
}

/** Distance of neighbours in the layer over the wall's thickness: ripple e^{−2π·0.5/0.6} at the walls. */
const layerSpacing = 0.6

/** One monopole in the plug behind the source, one in the middle of the wall, and a layer of them all through the wall. */
export function hiddenSources(horn: Horn): HiddenSources[] {
  const outline = hornOutline(horn)
  const wall = horn.body.wallThicknessMm
  const rear = outline.at(-1)?.points.at(-2) ?? Number.NaN
  const rings = outline
    .filter(({ role }) => role === 'inner')
    .flatMap((section) => middleOfWall(section, wall))
  const middle = rings[Math.floor(rings.length / 2)] ?? { z: Number.NaN, r: Number.NaN }
  return [
    sources('plug', [[0, 0, rear / 2]]),
    sources('wall', [[middle.r * Math.SQRT1_2, middle.r * Math.SQRT1_2, middle.z]]),
    layer(rings, layerSpacing * wall),
  ]
}

/** Points half a wall behind the inner surface, clear of the section's ends. */
function middleOfWall({ curve, points }: OutlineSection, wall: number): Ring[] {
  let length = 0
  for (let i = 2; i < points.length; i += 2)
    length += Math.hypot((points[i] ?? 0) - (points[i - 2] ?? 0), (points[i + 1] ?? 0) - (points[i - 1] ?? 0))
  const count = Math.ceil(length / (layerSpacing * wall)) + 1
  const parameters = equalArcs(curve, count).slice(1, -1)
  return Array.from(parameters, (parameter) => {
    const [{ z, r }, normal] = [curve.point(parameter), leftNormal(curve.tangent(parameter))]
    return { z: z + (normal.z * wall) / 2, r: r + (normal.r * wall) / 2 }
  })
}

/** As strong per area everywhere. */
function layer(rings: readonly Ring[], spacing: number): HiddenSources {
  const positions: number[] = []
  const strengths: number[] = []
  for (const { z, r } of rings) {
    const count = Math.max(8, Math.ceil((2 * Math.PI * r) / spacing))
    for (let i = 0; i < count; i++) {
      const azimuth = (2 * Math.PI * i) / count
      positions.push((r * Math.cos(azimuth)) / 1000, (r * Math.sin(azimuth)) / 1000, z / 1000)
      strengths.push(r / count)
    }
  }
  return {
    name: 'layer',
    positions: Float64Array.from(positions),
    strengths: Float64Array.from(strengths),
  }
}

function sources(name: string, positionsMm: readonly (readonly number[])[]): HiddenSources {
  return {
    name,
    positions: Float64Array.from(positionsMm.flat(), (value) => value / 1000),
    strengths: new Float64Array(positionsMm.length).fill(1),
  }
}
