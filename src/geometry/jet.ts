/** A quantity with its first and second derivative by a common parameter. */
export type Jet = readonly [value: number, first: number, second: number]

/** A quantity that does not change. */
export function constantJet(value: number): Jet {
  return [value, 0, 0]
}

export function addJets([x, x1, x2]: Jet, [y, y1, y2]: Jet): Jet {
  return [x + y, x1 + y1, x2 + y2]
}

/** The weighted sum a·x + b·y. */
export function blendJets(a: number, [x, x1, x2]: Jet, b: number, [y, y1, y2]: Jet): Jet {
  return [a * x + b * y, a * x1 + b * y1, a * x2 + b * y2]
}

export function scaleJet([x, x1, x2]: Jet, factor: number): Jet {
  return [x * factor, x1 * factor, x2 * factor]
}

/** f(x) by the chain rule, from f, f′ and f″ at x. */
export function composeJet([f, f1, f2]: Jet, [, x1, x2]: Jet): Jet {
  return [f, f1 * x1, f2 * x1 ** 2 + f1 * x2]
}
