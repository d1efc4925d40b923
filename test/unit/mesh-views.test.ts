import { beforeAll, describe, expect, test } from 'vitest'
import { meshViews } from '../../src/charts/index.ts'
import {
  boundsOf,
  type Projected,
  projected,
  type View,
  viewSize,
  views,
} from '../../src/charts/projection.ts'
import { visibleTriangles } from '../../src/charts/visible-triangles.ts'
import { runAtOnce } from '../../src/core/sliced.ts'
import { presets } from '../../src/design/presets.ts'
import { mesh } from '../../src/mesh/mesh-horn.ts'
import type { Mesh, MeshOptions } from '../../src/model/mesh.ts'
import { box } from '../support/box.ts'
import { icosphere, meshOf, type Shape } from '../support/spheres.ts'
import { unbalanced } from '../support/svg-text.ts'

const pictured = (name: string, options: MeshOptions = {}): Promise<Mesh> =>
  mesh(presets[name] ?? '', { mesher: 'rings', maxTriangles: 1500, ...options })

let demo: Mesh
beforeAll(async () => {
  demo = await pictured('demo-rosse')
})

describe('a picture of a mesh', () => {
  test('has the same bytes for the same mesh and is one balanced svg element', () => {
    const svg = meshViews(demo)
    expect(meshViews({ ...demo })).toBe(svg)
    expect(svg).toMatch(/^<svg /)
    expect(unbalanced(svg)).toEqual([])
    expect(svg).not.toMatch(/NaN|Infinity|undefined|<script|href/)
  })

  test('says name, triangles, how far it is valid, size, and every group with its count', () => {
    const svg = meshViews(demo)
    const count = (demo.triangles.length / 3).toLocaleString('en')
    expect(svg).toContain('>demo-rosse</text>')
    expect(svg).toMatch(new RegExp(`>${count} triangles · valid to [\\d.]+ k?Hz</text>`))
    expect(svg).toMatch(/280 × 280 × 14\d mm/)
    for (const { tag, role, name } of demo.groups) {
      const own = demo.tags.filter((each) => each === tag).length
      expect(svg).toContain(`>${role} ${name} (${own.toLocaleString('en')})</text>`)
    }
  })

  test('writes no text smaller than 10 pt, and survives a name that is markup', () => {
    const design = { ...demo.design, name: '</svg><script>' } as Mesh['design']
    const svg = meshViews({ ...demo, ...(design && { design }) })
    expect(svg).not.toContain('<script')
    expect(unbalanced(svg)).toEqual([])
    const sizes = [...svg.matchAll(/font-size="([\d.]+)"/g)].map((match) => Number(match[1]))
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(13.33)
  })

  test('has one scale, that of its bar', () => {
    const svg = meshViews(whole(box([0.2, 0.1, 0.05], 0.05)))
    const [, bar = ''] = /class="scale-bar">.*?M([\d.]+ \d+H[\d.]+)"/.exec(svg) ?? []
    const [from = 0, to = 0] = bar.split(/ \d+H/).map(Number)
    const length = Number(/>(\d+) mm</.exec(svg.slice(svg.indexOf('scale-bar')))?.[1])
    expect([1, 2, 5]).toContain(Number(String(length)[0]))
    const scale = (to - from) / length
    const sizes = ['front', 'side', 'top'].map((name) => extent(viewMarkup(svg, name)))
    const expected = [200, 100, 50, 100, 50, 200].map((mm) => mm * scale)
    for (const [index, size] of sizes.flat().entries())
      expect(Math.abs(size - (expected[index] ?? 0))).toBeLessThan(0.3)
  })

  test('warns in a banner of an open mesh and of one that is valid nowhere, and of nothing else', () => {
    const banner = (mesh: Mesh): boolean => meshViews(mesh).includes('fill="#9f1d1d"')
    expect(banner(demo)).toBe(false)
    const open = whole(box([0.2, 0.1, 0.05], 0.05))
    expect(open.quality.closed).toBe(true)
    const holed = meshOf({ ...open, triangles: open.triangles.slice(3) }, open.tags.slice(1))
    expect(meshViews(holed)).toContain('OPEN: 3 open edges')
    expect(banner({ ...demo, quality: { ...demo.quality, validTo: 0 } })).toBe(true)
  })

  test('draws edges where there is room for them, and stays below 3 MB at 20,000 triangles', () => {
    const coarse = meshViews(whole(icosphere(2)))
    const fine = meshViews(whole(icosphere(5)))
    expect(coarse).toContain('stroke="#16202b"')
    expect(fine).not.toContain('stroke="#16202b"')
    expect(fine.length).toBeLessThan(3e6)
  })

  test('shows the inside of matter where a mesh is cut, and says so', async () => {
    const svg = meshViews(await pictured('demo-rosse', { quadrants: '1' }))
    expect(svg).toContain('cut on the mirror planes x = 0, y = 0')
  })

  test('looks through the aperture of a baffle onto the throat', async () => {
    const baffled = await pictured('osse-round')
    const [front] = views
    const source = baffled.groups.find(({ role }) => role === 'source')?.tag
    const seen = visible(baffled, front as View).triangles.map(({ index }) => baffled.tags[index])
    expect(seen).toContain(source)
    expect(seen).not.toContain(baffled.groups.find(({ role }) => role === 'interface')?.tag)
  })
})

