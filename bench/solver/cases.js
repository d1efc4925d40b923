// What bench/solver.js measures, and what each figure should be.

/** Solved by default; `--case` reaches the others too. */
const largestOfDouble = 6500

const spheres = [1280, 5120, 20_480].map((triangles) => ({ body: 'sphere', size: triangles, triangles }))
/** Moves everywhere, so that the right side is as much work as can be. */
const breathing = { body: 'breathing', size: 5120, triangles: 5120 }
const octaspheres = [2048, 8192, 32_768].map((triangles) => ({
  body: 'octasphere',
  size: triangles,
  triangles,
}))
const horns = [3000, 6000, 12_000].map((triangles) => ({
  body: 'horn',
  size: `${triangles / 1000}k`,
  triangles,
}))

/** The octasphere mirrors itself in z = 0 too: its quarter model is asked for, the horn's is what `auto` finds. */
const quarterPlanes = { horn: 'auto', octasphere: ['x', 'y'] }

const models = [
  ...[...spheres, breathing, ...horns].map((mesh) => ({
    ...mesh,
    model: 'full',
    symmetry: 'none',
    planes: [],
  })),
  ...[...octaspheres, ...horns].map((mesh) => ({
    ...mesh,
    model: 'quarter',
    symmetry: quarterPlanes[mesh.body],
    planes: ['x', 'y'],
  })),
]

/** Every case, smallest meshes first. */
export const cases = ['single', 'double'].flatMap((precision) =>
  models.map((model) => ({
    ...model,
    precision,
    name: [model.body, model.size, model.model, precision].join('-'),
    isDefault: precision === 'single' || (model.triangles <= largestOfDouble && model.body !== 'breathing'),
  })),
)

/** Where each body is measured: at frequencies, Hz, or at the Helmholtz numbers kh of its longest edge. */
export const bandsOf = { horn: { hz: [1000, 5000, 12_000] }, sphere: { kh: [0.25, 0.8, 1.5] } }

/** Seconds a frequency on 2 cores with AVX-512, up to a frequency where one is given. */
const goals = [
  { name: 'horn-3k-full-single', seconds: 0.08 },
  { name: 'horn-6k-full-single', upTo: 5000, seconds: 0.3 },
  { name: 'horn-6k-full-single', upTo: 12_000, seconds: 0.5 },
  { name: 'horn-12k-full-single', seconds: 1.2 },
  { name: 'sphere-20480-full-single', seconds: 2.8 },
  { name: 'horn-3k-quarter-single', seconds: 0.02 },
  { name: 'horn-6k-quarter-single', seconds: 0.06 },
  { name: 'horn-12k-quarter-single', seconds: 0.25 },
]

/** What is done once may cost as much as this many frequencies. */
export const setUpGoal = 4

/** Seconds a frequency that a case should take, or undefined. */
export const goalOf = (name, hz) =>
  goals.find((goal) => goal.name === name && hz <= (goal.upTo ?? Number.POSITIVE_INFINITY))?.seconds
