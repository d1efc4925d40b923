import type { HornInput } from '../model/horn.ts'

/** Designs that the program knows by name. */
export const presets: Readonly<Record<string, HornInput>> = {
  'demo-rosse': {
    name: 'demo-rosse',
    type: 'R-OSSE',
    R: 140,
    a: 25,
    a0: 15.5,
    r0: 12.7,
    k: 2,
    q: 3.4,
    r: 0.4,
    b: 0.2,
    m: 0.85,
    body: 'shell',
    wallThicknessMm: 6,
    sizeMm: { throat: 5, mouth: 20, rear: 24 },
  },
  'rosse-big': {
    name: 'rosse-big',
    type: 'R-OSSE',
    R: 300,
    a: 35,
    a0: 12,
    r0: 25.4,
    k: 1.2,
    q: 3.8,
    r: 0.5,
    b: 0.3,
    m: 0.95,
    body: 'shell',
    wallThicknessMm: 10,
  },
}

/** The preset of that name, or undefined. */
export function presetNamed(name: string): HornInput | undefined {
  return Object.hasOwn(presets, name) ? presets[name] : undefined
}