describe('views', () => {
  test('are right-handed: what is to the right, up and near belongs together', () => {
    for (const { right, up, viewer } of views) {
      const vector = ({ axis, sign }: View['right']): number[] =>
        [0, 1, 2].map((i) => (i === axis ? sign : 0))
      const [r, u] = [vector(right), vector(up)]
      const cross = [0, 1, 2].map((i) => {
        const [j, k] = [(i + 1) % 3, (i + 2) % 3]
        return (r[j] ?? 0) * (u[k] ?? 0) - (r[k] ?? 0) * (u[j] ?? 0) + 0
      })
      expect(cross).toEqual(vector(viewer))
    }
  })

  test('hide a body behind another and the far side of each', () => {
    const near = moved(box([0.2, 0.2, 0.1], 0.1), 0.1)
    const far = moved(box([0.1, 0.1, 0.05], 0.05), -0.1)
    const both = whole({
      vertices: Float64Array.of(...near.vertices, ...far.vertices),
      triangles: Uint32Array.of(...near.triangles, ...far.triangles.map((i) => i + near.vertices.length / 3)),
    })
    const { triangles } = visible(both, views[0] as View)
    // The face towards the eye: 2 × 2 squares of two triangles.
    expect(triangles).toHaveLength(8)
    for (const { normal } of triangles) expect(normal).toEqual([0, 0, 1])
  })

  test.each(['demo-rosse', 'rosse-wide', 'osse-rect', 'osse-guided'])(
    'of %s paint the nearest triangle last',
    async (name) => {
      const horn = name === 'demo-rosse' ? demo : await pictured(name, { maxTriangles: 2500 })
      for (const view of views) expect(wronglyPainted(horn, view)).toBeLessThan(0.003)
    },
  )
})

/** Share of places at which the last triangle painted is more than 1 px behind the nearest one. */
function wronglyPainted(horn: Mesh, view: View): number {
  const { triangles, points } = visible(horn, view)
  const painted = triangles.map(({ index }) => index)
  const all = Array.from({ length: horn.triangles.length / 3 }, (_, index) => index)
  const facing = all.filter((index) => isFacing(points, horn.triangles, index))
  let places = 0
  let wrong = 0
  for (let x = 3.3; x < 400; x += 9.7) {
    for (let y = 2.9; y < 400; y += 9.1) {
      const depths = (list: readonly number[]): number[] =>
        list.flatMap((index) => depthAt(points, horn.triangles, index, [x, y]) ?? [])
      const nearest = Math.max(...depths(facing))
      if (nearest === -Infinity) continue
      places++
      if ((depths(painted).at(-1) ?? -Infinity) < nearest - 1) wrong++
    }
  }
  expect(places).toBeGreaterThan(100)
  return wrong / places
}

function visible(
  horn: Mesh,
  view: View,
): {
  triangles: ReturnType<typeof visibleTriangles> extends Generator<unknown, infer T> ? T : never
  points: Projected
} {
  const bounds = boundsOf(horn)
  const scale = 400 / Math.max(...viewSize(view, bounds))
  const points = projected(horn, view, bounds, scale)
  const [wide, high] = viewSize(view, bounds)
  return {
    points,
    triangles: runAtOnce(visibleTriangles(points, horn.triangles, false, [scale * wide, scale * high])),
  }
}

function cornersOf({ x, y, nearness }: Projected, triangles: Uint32Array, index: number): number[][] {
  return [0, 1, 2].map((i) => {
    const vertex = triangles[3 * index + i] ?? 0
    return [x[vertex] ?? 0, y[vertex] ?? 0, nearness[vertex] ?? 0]
  })
}

function areaOf([ax = 0, ay = 0]: number[], [bx = 0, by = 0]: number[], [cx = 0, cy = 0]: number[]): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
}

function isFacing(points: Projected, triangles: Uint32Array, index: number): boolean {
  const [a = [], b = [], c = []] = cornersOf(points, triangles, index)
  return areaOf(a, b, c) > 1e-9
}

/** Nearness of a triangle over a place, or undefined where it is not. */
function depthAt(
  points: Projected,
  triangles: Uint32Array,
  index: number,
  place: number[],
): number | undefined {
  const [a = [], b = [], c = []] = cornersOf(points, triangles, index)
  const parts = [areaOf(b, c, place), areaOf(c, a, place), areaOf(a, b, place)]
  if (parts.some((part) => part < 0)) return undefined
  const sum = parts.reduce((total, part) => total + part, 0)
  return [a, b, c].reduce((depth, corner, i) => depth + ((parts[i] ?? 0) / sum) * (corner[2] ?? 0), 0)
}

function whole(shape: Shape): Mesh {
  return meshOf(shape)
}

function moved({ vertices, triangles }: Shape, along: number): Shape {
  return { vertices: vertices.map((value, index) => (index % 3 === 2 ? value + along : value)), triangles }
}

function viewMarkup(svg: string, name: string): string {
  const start = svg.indexOf(`data-view="${name}"`)
  return svg.slice(start, svg.indexOf('</g></g>', start))
}

/** Width and height of what is painted, px. */
function extent(markup: string): [number, number] {
  const xs: number[] = []
  const ys: number[] = []
  for (const [, x, y, steps = ''] of markup.matchAll(/M([\d.-]+) ([\d.-]+)l([^z]*)z/g)) {
    const [dx = 0, dy = 0, ex = 0, ey = 0] = (steps.match(/-?[\d.]+/g) ?? []).map(Number)
    xs.push(Number(x), Number(x) + dx, Number(x) + dx + ex)
    ys.push(Number(y), Number(y) + dy, Number(y) + dy + ey)
  }
  return [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)]
}
