import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { BSplinePatch } from '../../src/binding/native.ts'
import { runAtOnce } from '../../src/core/sliced.ts'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { poleWeights } from '../../src/geometry/b-spline.ts'
import { hornBody } from '../../src/geometry/body.ts'
import type { Sheet } from '../../src/geometry/sheet.ts'
import { type RingSector, sectorBetween } from '../../src/mesh/rings/ring-azimuths.ts'
import { type StepPatches, stepPatches } from '../../src/mesh/step/step-patches.ts'
import type { Horn, HornInput } from '../../src/model/horn.ts'
import { oval, rectangle } from '../support/shaped-horns.ts'

const askew: HornInput = { ...oval, a: '45 - 12*sin(p)^2 + 4*sin(p) + 3*cos(p)' }
const wide = readFileSync(new URL('../../examples/rosse-wide.cfg', import.meta.url), 'utf8')

function patchesOf(horn: Horn, sector: RingSector = sectorBetween([])): StepPatches {
  const { sheets, breaks } = hornBody(horn)
  return runAtOnce(stepPatches(sheets, { sector, breaks, offsetY: 0, otherwise: 'give up' }))
}

/** Of a body with its discs and plates left out. */
function curvedIndices(horn: Horn): number[] {
  const { sheets } = hornBody(horn)
  return [...sheets.keys()].filter((i) => !['source', 'plate', 'aperture'].includes(sheets[i]?.role ?? ''))
}

const along = ({ degreeU, knotsU }: BSplinePatch) => ({ degree: degreeU, knots: knotsU })
const around = ({ degreeV, knotsV }: BSplinePatch) => ({ degree: degreeV, knots: knotsV })

function pointOn(patch: BSplinePatch, u: number, v: number): [number, number, number] {
  const [inner, outer] = [poleWeights(along(patch), u), poleWeights(around(patch), v)]
  const count = patch.knotsU.length + patch.degreeU - 1
  const sum = (c: number): number =>
    outer.weights.reduce(
      (total, a, i) =>
        total +
        inner.weights.reduce(
          (row, b, j) =>
            row + a * b * (patch.poles[3 * ((outer.first + i) * count + inner.first + j) + c] ?? 0),
          0,
        ),
      0,
    )
  return [sum(0), sum(1), sum(2)]
}

function ends(knots: Float64Array): [number, number] {
  return [knots[0] as number, knots.at(-1) as number]
}

/** Step of differences, of the walk and rad. */
const nearby = 1e-4

/** From the plane that touches the formula at (u, v). */
function distanceFrom(
  sheet: Sheet,
  { u, v, toMiddle }: { u: number; v: number; toMiddle: number },
  point: readonly number[],
): number {
  const at = (along: number, azimuth: number): number[] => {
    const [r, a, z] = sheet.at(along, azimuth)
    const [cos, sin] = [Math.cos(azimuth), Math.sin(azimuth)]
    return [r * cos - a * sin, r * sin + a * cos, z]
  }
  const here = at(u, v)
  const from = (there: readonly number[]): number[] => there.map((x, c) => x - (here[c] as number))
  const [x1 = 0, y1 = 0, z1 = 0] = from(at(u < 0.5 ? u + nearby : u - nearby, v))
  const [x2 = 0, y2 = 0, z2 = 0] = from(at(u, v + toMiddle))
  const normal = [y1 * z2 - z1 * y2, z1 * x2 - x1 * z2, x1 * y2 - y1 * x2]
  const across = from(point).reduce((sum, x, c) => sum + x * (normal[c] as number), 0)
  return Math.abs(across) / Math.hypot(...normal)
}

/** Whose meridian's curvature jumps at each of its points. */
const pchip: HornInput = {
  ...{ type: 'points', interpolation: 'pchip', body: 'infinite-baffle' },
  points: [
    [0, 12.7, 12.7],
    [19, 30, 33],
    [34, 49.5, 47.5],
    [44.5, 56, 68],
    [52.5, 68, 70],
    [71, 90.5, 74],
    [99, 101.5, 99],
    [119, 115, 108.5],
    [132.5, 129.5, 138.5],
  ],
}

const horns: [string, string | HornInput][] = [
  ['an oval horn', oval],
  ['one without mirror planes', askew],
  ['one that passes into a rectangle', rectangle],
  ['one that rolls back', wide],
  ['one between two curves through points', pchip],
]

