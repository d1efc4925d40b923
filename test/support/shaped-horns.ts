import type { HornInput } from '../../src/model/horn.ts'

/** Shells whose walls depend on the azimuth. */
export const oval: HornInput = {
  ...{ type: 'OSSE', L: 100, a: '45 - 12*sin(p)^2', a0: 10, r0: 16, s: 0.6 },
  wallThicknessMm: 6,
}

export const rectangle: HornInput = {
  ...{ type: 'OSSE', L: 120, a: 45, a0: 10, r0: 12.7, k: 1, s: 0.5, n: 4, q: 0.995, wallThicknessMm: 6 },
  morph: { target: 'rectangle', width: 400, height: 330, corner: 30, rate: 3, fixed: 0.2 },
}
