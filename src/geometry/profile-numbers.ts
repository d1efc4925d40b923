import { WaveguideError } from '../core/errors.ts'
import { compileExpression, type Expression } from '../expression/compile.ts'
import type { HornProfile, OsseProfile, PointsProfile, RosseProfile, ThroatShape } from '../model/horn.ts'
import { isAllowed, type ParameterRule, profileRules, rangeText } from './parameter-rules.ts'
import { isCircle, shapeOf, throatShapeRadius } from './throat-shape.ts'

/** A profile whose expressions have been evaluated at one azimuth; what it does not give stays absent. */
export type NumbersOf<P> = P extends unknown
  ? { readonly [Key in keyof P]: Key extends 'type' ? P[Key] : Exclude<P[Key], string | ThroatShape> }
  : never

export type ProfileNumbers = NumbersOf<Exclude<HornProfile, PointsProfile>> | PointsProfile
export type OsseNumbers = NumbersOf<OsseProfile>
export type RosseNumbers = NumbersOf<RosseProfile>

/** The numbers of a profile as a function of the azimuth. */
export interface AzimuthProfile {
  /** True when p occurs in one of its expressions. */
  readonly dependsOnAzimuth: boolean
  readonly expressions: readonly { readonly name: string; readonly expression: Expression }[]
  /**
   * @param azimuth - rad.
   * @throws {@link WaveguideError} `HORN_PARAMETER` for a value that is not finite or out of its range there.
   */
  readonly at: (azimuth: number) => ProfileNumbers
}

/** Reads the expressions of a profile, once. */
export function azimuthProfile(profile: HornProfile): AzimuthProfile {
  const rules = profileRules[profile.type]
  const texts = Object.entries(profile).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && Object.hasOwn(rules, entry[0]),
  )
  const expressions = texts.map(([name, text]) => ({
    name,
    text,
    rule: rules[name] as ParameterRule,
    expression: compileExpression(text, name),
  }))
  const valuesAt = (azimuth: number): Record<string, number> =>
    Object.fromEntries(
      expressions.map(({ name, text, rule, expression }) => {
        const value = expression.valueAt(azimuth)
        if (!isAllowed(value, rule)) throw rangeError(name, text, rule, value)
        return [name, value]
      }),
    )
  const throat = shapeOf(profile)
  const throatAt = (azimuth: number): object => (throat ? { r0: throatShapeRadius(throat, azimuth) } : {})
  return {
    expressions,
    dependsOnAzimuth:
      expressions.some(({ expression }) => expression.dependsOnAzimuth) ||
      (throat !== undefined && !isCircle(throat)),
    at: (azimuth) => ({ ...profile, ...valuesAt(azimuth), ...throatAt(azimuth) }) as ProfileNumbers,
  }
}

function rangeError(name: string, text: string, rule: ParameterRule, value: number): WaveguideError {
  const range = rangeText(rule)
  return new WaveguideError(
    'HORN_PARAMETER',
    `${name} must be a number ${range}, got ${Number(value.toPrecision(8))} from ${JSON.stringify(text)}`,
    { details: { parameter: name, value, range, reason: 'PROFILE_DOMAIN' } },
  )
}
