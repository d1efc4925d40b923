// The bodies of bench/solver.js and bench/peers.js.
import '../support/typescript.js'
import { presets } from '../../lib/design/presets.js'
import { mesh, parseHorn } from '../../lib/index.js'

const { capTags, icosphere, meshOf, octasphere } = await import('../../test/support/spheres.ts')

const capped = (shape) => meshOf(shape, capTags(shape, 30))
const icosphereOf = (triangles) => icosphere(Math.log2(triangles / 20) / 2)

const makers = {
  sphere: (triangles) => capped(icosphereOf(triangles)),
  octasphere: (triangles) => capped(octasphere(Math.log2(triangles / 8) / 2)),
  breathing: (triangles) => meshOf(icosphereOf(triangles)),
  horn: (maxTriangles) => mesh(parseHorn(presets['demo-rosse']), { maxTriangles }),
}
const made = new Map()

/**
 * The mesh of a body: unit spheres of which a cap of 30° moves, or all of it (`breathing`), or the demo horn of at most so
 * many triangles.
 */
export function meshOfBody({ body, triangles }) {
  const name = `${body} ${triangles}`
  if (!made.has(name)) made.set(name, makers[body](triangles))
  return made.get(name)
}

/** Three polars of 37 angles, clear of the body. */
export function polarsOf(body) {
  const anglesDeg = { from: 0, to: 180, count: 37 }
  const [distance, origin] = body === 'horn' ? [2, 'mouth'] : [3, [0, 0, 0]]
  return [0, 90, 45].map((inclinationDeg) => ({ inclinationDeg, anglesDeg, distance, origin }))
}
