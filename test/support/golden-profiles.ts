import { readFileSync } from 'node:fs'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { distanceToOutline, refined } from '../../src/geometry/distance.ts'
import { meridianCurves } from '../../src/geometry/horn-meridian.ts'
import type { MeridianCurve } from '../../src/geometry/meridian.ts'
import { pointsAt, stations } from '../../src/geometry/stations.ts'
import type { Horn, HornInput } from '../../src/model/horn.ts'

/** z and r, mm. */
export type GoldenPoint = readonly [z: number, r: number]

export interface GoldenProfile {
  readonly azimuthDeg: number
  readonly t: readonly (number | null)[]
  readonly right: readonly GoldenPoint[]
  readonly coverageDeg?: number
}

export interface GoldenSet {
  readonly id: string
  readonly family: 'osse' | 'r-osse'
  readonly params: Readonly<Record<string, number | string>>
  readonly profiles: readonly GoldenProfile[]
}

export interface GoldenFile {
  readonly profiles: readonly GoldenSet[]
  readonly athMeasured: readonly {
    readonly id: string
    readonly case: string
    readonly azimuthDeg: number
    readonly zShift?: number
    readonly points: readonly GoldenPoint[]
  }[]
  readonly classical: readonly {
    readonly id: string
    readonly family: string
    readonly params: Readonly<Record<string, unknown>>
    readonly points: readonly (readonly number[])[]
    readonly toleranceMm?: number
  }[]
  readonly guidingCurves: readonly {
    readonly params: Readonly<Record<string, number | readonly number[]>>
    readonly radii: readonly (readonly [azimuthDeg: number, radius: number])[]
  }[]
  readonly morph: readonly {
    readonly id: string
    readonly params: Readonly<Record<string, number>>
    readonly morph: Readonly<Record<string, number>>
    readonly halfWidth: number
    readonly halfHeight: number
    readonly points: readonly (readonly [azimuthDeg: number, t: number, z: number, r: number])[]
  }[]
}

// Independent evaluation with 40 significant digits, 2026; double arithmetic reproduces it to 3e-14 relative.
export const golden: GoldenFile = JSON.parse(
  readFileSync(new URL('../data/profiles.json', import.meta.url), 'utf8'),
)

const guideTypes = ['', 'superellipse', 'superformula'] as const

/** `a,b,m,n1,n2,n3` as the seven numbers of a design. */
export function formulaOf(sf: string | readonly number[]): number[] {
  const [a = 1, b = 1, m = 4, ...exponents] = typeof sf === 'string' ? sf.split(',').map(Number) : sf
  return [a, b, m, m, ...exponents]
}

/** The golden file's flat names as a design. */
export function inputOf({ family, params }: Pick<GoldenSet, 'family' | 'params'>): HornInput {
  const {
    gcurveType,
    gcurveDist,
    gcurveWidth,
    gcurveAspectRatio,
    gcurveSeN,
    gcurveSf,
    gcurveRot,
    ...profile
  } = params as Record<string, never>
  const type = guideTypes[gcurveType ?? 0]
  const guide = type && {
    type,
    width: gcurveWidth,
    ...(gcurveDist !== undefined && { dist: gcurveDist }),
    ...(gcurveAspectRatio !== undefined && { aspect: gcurveAspectRatio }),
    ...(gcurveRot !== undefined && { rot: gcurveRot }),
    ...(gcurveSeN !== undefined && { n: gcurveSeN }),
    ...(gcurveSf !== undefined && { sf: formulaOf(gcurveSf) }),
  }
  return {
    ...profile,
    type: family === 'osse' ? 'OSSE' : 'R-OSSE',
    body: 'bare',
    ...(guide ? { guide } : {}),
  }
}

export function hornOf(set: Pick<GoldenSet, 'family' | 'params'>): Horn {
  return parseHorn(inputOf(set))
}

/** Distance of a point from the meridian at an azimuth, mm; exact on the curves themselves. */
export function distanceToMeridian(horn: Horn, azimuthDeg: number): (point: GoldenPoint) => number {
  const sampled = meridianCurves(horn, (azimuthDeg * Math.PI) / 180).map(sampledCurve)
  return ([z, r]) => Math.min(...sampled.map((curve) => Math.abs(distanceToOutline(curve, z, r))))
}

function sampledCurve(curve: MeridianCurve): ReturnType<typeof refined> {
  const parameters = stations(curve)
  return refined({ curve, parameters, points: pointsAt(curve, parameters) }, 4)
}
