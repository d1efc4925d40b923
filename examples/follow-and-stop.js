// Takes each frequency as it finishes, coarse over the band first, and stops a sweep when enough is known: here as soon as
// the frequency above which the beam is narrower than 90° is known to an octave.
//   node examples/follow-and-stop.js
import { simulate } from 'waveguide-bem'

const horn = {
  type: 'R-OSSE',
  R: 100,
  a: 25,
  a0: 12,
  r0: 12.7,
  k: 1.2,
  q: 3.8,
  r: 0.4,
  b: 0.3,
  m: 0.8,
  wallThicknessMm: 5,
}
const stop = new AbortController()
const run = simulate(horn, {
  frequencies: { from: 500, to: 4000, count: 12 },
  maxTriangles: 1200,
  observations: { polars: [{ name: 'horizontal', anglesDeg: [0, 45], distance: 2 }] },
  signal: stop.signal,
})

let widest = 0
let narrowest = Number.POSITIVE_INFINITY
try {
  for await (const { frequency, polars } of run) {
    const [onAxis, at45] = polars[0].levelDb
    console.log(`${frequency.toFixed(0)} Hz: ${(at45 - onAxis).toFixed(1)} dB at 45°`)
    if (at45 - onAxis > -6) widest = Math.max(widest, frequency)
    else narrowest = Math.min(narrowest, frequency)
    if (narrowest < 2.01 * widest) stop.abort()
  }
  console.log('The beam is as wide, or as narrow, over the whole band.')
} catch (error) {
  if (error !== stop.signal.reason) throw error
  console.log(
    `Stopped: narrower than 90° from between ${widest.toFixed(0)} and ${narrowest.toFixed(0)} Hz up.`,
  )
}
