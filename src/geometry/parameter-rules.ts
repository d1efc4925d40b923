import type { HornProfile } from '../model/horn.ts'

/** What a number of a design may be. */
export interface ParameterRule {
  readonly unit: 'mm' | '°' | 'Hz' | 'm/s' | 'mm/°' | '1/mm' | ''
  /** Used when the design is silent. */
  readonly default?: number
  /** True when a silent design is one without it; else, without a default, the design must say. */
  readonly optional?: true
  readonly min: number
  readonly max: number
  /** Bounds that are themselves refused. */
  readonly open?: 'min' | 'max' | 'both'
  /** True for what may not be an expression of the azimuth. */
  readonly number?: true
}

/** The rules of one family, by parameter. */
export type ProfileRules = Readonly<Record<string, ParameterRule>>

const lengthMm = { unit: 'mm', min: 0.01, max: 100_000 } as const
const anyNumber = { unit: '', min: -1000, max: 1000 } as const
const throatRadius = { ...lengthMm, default: 12.7 } as const
const frequency = { unit: 'Hz', min: 1, max: 100_000 } as const
const soundSpeed = { unit: 'm/s', default: 343, min: 1, max: 10_000 } as const
const halfAngle = { unit: '°', min: 0, max: 90, open: 'both' } as const
const mouthAngle = { unit: '°', default: 90, min: 0, max: 180, open: 'min' } as const
const flare = { unit: '', min: 0, max: 1000 } as const

const throat = {
  a: { ...halfAngle, default: 45 },
  a0: { unit: '°', default: 0, min: 0, max: 90, open: 'max' },
  r0: throatRadius,
  k: { unit: '', default: 1, min: 0, max: 1000, open: 'min' },
} as const

const prefixed = {
  throatExtLength: { unit: 'mm', optional: true, min: 0, max: 100_000 },
  throatExtAngle: { unit: '°', optional: true, min: -90, max: 90, open: 'both' },
  slotLength: { unit: 'mm', optional: true, min: 0, max: 100_000 },
  rot: { unit: '°', optional: true, min: -180, max: 180, open: 'both' },
  s1: { unit: 'mm/°', optional: true, min: 0, max: 1000 },
  s2: { unit: '1/mm', optional: true, min: 0, max: 1000 },
} as const

/** The parameters of every family with ATH's defaults. */
export const profileRules: Readonly<Record<HornProfile['type'], ProfileRules>> = {
  OSSE: {
    L: lengthMm,
    ...throat,
    s: { ...anyNumber, default: 0.7 },
    n: { unit: '', default: 4, min: 1, max: 100 },
    q: { unit: '', default: 0.995, min: 0, max: 1000, open: 'min' },
    h: { unit: 'mm', optional: true, min: -100_000, max: 100_000 },
    ...prefixed,
    circArcRadius: { unit: 'mm', optional: true, min: 0, max: 1e6 },
    circArcTermAngle: { unit: '°', optional: true, min: -90, max: 90 },
  },
  // a = 0 is a limit that the formula has.
  'R-OSSE': {
    R: lengthMm,
    ...throat,
    a: { ...throat.a, open: 'max' },
    q: { unit: '', default: 3.4, min: 0, max: 1000, open: 'min' },
    r: { unit: '', default: 0.4, min: 0, max: 1000 },
    m: { ...anyNumber, default: 0.85 },
    b: { ...anyNumber, default: 0.2 },
    tmax: { unit: '', default: 1, min: 0, max: 1, open: 'min' },
    ...prefixed,
  },
  conical: {
    r0: throatRadius,
    a: { ...halfAngle, optional: true },
    L: { ...lengthMm, optional: true },
    R: { ...lengthMm, optional: true },
  },
  exponential: { r0: throatRadius, fc: frequency, L: lengthMm, c: soundSpeed },
  hyperbolic: {
    r0: throatRadius,
    fc: frequency,
    L: lengthMm,
    c: soundSpeed,
    T: { ...flare, optional: true },
    a0: { unit: '°', optional: true, min: 0, max: 90, open: 'max' },
  },
  tractrix: {
    r0: throatRadius,
    fc: { ...frequency, optional: true },
    R: { ...lengthMm, optional: true },
    mouthAngle: { ...mouthAngle, max: 90 },
    c: soundSpeed,
  },
  spherical: { r0: throatRadius, fc: frequency, mouthAngle, c: soundSpeed },
  'le-cleach': {
    r0: { ...throatRadius, number: true },
    fc: { ...frequency, number: true },
    T: { ...flare, default: 1, number: true },
    mouthAngle: { ...mouthAngle, number: true },
    c: { ...soundSpeed, number: true },
  },
  points: { exponent: { unit: '', optional: true, min: 1, max: 100, number: true } },
}

/** `in (0, 90) °`: the rule in words. */
export function rangeText({ min, max, open, unit }: ParameterRule): string {
  const left = open === 'min' || open === 'both' ? '(' : '['
  const right = open === 'max' || open === 'both' ? ')' : ']'
  return `in ${left}${min}, ${max}${right}${unit ? ` ${unit}` : ''}`
}

/** True for a finite number that the rule allows. */
export function isAllowed(value: number, { min, max, open }: ParameterRule): boolean {
  const aboveMin = open === 'min' || open === 'both' ? value > min : value >= min
  const belowMax = open === 'max' || open === 'both' ? value < max : value <= max
  return Number.isFinite(value) && aboveMin && belowMax
}
