/**
 * 200 solves in one process, each aborted at a random moment or left to finish, and memory at every quarter of them;
 * then eight at once, which must share the cores fairly. Exits with 1 when memory grows or one of the eight starves.
 * Usage: node abort-solves.mjs LIB_FOLDER SEED
 */
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

const [folder, seed] = process.argv.slice(2)
const { mesh, parseHorn, solve } = await import(new URL('index.js', pathToFileURL(folder)).href)
const { presets } = await import(new URL('design/presets.js', pathToFileURL(folder)).href)

let state = Number(seed) >>> 0
/** Mulberry32, in [0, 1). */
function random() {
  state = (state + 0x6d2b79f5) >>> 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

const horn = await mesh(parseHorn(presets['demo-rosse']), { maxTriangles: 1500 })
const options = { frequencies: { from: 500, to: 2000, count: 12 }, force: true }

/** @returns {Promise<'finished' | 'aborted'>} */
async function oneSolve(milliseconds) {
  const controller = new AbortController()
  const run = solve(horn, {
    ...options,
    symmetry: random() < 0.5 ? 'auto' : 'none',
    signal: controller.signal,
  })
  const timer = setTimeout(() => controller.abort(), milliseconds)
  try {
    await run
    return 'finished'
  } catch (thrown) {
    if (thrown.name !== 'AbortError') throw thrown
    return 'aborted'
  } finally {
    clearTimeout(timer)
  }
}

async function abortMany() {
  const outcomes = { finished: 0, aborted: 0 }
  const memoryMb = []
  for (let solved = 1; solved <= 200; solved++) {
    outcomes[await oneSolve(800 * random())]++
    if (solved % 50 !== 0) continue
    globalThis.gc?.()
    await wait(100)
    memoryMb.push(Math.round(process.memoryUsage().rss / 2 ** 20))
  }
  console.log(JSON.stringify({ solves: 200, ...outcomes, memoryMb }))
  return memoryMb.at(-1) < 1.25 * memoryMb[0]
}

/** Seconds of eight equal solves that begin together. */
async function eightAtOnce() {
  const start = performance.now()
  const seconds = await Promise.all(
    Array.from({ length: 8 }, async () => {
      await solve(horn, options)
      return (performance.now() - start) / 1000
    }),
  )
  const [first, last] = [Math.min(...seconds), Math.max(...seconds)]
  console.log(JSON.stringify({ atOnce: 8, firstSeconds: first.toFixed(2), lastSeconds: last.toFixed(2) }))
  return first > 0.7 * last
}

const isFlat = await abortMany()
const isFair = await eightAtOnce()
if (!isFlat || !isFair) {
  console.error(
    `abort-solves: ${isFlat ? '' : 'memory grows '}${isFair ? '' : 'one solve starves the others'}`,
  )
  process.exit(1)
}
