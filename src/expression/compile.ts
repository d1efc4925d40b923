import { nonFiniteError } from './expression-error.ts'
import { type Evaluate, ExpressionParser } from './parser.ts'

/** An expression of the azimuth, read once. */
export interface Expression {
  /** False when p does not occur in it. */
  readonly dependsOnAzimuth: boolean
  /**
   * Its value at an azimuth, rad from +x towards +y.
   *
   * @throws {@link WaveguideError} `HORN_PARAMETER`, reason `EXPR_NONFINITE`, with the azimuth in degrees.
   */
  readonly valueAt: Evaluate
}

/**
 * Reads an expression of the azimuth p: `48.5 - 5.6*cos(2*p)^5`, `140 (abs(cos(p)/1.6)^3 + abs(sin(p))^4)^(-1/4.5)`.
 *
 * Numbers, p (radians), pi, e, + − * / ^, parentheses, the functions of docs/designs.md; names in either case. Nothing
 * of it is ever run as program text.
 *
 * @param parameter - What it is the value of, for messages.
 * @throws {@link WaveguideError} `HORN_PARAMETER` with `details.reason` `EXPR_EMPTY`, `EXPR_SYNTAX`,
 * `EXPR_UNKNOWN_NAME`, `EXPR_ARITY`, `EXPR_AMBIGUOUS` or `EXPR_TOO_LONG` and a `column` counted from 0.
 */
export function compileExpression(text: string, parameter: string): Expression {
  const { evaluate, isConstant } = new ExpressionParser(text, parameter).whole()
  return {
    dependsOnAzimuth: !isConstant,
    valueAt: (p) => {
      const value = evaluate(p)
      if (Number.isFinite(value)) return value
      throw nonFiniteError(parameter, text, (p * 180) / Math.PI, value)
    },
  }
}
