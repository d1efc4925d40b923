import type { Sliced } from '../../core/sliced.ts'
import { real } from '../arrays.ts'
import type { Sector } from '../equal-area.ts'
import { inside, type RingSector, ringAzimuths, surveyAzimuths } from './ring-azimuths.ts'
import { ringPlaces } from './ring-places.ts'
import type { RingSection } from './ring-section.ts'
import { type Ring, zip } from './zip.ts'

/**
 * Meshes a sector of a body by rings, in slices: every vertex an exact point of the formula.
 *
 * The walk around the body is cut into rings, each ring into equal arcs no longer than the wanted edge length, and
 * neighbouring rings are zipped together. Every other ring begins with half an arc, which makes triangles nearly
 * equilateral. Deterministic; needs no gmsh.
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
    if (index === 0) mesh.addRing(section, { station: 0, fraction: 0, size: real(table, 0) }, index)
    for (const place of ringPlaces(section, table)) {
      mesh.addRing(section, place, index)
      yield
    }
  }
  return mesh.done()
}

/** Shortest sector of a ring, mm; below it is a point on the axis. */
const leastLength = 1e-6

class RingMesh {
  readonly #vertices: number[] = []
  readonly #triangles: number[] = []
  readonly #tags: number[] = []
  readonly #sector: RingSector
  readonly #azimuths: Float64Array
  readonly #corners: readonly number[]
  #before: Ring | undefined
  #isStaggered = false

  constructor(sector: RingSector, breaks: readonly number[]) {
    this.#sector = sector
    this.#azimuths = surveyAzimuths(sector, breaks)
    this.#corners = inside(breaks, sector)
  }

  addRing(
    section: RingSection,
    { station, fraction, size }: { station: number; fraction: number; size: number },
    tag: number,
  ): void {
    const lengths = section.ringLengths(station, fraction, this.#azimuths)
    const isPoint = real(lengths, lengths.length - 1) < leastLength
    const azimuths = isPoint ? [this.#sector.from] : this.#ringAzimuths(lengths, size)
    const first = this.#vertices.length / 3
    for (const azimuth of azimuths) this.#vertices.push(...section.point(station, fraction, azimuth))
    const ring: number[] = azimuths.map((_, i) => first + i)
    if (this.#sector.isClosed && !isPoint) ring.push(first)
    if (this.#before) zip(this.#vertices, this.#before, ring, this.#triangles)
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

  #ringAzimuths(lengths: Float64Array, size: number): number[] {
    this.#isStaggered = !this.#isStaggered
    const { sector, corners, isStaggered } = {
      sector: this.#sector,
      corners: this.#corners,
      isStaggered: this.#isStaggered,
    }
    return ringAzimuths({ azimuths: this.#azimuths, lengths }, size, { sector, corners, isStaggered })
  }
}
