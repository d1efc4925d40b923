/** What a name in an expression stands for. */
export interface NamedFunction {
  readonly least: number
  readonly most: number
  readonly apply: (...values: number[]) => number
}

const any = Number.POSITIVE_INFINITY

function one(apply: (x: number) => number): NamedFunction {
  return { least: 1, most: 1, apply }
}

function two(apply: (x: number, y: number) => number): NamedFunction {
  return { least: 2, most: 2, apply }
}

/** Half away from zero, as C's `round`; `Math.round` takes −2.5 to −2. */
function round(x: number): number {
  const whole = Math.trunc(x)
  return Math.abs(x - whole) >= 0.5 ? whole + Math.sign(x) : whole
}

function copySign(magnitude: number, sign: number): number {
  const isNegative = sign < 0 || Object.is(sign, -0)
  return isNegative ? -Math.abs(magnitude) : Math.abs(magnitude)
}

/** The functions of expressions by their lower-case names; angles in radians. A Map, so that no prototype is searched. */
export const functions: ReadonlyMap<string, NamedFunction> = new Map([
  ['abs', one(Math.abs)],
  ['fabs', one(Math.abs)],
  ['acos', one(Math.acos)],
  ['acosh', one(Math.acosh)],
  ['asin', one(Math.asin)],
  ['asinh', one(Math.asinh)],
  ['atan', one(Math.atan)],
  ['atan2', two(Math.atan2)],
  ['atanh', one(Math.atanh)],
  ['cbrt', one(Math.cbrt)],
  ['ceil', one(Math.ceil)],
  ['copysign', two(copySign)],
  ['cos', one(Math.cos)],
  ['cosh', one(Math.cosh)],
  ['deg', one((x) => (x * 180) / Math.PI)],
  ['exp', one(Math.exp)],
  ['exp2', one((x) => 2 ** x)],
  ['expm1', one(Math.expm1)],
  ['floor', one(Math.floor)],
  ['fmax', two(Math.max)],
  ['fmin', two(Math.min)],
  ['fmod', two((x, y) => x % y)],
  ['hypot', { least: 2, most: any, apply: Math.hypot }],
  ['ln', one(Math.log)],
  ['log10', one(Math.log10)],
  ['log1p', one(Math.log1p)],
  ['log2', one(Math.log2)],
  ['max', { least: 1, most: any, apply: Math.max }],
  ['min', { least: 1, most: any, apply: Math.min }],
  ['pow', two((x, y) => x ** y)],
  ['rad', one((x) => (x * Math.PI) / 180)],
  ['round', one(round)],
  ['sign', one(Math.sign)],
  ['sin', one(Math.sin)],
  ['sinh', one(Math.sinh)],
  ['sqrt', one(Math.sqrt)],
  ['tan', one(Math.tan)],
  ['tanh', one(Math.tanh)],
  ['trunc', one(Math.trunc)],
])

/** The constants of expressions by their lower-case names. */
export const constants: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['e', Math.E],
])
