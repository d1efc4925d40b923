import { type GeoVariables, geoInteger, geoList, geoNumber } from './geo-expression.ts'
import { type Formula, readFormula } from './geo-formula.ts'
import type { GeoField, GeoFieldKind } from './geo-model.ts'
import { forbidden, type GeoTokens, malformedGeo, shownToken } from './geo-tokens.ts'

/** A field while its members are being read. */
interface FieldReading extends GeoField {
  readonly numbers: Map<string, number>
  readonly lists: Map<string, readonly number[]>
  formula?: Formula
}

type Names = Readonly<Record<string, string>>

const places: Names = {
  PointsList: 'PointsList',
  NodesList: 'PointsList',
  VerticesList: 'PointsList',
  CurvesList: 'CurvesList',
  EdgesList: 'CurvesList',
  SurfacesList: 'SurfacesList',
  FacesList: 'SurfacesList',
}
const input: Names = { InField: 'InField', IField: 'InField' }

/** The members of each kind of field, old names and new, under the new one. */
const members: Record<GeoFieldKind, { readonly numbers: Names; readonly lists: Names }> = {
  MathEval: { numbers: {}, lists: {} },
  Distance: {
    numbers: {
      NumPointsPerCurve: 'NumPointsPerCurve',
      Sampling: 'NumPointsPerCurve',
      NNodesByEdge: 'NumPointsPerCurve',
    },
    lists: places,
  },
  Threshold: {
    numbers: {
      ...input,
      SizeMin: 'SizeMin',
      LcMin: 'SizeMin',
      SizeMax: 'SizeMax',
      LcMax: 'SizeMax',
      DistMin: 'DistMin',
      DistMax: 'DistMax',
      Sigmoid: 'Sigmoid',
      StopAtDistMax: 'StopAtDistMax',
    },
    lists: {},
  },
  Restrict: { numbers: input, lists: places },
  Min: { numbers: {}, lists: { FieldsList: 'FieldsList' } },
}

/** `Field[1] = Kind;` and `Field[1].Member = value;`, behind the word `Field`. */
export function readField(
  tokens: GeoTokens,
  variables: GeoVariables,
  fields: Map<number, FieldReading>,
): void {
  const { line } = tokens.ahead
  tokens.expect('[')
  const tag = geoInteger(geoNumber(tokens, variables), line, 'the number of a field')
  tokens.expect(']')
  if (tag <= 0) throw malformedGeo({ line }, `the number of a field must be positive, got ${tag}`)
  if (tokens.takes('.')) readMember(tokens, variables, fields.get(tag), tag)
  else fields.set(tag, newField(tokens))
}

function newField(tokens: GeoTokens): FieldReading {
  tokens.expect('=')
  const token = tokens.next()
  if (!(token.kind === 'name' && Object.hasOwn(members, token.text)))
    throw forbidden(token, 'it is a kind of field')
  return { kind: token.text as GeoFieldKind, numbers: new Map(), lists: new Map(), line: token.line }
}

function readMember(
  tokens: GeoTokens,
  variables: GeoVariables,
  field: FieldReading | undefined,
  tag: number,
): void {
  const token = tokens.next()
  if (!field) throw malformedGeo(token, `Field[${tag}] has no kind yet`)
  const { numbers, lists } = members[field.kind]
  const isFormula = field.kind === 'MathEval' && token.text === 'F'
  const [number, list] = [ownValue(numbers, token.text), ownValue(lists, token.text)]
  if (!isFormula && !number && !list) throw forbidden(token, `it is a member of a ${field.kind} field`)
  tokens.expect('=')
  if (number) field.numbers.set(number, geoNumber(tokens, variables))
  else if (list) field.lists.set(list, listOfTags(tokens, variables))
  else field.formula = formulaOf(tokens)
}

function ownValue(names: Names, name: string): string | undefined {
  return Object.hasOwn(names, name) ? names[name] : undefined
}

function listOfTags(tokens: GeoTokens, variables: GeoVariables): number[] {
  const { line } = tokens.ahead
  return geoList(tokens, variables).map((value) => geoInteger(value, line, 'a member of a list'))
}

function formulaOf(tokens: GeoTokens): Formula {
  const token = tokens.next()
  if (token.kind === 'text') return readFormula(token.text, token.line)
  throw malformedGeo(token, `expected a formula in quotes but found ${shownToken(token)}`)
}
