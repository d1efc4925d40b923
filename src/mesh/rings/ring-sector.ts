import type { Sliced } from '../../core/sliced.ts'
import { real } from '../arrays.ts'
import type { Sector } from '../equal-area.ts'
import { flipEdges } from './flip-edges.ts'
import { heldRing, type RingVertex } from './held-ring.ts'
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
    if (index === 0) mesh.addRing(section, { station: 0, fraction: 0, size: real(table, 0) }, index, true)
    const places = ringPlaces(section, table)
    for (const place of places) {
      mesh.addRing(section, place, index, place === places.at(-1))
      yield
    }
  }
  const made = mesh.done()
  if (sections.some(({ rough }) => rough)) flipEdges(made)
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
  readonly #corners: readonly number[]
  #before: readonly RingVertex[] = []
  #isStaggered = false

  constructor(sector: RingSector, breaks: readonly number[]) {
    this.#sector = sector
    this.#azimuths = surveyAzimuths(sector, breaks)
    this.#corners = inside(breaks, sector)
  }

  /** @param isLast - The section's last ring is whole: the next section begins with it. */
  addRing(section: RingSection, place: Place, tag: number, isLast: boolean): void {
    const ring = this.#places(section, place, isLast).map((entry) => {
      if (typeof entry !== 'number') return entry
      const vertex = this.#vertices.length / 3
      this.#vertices.push(...section.point(place.station, place.fraction, entry))
      return { vertex, azimuth: entry }
    })
    if (this.#before.length > 0)
      zip(this.#vertices, this.#closed(this.#before), this.#closed(ring), this.#triangles)
    while (this.#tags.length < this.#triangles.length / 3) this.#tags.push(tag)
    this.#before = ring
  }

  done(): Sector {
    return {
      vertices: Float64Array.from(this.#vertices),
      triangles: Uint32Array.from(this.#triangles),
      tags: Uint32Array.from(this.#tags),
    }
  }

  #places(
    section: RingSection,
    { station, fraction, size }: Place,
    isLast: boolean,
  ): (RingVertex | number)[] {
    const lengths = section.ringLengths(station, fraction, this.#azimuths)
    if (real(lengths, lengths.length - 1) < leastLength) return [this.#sector.from]
    const azimuths = this.#ringAzimuths(lengths, size)
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

  #ringAzimuths(lengths: Float64Array, size: number): number[] {
    this.#isStaggered = !this.#isStaggered
    const shape = { sector: this.#sector, corners: this.#corners, isStaggered: this.#isStaggered }
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