describe('patches of horns that are not round', () => {
  // Places that no sample or middle of samples is at. Samples taken for poles are off by whole millimetres; a corner of
  // the rectangle inside a patch by tenths.
  test.each(horns)('%s: are within 0.05 mm of the formula everywhere', (_, input) => {
    const horn = parseHorn(input)
    const { patches } = patchesOf(horn)
    const indices = curvedIndices(horn)
    const { sheets } = hornBody(horn)
    let worst = 0
    for (const [i, patch] of patches.entries()) {
      const sheet = sheets[indices[i % indices.length] as number] as Sheet
      const [v0, v1] = ends(patch.knotsV)
      for (let a = 0; a <= 29; a++)
        for (let b = 0; b <= 17; b++) {
          const [u, v] = [a / 29, v0 + ((v1 - v0) * b) / 17]
          const toMiddle = v < (v0 + v1) / 2 ? nearby : -nearby
          worst = Math.max(worst, distanceFrom(sheet, { u, v, toMiddle }, pointOn(patch, u, v)))
        }
    }
    expect(worst).toBeLessThan(0.05)
  })

  // A sheet with samples of its own at a joint leaves a gap that nothing sews.
  test.each(horns)('%s: begin in the very curve that the last one on the walk ends in', (_, input) => {
    const horn = parseHorn(input)
    const { patches } = patchesOf(horn)
    const perSector = curvedIndices(horn).length
    for (const [i, patch] of patches.entries()) {
      const next = patches[i + 1]
      if (!next || (i + 1) % perSector === 0) continue
      expect(next.knotsV).toEqual(patch.knotsV)
      const [v0, v1] = ends(patch.knotsV)
      for (let b = 0; b <= 20; b++) {
        const v = v0 + ((v1 - v0) * b) / 20
        const [end, start] = [pointOn(patch, ends(patch.knotsU)[1], v), pointOn(next, 0, v)]
        expect(Math.hypot(...end.map((x, c) => x - (start[c] as number)))).toBeLessThan(1e-9)
      }
    }
  })

  test('have borders at every quarter and at the corners of a rectangle', () => {
    const horn = parseHorn(rectangle)
    const { patches, flats } = patchesOf(horn)
    const starts = new Set(patches.map(({ knotsV }) => knotsV[0]))
    for (const azimuth of [0, Math.PI / 2, Math.PI, 1.5 * Math.PI, ...hornBody(horn).breaks])
      expect(starts).toContain(azimuth)
    expect(flats.map(({ rings }) => rings.map((curves) => curves.length))).toEqual([[12], [12]])
  })

  test('of a sector end where it ends, and cross tangencies on request', () => {
    const horn = parseHorn(rectangle)
    const { sheets, breaks } = hornBody(horn)
    const layout = { sector: sectorBetween(['x', 'y']), breaks: [], offsetY: 0, otherwise: 'give up' }
    const { patches, patchSheets } = runAtOnce(stepPatches(sheets, { ...layout, tangencies: breaks }))
    expect(patchSheets).toEqual(curvedIndices(horn))
    for (const { knotsV } of patches) {
      expect(ends(knotsV)).toEqual([0, Math.PI / 2])
      for (const azimuth of breaks.filter((place) => place < Math.PI / 2))
        expect(Array.from(knotsV)).toContain(azimuth)
    }
  })

  test('leave out what is nowhere as wide as their tolerance', () => {
    // The morph begins 6e-6 of the length behind the throat.
    const horn = parseHorn({ ...rectangle, morph: { ...rectangle.morph, target: 'rectangle', fixed: 6e-6 } })
    const { sheets } = hornBody(horn)
    expect(sheets.slice(0, 3).map(({ role }) => role)).toEqual(['source', 'inner', 'inner'])
    const quarter = { sector: sectorBetween(['x', 'y']), breaks: [], offsetY: 0, otherwise: 'give up' }
    const { patchSheets } = runAtOnce(stepPatches(sheets, { ...quarter, tangencies: hornBody(horn).breaks }))
    expect(patchSheets[0]).toBe(2)
  })

  test('are refused where the outer side of a sharp corner has no spline through it', () => {
    const sharp = parseHorn({ ...rectangle, morph: { ...rectangle.morph, target: 'rectangle', corner: 0 } })
    expect(() => patchesOf(sharp)).toThrow(
      /^HORN_GEOMETRY: the (outer|rim) surface has no spline through it near z = .* mm at azimuth \d+.*0.01 mm are allowed/,
    )
  })
})
