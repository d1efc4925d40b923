import type { Sliced } from '../../core/sliced.ts'
import { real } from '../arrays.ts'
import type { Sector } from '../equal-area.ts'
import { flipEdges } from './flip-edges.ts'
import { heldRing, type RingVertex } from './held-ring.ts'
import { dividedWay, fillStrip } from './plane-strip.ts'
import { inside, type RingSector, ringAzimuths, surveyAzimuths } from './ring-azimuths.ts'
import { ringPlaces, ringSpacing } from './ring-places.ts'
import type { RingSection, Vector } from './ring-section.ts'
import { type Ring, zip } from './zip.ts'

/**
 * Meshes a sector of a body by rings, in slices: every vertex an exact point of the formula.
 *
 * The walk around the body is cut into rings, each ring into equal arcs no longer than the wanted edge length, and
 * neighbouring rings are zipped together. Every other ring begins with half an arc, which makes triangles nearly
 * equilateral. Where the body is not round, edges are flipped afterwards if that makes angles larger. Deterministic; needs no gmsh.
 *
 * @param sections - The closed walk from axis to axis.
 * @param sizes - For each section its wanted edge lengths at its stations, mm.
 * @param sector - What is meshed of the circle.
 * @param breaks - Azimuths at which every ring gets a vertex, rad.
 * @returns Tags are indices of sections; the vertices on x = 0 and y = 0 lie there exactly. mm.
 */
export function* ringSector(
  sections: readonly RingSection[],
  sizes: readonly Float64Array[],
  sector: RingSector,
  breaks: readonly number[],
): Sliced<Sector> {
  const mesh = new RingMesh(sector, breaks)
  for (const [index, section] of sections.entries()) {
    const table = sizes[index] as Float64Array
    if (index === 0) mesh.begin(section, real(table, 0))
    if (section.isPlane) {
      yield* mesh.addPlane(section, table, index)
      continue
    }
    const places = ringPlaces(section, table)
    for (const place of places) {
      mesh.addRing(section, place, index, place === places.at(-1))
      yield
    }
  }
  const made = mesh.done()
  if (sections.some(({ rough }) => rough)) yield* flipEdges(made)
  return made
}

/** Shortest sector of a ring, mm; below it is a point on the axis. */
const leastLength = 1e-6

/** How close rings may come to each other, over their distance where the wanted edge length rules. */
const closest = 0.4

interface Place {
  readonly station: number
  readonly fraction: number
  readonly size: number
}

class RingMesh {
  readonly #vertices: number[] = []
  readonly #triangles: number[] = []
  readonly #tags: number[] = []
  readonly #sector: RingSector
  readonly #azimuths: Float64Array
  readonly #breaks: readonly number[]
  #before: readonly RingVertex[] = []
  #isStaggered = false

  constructor(sector: RingSector, breaks: readonly number[]) {
    this.#sector = sector
    this.#azimuths = surveyAzimuths(sector, breaks)
    this.#breaks = breaks
  }

