import { test } from 'vitest'
import { box } from '../support/box.ts'
import { monopoleDrive, monopoleError } from '../support/monopole.ts'
import { meshOf } from '../support/spheres.ts'
import { fieldPoints } from '../support/sphere-errors.ts'
import { solveAt } from '../support/solved.ts'
test('x', async () => {
  const {points}=fieldPoints()
  const k=12.5, origin=[0.05,-0.04,0.06] as const
  for (const precision of ['single','double'] as const) for (const e of [0.1,0.05,0.025]) {
    const s = box([0.6,0.4,0.5], e); const m = meshOf(s)
    const r = await solveAt([k], m, {precision, sources:[{perTriangle: monopoleDrive(k,origin,s)}], observations:{points}})
    console.log(precision,e,s.triangles.length/3, monopoleError(k,origin,s.vertices,r.surface!.pressure), monopoleError(k,origin,points,r.points!.pressure), r.evidence[0]!.powerBalanceDb, m.quality.limits[0])
  }
})
