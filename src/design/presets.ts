import type { HornInput } from '../model/horn.ts'

/** The R-OSSE letters that the demo horn and its wide sister share. */
const demo = { type: 'R-OSSE', a0: 15.5, r0: 12.7, k: 2, q: 3.4, r: 0.4, b: 0.2, m: 0.85 } as const

const designs: Readonly<Record<string, HornInput>> = {
  'demo-rosse': {
    ...demo,
    R: 140,
    a: 25,
    wallThicknessMm: 6,
    sizeMm: { throat: 5, mouth: 20, rear: 24 },
  },
  'rosse-wide': {
    ...demo,
    R: '140*(abs(cos(p)/1.6)^3+abs(sin(p)/1)^4)^(-1/4.5)',
    a: '25*(abs(cos(p)/1.2)^4+abs(sin(p)/1)^3)^(-1/2.5)',
    wallThicknessMm: 5,
  },
  'rosse-big': {
    ...{ type: 'R-OSSE', R: 300, a: 35, a0: 12, r0: 25.4, k: 1.2, q: 3.8, r: 0.5, b: 0.3, m: 0.95 },
    wallThicknessMm: 10,
  },
  'rosse-slot': {
    ...{ type: 'R-OSSE', R: 200, a: 40, a0: 8, r0: 18, k: 2, q: 4, r: 0.3, b: 0, m: 0.8, slotLength: 10 },
    wallThicknessMm: 8,
  },
  'osse-round': {
    ...{ type: 'OSSE', L: 120, a: 40, a0: 10, r0: 18, k: 1, s: 0.7, n: 4, q: 0.995 },
    body: 'infinite-baffle',
  },
  'osse-ext': {
    ...{ type: 'OSSE', L: 160, a: 40, a0: 7.9, r0: 10, k: 1.38, s: 0.7, n: 4, q: 0.996 },
    ...{ throatExtLength: 12, throatExtAngle: 3, slotLength: 8 },
    body: 'infinite-baffle',
  },
  'osse-shaped': {
    ...{ type: 'OSSE', L: 120, a: '48.5-5.6*cos(2*p)^5-31*sin(p)^12', a0: 15.5, r0: 12.7, k: 7 },
    ...{ s: '0.58+0.2*cos(p)^2', n: 4.158, q: 0.991 },
    enclosure: { depth: 280, edgeRadius: 18, spacing: [25, 25, 25, 25] },
  },
  'osse-guided': {
    ...{ type: 'OSSE', L: 120, a0: 8, r0: 18, k: 1, s: 0.4, n: 4, q: 0.995 },
    guide: { type: 'superellipse', width: 240, aspect: 0.75, n: 3, dist: 1 },
    body: 'infinite-baffle',
  },
  'osse-rect': {
    ...{ type: 'OSSE', L: 120, a: 45, a0: 10, r0: 12.7, k: 1, s: 0.5, n: 4, q: 0.995 },
    morph: { target: 'rectangle', width: 400, height: 330, corner: 30, rate: 3, fixed: 0.2 },
    enclosure: { depth: 200, edgeRadius: 18 },
  },
  'dome-wg': {
    ...{ type: 'OSSE', r0: 14, L: 33.49, a: '60-20*sin(p)^2', a0: '9.83+36.37*sin(p)^2' },
    ...{ k: '8.16-1.64*sin(p)^2', s: '0.96+0.47*sin(p)^2', n: '7.49+0.65*sin(p)^2', q: 0.995 },
    body: 'infinite-baffle',
  },
  'tractrix-600': { type: 'tractrix', r0: 12.7, fc: 600, mouthAngle: 90, body: 'infinite-baffle' },
  'cleach-600': { type: 'le-cleach', r0: 12.7, fc: 600, T: 0.8, mouthAngle: 150, wallThicknessMm: 5 },
}

/** Designs that the program knows by name; `examples/` has each as a file. */
export const presets: Readonly<Record<string, HornInput>> = Object.fromEntries(
  Object.entries(designs).map(([name, design]) => [name, { name, ...design }]),
)

/** The preset of that name, or undefined. */
export function presetNamed(name: string): HornInput | undefined {
  return Object.hasOwn(presets, name) ? presets[name] : undefined
}