  /** The ring that the walk begins with. A plane around the axis needs no vertex on it. */
  begin(section: RingSection, size: number): void {
    const start = { station: 0, fraction: 0, size }
    if (section.isPlane && this.#sector.isClosed && this.#isPoint(section, start)) return
    this.#before = this.#drawn(section, start, true)
  }

  /** @param isLast - The section's last ring is whole: the next section begins with it. */
  addRing(section: RingSection, place: Place, tag: number, isLast: boolean): void {
    const ring = this.#drawn(section, place, isLast)
    zip(this.#vertices, this.#closed(this.#before), this.#closed(ring), this.#triangles)
    this.#tag(tag)
    this.#before = ring
  }

  /** Fills a plane between the ring before and the section's last one. */
  *addPlane(section: RingSection, sizes: Float64Array, tag: number): Sliced<void> {
    const [first, last] = [real(sizes, 0), real(sizes, sizes.length - 1)]
    const { from, to, isClosed } = this.#sector
    const end = { station: section.way.length - 2, fraction: 1, size: last }
    const near = this.#before
    const far = isClosed && this.#isPoint(section, end) ? [] : this.#drawn(section, end, true)
    const side = (azimuth: number, start?: RingVertex, end?: RingVertex): number[] =>
      dividedWay(this.#distance(start, end), first, last).map((u) => this.#add(section.point(0, u, azimuth)))
    yield* fillStrip(
      this.#vertices,
      {
        near: near.map(({ vertex }) => vertex),
        far: far.map(({ vertex }) => vertex),
        ...(!isClosed && {
          sides: { from: side(from, near[0], far[0]), to: side(to, near.at(-1), far.at(-1)) },
        }),
      },
      Math.max(first, last),
      this.#triangles,
    )
    this.#tag(tag)
    this.#before = far
  }

  done(): Sector {
    return {
      vertices: Float64Array.from(this.#vertices),
      triangles: Uint32Array.from(this.#triangles),
      tags: Uint32Array.from(this.#tags),
    }
  }

  /** The vertices of a ring, new ones added. */
  #drawn(section: RingSection, place: Place, isLast: boolean): RingVertex[] {
    return this.#places(section, place, isLast).map((entry) =>
      typeof entry === 'number'
        ? { vertex: this.#add(section.point(place.station, place.fraction, entry)), azimuth: entry }
        : entry,
    )
  }

  #tag(tag: number): void {
    while (this.#tags.length < this.#triangles.length / 3) this.#tags.push(tag)
  }

  #distance(start: RingVertex | undefined, end: RingVertex | undefined): number {
    const at = (of: RingVertex | undefined, axis: number): number =>
      this.#vertices[3 * (of?.vertex ?? 0) + axis] ?? 0
    return Math.hypot(...[0, 1, 2].map((axis) => at(end, axis) - at(start, axis)))
  }

  #add(place: Vector): number {
    this.#vertices.push(...place)
    return this.#vertices.length / 3 - 1
  }

  #places(
    section: RingSection,
    { station, fraction, size }: Place,
    isLast: boolean,
  ): (RingVertex | number)[] {
    if (this.#isPoint(section, { station, fraction })) return [this.#sector.from]
    const lengths = section.ringLengths(station, fraction, this.#azimuths)
    const azimuths = this.#ringAzimuths(lengths, size, section)
    const { rough } = section
    // A ring that kept to the point on the axis would pass through it more than once.
    if (!rough || isLast || this.#before.length === 1) return azimuths
    const least = closest * ringSpacing * size
    const end = section.way.length - 1
    return heldRing(this.#before, azimuths, (azimuth) => {
      const here = rough(station, fraction, azimuth)
      return distance(here, this.#beforeAt(azimuth)) < least || distance(here, rough(end, 0, azimuth)) < least
    })
  }

  #isPoint(section: RingSection, { station, fraction }: Pick<Place, 'station' | 'fraction'>): boolean {
    return (section.ringLengths(station, fraction, this.#azimuths).at(-1) ?? 0) < leastLength
  }

  #ringAzimuths(
    lengths: Float64Array,
    size: number,
    { breaks = this.#breaks, keepsBreaks = false }: RingSection,
  ): number[] {
    this.#isStaggered = !this.#isStaggered
    const shape = {
      sector: this.#sector,
      corners: inside(breaks, this.#sector),
      keepsCorners: keepsBreaks,
      isStaggered: this.#isStaggered,
    }
    return ringAzimuths({ azimuths: this.#azimuths, lengths }, size, shape)
  }

  /** The ring before where it crosses an azimuth, on the straight line between its vertices. */
  #beforeAt(azimuth: number): Vector {
    const ring = this.#before
    let next = ring.findIndex((vertex) => vertex.azimuth >= azimuth)
    if (next < 0) next = ring.length - 1
    const [from, to] = [ring[Math.max(next - 1, 0)] as RingVertex, ring[next] as RingVertex]
    const span = to.azimuth - from.azimuth
    const t = span > 0 ? Math.min(1, (azimuth - from.azimuth) / span) : 1
    const at = (axis: number): number =>
      (1 - t) * (this.#vertices[3 * from.vertex + axis] as number) +
      t * (this.#vertices[3 * to.vertex + axis] as number)
    return [at(0), at(1), at(2)]
  }

  /** Numbers of a ring's vertices; a closed one ends with its first. */
  #closed(ring: readonly RingVertex[]): Ring {
    const vertices = ring.map(({ vertex }) => vertex)
    return this.#sector.isClosed && ring.length > 1 ? [...vertices, vertices[0] as number] : vertices
  }
}

function distance(a: Vector, b: Vector): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}
