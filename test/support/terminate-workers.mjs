/**
 * Starts workers that solve or mesh and terminates each at a random moment of its work; prints one JSON line.
 *
 * Arguments: lib folder, seed, count, end. end: `natural` (the main thread solves too and returns), `exit` (it calls
 * process.exit(5) in mid-job), `workers` (it never loads the native modules).
 */
import { existsSync, readdirSync } from 'node:fs'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

const atOnce = 4
const longestMs = 300

/** Regular octahedron, each face split into n² triangles: closed, oriented, radius 1 m or less. */
function octahedron(n) {
  const index = new Map()
  const vertices = []
  const vertex = (x, y, z) => {
    const key = `${x} ${y} ${z}`
    if (!index.has(key)) {
      index.set(key, index.size)
      vertices.push(x / n, y / n, z / n)
    }
    return index.get(key)
  }
  const triangles = []
  for (const [sx, sy, sz] of [-1, 1].flatMap((x) => [-1, 1].flatMap((y) => [-1, 1].map((z) => [x, y, z])))) {
    const corner = (i, j) => vertex(sx * i, sy * j, sz * (n - i - j))
    const add = (a, b, c) => triangles.push(...(sx * sy * sz > 0 ? [a, b, c] : [a, c, b]))
    for (let i = 0; i < n; i++) {
      for (let j = 0; i + j < n; j++) {
        add(corner(i, j), corner(i + 1, j), corner(i, j + 1))
        if (i + j < n - 1) add(corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1))
      }
    }
  }
  return {
    vertices: Float64Array.from(vertices),
    triangles: Uint32Array.from(triangles),
    tags: new Uint32Array(triangles.length / 3).fill(2),
    groups: [{ tag: 2, name: 'source', role: 'source' }],
    symmetry: [],
    termination: 'free',
  }
}

const horn = { type: 'R-OSSE', R: 140, a: 25, a0: 15.5, r0: 12.7 }
const frequencies = { from: 40, to: 300, count: 100 }

const sizeMm = { throat: 6, mouth: 20, rear: 25 }

/** `working` is called once native code is at work. */
const jobs = {
  solve: ({ solve }, working) => solve(octahedron(12), { frequencies, onProgress: working }),
  start: ({ solve }, working) => {
    working()
    return solve(octahedron(12), { frequencies })
  },
  observe: async ({ solve, observe }, working) => {
    const result = await solve(octahedron(4), { frequencies, keepSurface: true })
    return observe(result, { sphere: 20_000 }, { onProgress: working })
  },
  mesh: ({ mesh }, working) => mesh(horn, { isolate: false, sizeMm, onProgress: working }),
  isolated: ({ mesh }, working) => mesh(horn, { sizeMm, onProgress: working }),
}

async function work({ lib, kind }) {
  const api = await import(`${lib}index.js`)
  // A job that fails ends the worker with an error, which the main thread rethrows.
  for (;;) await jobs[kind](api, () => parentPort.postMessage('working'))
}

function random(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

async function startAndTerminate(lib, kind, delayMs) {
  const worker = new Worker(new URL(import.meta.url), { workerData: { lib, kind } })
  const failed = new Promise((_, reject) => worker.once('error', reject))
  await Promise.race([failed, new Promise((resolve) => worker.once('message', resolve))])
  await Promise.race([failed, new Promise((resolve) => setTimeout(resolve, delayMs))])
  await worker.terminate()
}

async function main([lib, seed, count, end]) {
  const next = random(Number(seed))
  const kinds = ['solve', 'mesh', 'start', 'observe', 'isolated']
  const plan = Array.from({ length: Number(count) }, (_, i) => [kinds[i % kinds.length], longestMs * next()])
  const memoryMb = []
  let terminated = 0
  const takeFromPlan = async () => {
    for (let job = plan.shift(); job; job = plan.shift()) {
      await startAndTerminate(lib, ...job)
      if (++terminated % 10 === 0) memoryMb.push(Math.round(process.memoryUsage().rss / 1e6))
    }
  }
  const api = end === 'workers' ? undefined : await import(`${lib}index.js`)
  if (end === 'natural') await api.solve(octahedron(4), { frequencies: [50] })
  await Promise.all(Array.from({ length: atOnce }, takeFromPlan))
  const last = api && (await api.solve(octahedron(4), { frequencies: [50] }))
  // Cancelled jobs stop within a fraction of a second; whatever still runs after two hangs.
  await new Promise((resolve) => setTimeout(resolve, 2000))
  const threads = existsSync('/proc/self/task') ? readdirSync('/proc/self/task').length : 0
  console.log(JSON.stringify({ terminated, memoryMb, threads, solved: last?.frequencies.length ?? 0 }))
  if (end === 'exit') {
    for (const kind of Object.keys(jobs)) startAndTerminate(lib, kind, 60_000).catch(() => {})
    api.solve(octahedron(12), { frequencies })
    setTimeout(() => process.exit(5), longestMs * next())
  }
}

if (isMainThread) await main(process.argv.slice(2))
else await work(workerData)
