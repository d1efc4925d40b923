import type { Sliced } from '../../core/sliced.ts'
import type { Warning } from '../../model/evidence.ts'
import { geoInteger, geoList, geoNumber } from './geo-expression.ts'
import { readField } from './geo-fields.ts'
import type { GeoCurve, GeoEntity, GeoField, GeoGroup, GeoModel, GeoPoint, GeoSurface } from './geo-model.ts'
import { checkedOption } from './geo-options.ts'
import { rectangle } from './geo-rectangle.ts'
import { forbidden, type GeoToken, GeoTokens, malformedGeo, shownToken } from './geo-tokens.ts'

const mostCharacters = 8 * 2 ** 20
const mostEntities = 500_000
const pause = 128

/**
 * Reads the part of gmsh's .geo language that describes a surface, and nothing else: comments, named numbers and
 * arithmetic, points, curves, loops, surfaces, physical surfaces, listed `Mesh.` options, size fields. It runs nothing
 * and opens no file.
 *
 * @throws {@link WaveguideError} `GEO_FORBIDDEN` with line and word; `MESH_FORMAT` with the line.
 */
export function* parseGeo(text: string): Sliced<GeoModel> {
  if (text.length > mostCharacters)
    throw malformedGeo({ line: 1 }, `a .geo text of more than ${mostCharacters / 2 ** 20} MiB`)
  const reading = new GeoReading(new GeoTokens(text))
  for (let count = 0; reading.statement(); count++) if (count % pause === 0) yield
  return reading.model()
}

/** Reads what follows a statement's first word. */
type Statement = (first: GeoToken) => void

class GeoReading {
  readonly #tokens: GeoTokens
  readonly #variables = new Map<string, number>()
  readonly #points = new Map<number, GeoPoint>()
  readonly #curves = new Map<number, GeoCurve>()
  readonly #loops = new Map<number, GeoEntity>()
  readonly #surfaces = new Map<number, GeoSurface>()
  readonly #groups: GeoGroup[] = []
  readonly #options = new Map<string, number>()
  readonly #fields = new Map<
    number,
    GeoField & { numbers: Map<string, number>; lists: Map<string, readonly number[]> }
  >()
  #backgroundField = 0
  readonly #notes: Warning[] = []

  readonly #statements: ReadonlyMap<string, Statement> = new Map<string, Statement>([
    ['Point', (first) => this.#point(first)],
    ['Line', (first) => this.#line(first)],
    ['Curve', (first) => this.#loop(first)],
    ['Circle', () => this.#curve('circle')],
    ['Spline', () => this.#curve('spline')],
    ['BSpline', () => this.#curve('bspline')],
    ['Plane', (first) => this.#kindOfSurface(first, 'plane')],
    ['Ruled', (first) => this.#kindOfSurface(first, 'filled')],
    ['Surface', () => this.#surface('filled')],
    ['Rectangle', () => this.#rectangle()],
    ['Physical', (first) => this.#physical(first)],
    ['Field', () => readField(this.#tokens, this.#variables, this.#fields)],
    ['Background', (first) => this.#background(first)],
    ['Mesh', (first) => this.#mesh(first)],
    ['General', (first) => this.#general(first)],
    ['Save', (first) => this.#save(first)],
    ['SetFactory', (first) => this.#factory(first)],
  ])

  constructor(tokens: GeoTokens) {
    this.#tokens = tokens
  }

  /** Reads one statement; false at the end. */
  statement(): boolean {
    const first = this.#tokens.next()
    if (first.kind === 'end') return false
    if (first.kind === 'sign' && first.text === ';') return true
    if (first.kind !== 'name')
      throw malformedGeo(first, `expected a statement but found ${shownToken(first)}`)
    const read = this.#statements.get(first.text)
    if (read) read(first)
    else if (this.#tokens.takes('=')) this.#variables.set(first.text, this.#number())
    else throw forbidden(first)
    this.#tokens.expect(';')
    return true
  }

  model(): GeoModel {
    return {
      points: this.#points,
      curves: this.#curves,
      loops: this.#loops,
      surfaces: this.#surfaces,
      groups: this.#groups,
      options: this.#options,
      fields: this.#fields,
      backgroundField: this.#backgroundField,
      notes: this.#notes,
    }
  }

  #number(): number {
    return geoNumber(this.#tokens, this.#variables)
  }

  #list(): number[] {
    const { line } = this.#tokens.ahead
    return geoList(this.#tokens, this.#variables).map((value) =>
      geoInteger(value, line, 'a member of a list'),
    )
  }

  /** `(tag) =`. */
  #tag(known: ReadonlyMap<number, unknown>, what: string): number {
    const { line } = this.#tokens.ahead
    this.#tokens.expect('(')
    const tag = geoInteger(this.#number(), line, `the number of a ${what}`)
    this.#tokens.expect(')')
    this.#tokens.expect('=')
    if (tag <= 0) throw malformedGeo({ line }, `the number of a ${what} must be positive, got ${tag}`)
    if (known.has(tag)) throw malformedGeo({ line }, `${what} ${tag} a second time`)
    const total = this.#points.size + this.#curves.size + this.#loops.size + this.#surfaces.size
    if (total >= mostEntities)
      throw malformedGeo({ line }, `more than ${mostEntities} points, curves and surfaces`)
    return tag
  }

  #point({ line }: GeoToken): void {
    const tag = this.#tag(this.#points, 'point')
    const [x = 0, y = 0, z = 0, size = 0, ...more] = geoList(this.#tokens, this.#variables)
    if (more.length > 0 || size < 0)
      throw malformedGeo({ line }, `point ${tag} needs x, y, z and at most a size`)
    // The sum turns −0 into 0.
    this.#points.set(tag, { place: [x + 0, y + 0, z + 0], size })
  }

  #line(first: GeoToken): void {
    if (this.#tokens.ahead.kind === 'name') this.#loop(first)
    else this.#curve('line')
  }

  #curve(kind: GeoCurve['kind']): void {
    const { line } = this.#tokens.ahead
    const tag = this.#tag(this.#curves, 'curve')
    this.#curves.set(tag, { kind, members: this.#list(), line })
  }

  /** `Loop(tag) = {…}`, behind `Curve` or `Line`. */
  #loop(first: GeoToken): void {
    this.#second(first, 'Loop')
    const { line } = this.#tokens.ahead
    const tag = this.#tag(this.#loops, 'loop')
    this.#loops.set(tag, { members: this.#list(), line })
  }

  #kindOfSurface(first: GeoToken, kind: GeoSurface['kind']): void {
    this.#second(first, 'Surface')
    this.#surface(kind)
  }

  #surface(kind: GeoSurface['kind']): void {
    const { line } = this.#tokens.ahead
    if (this.#tokens.ahead.kind === 'name') throw forbidden(this.#tokens.ahead)
    const tag = this.#tag(this.#surfaces, 'surface')
    const members = this.#list()
    const isSpherical = kind === 'filled' && this.#hasWordAhead()
    this.#surfaces.set(
      tag,
      isSpherical ? { kind: 'spherical', members, ...this.#sphere(), line } : { kind, members, line },
    )
  }

  #hasWordAhead(): boolean {
    return this.#tokens.ahead.kind === 'name'
  }

  /** `In Sphere {centre}`, behind a filled surface, as ATH closes its throats. */
  #sphere(): { readonly centre: number } {
    const first = this.#tokens.next()
    if (first.text !== 'In') throw forbidden(first)
    this.#second(first, 'Sphere')
    const [centre = 0, ...more] = this.#list()
    if (centre <= 0 || more.length > 0)
      throw malformedGeo(first, 'a sphere needs the one point of its centre')
    return { centre }
  }

  #rectangle(): void {
    const { line } = this.#tokens.ahead
    const tag = this.#tag(this.#surfaces, 'surface')
    const parts = rectangle(tag, geoList(this.#tokens, this.#variables), line)
    for (const [number, point] of parts.points) this.#points.set(number, point)
    for (const [number, curve] of parts.curves) this.#curves.set(number, curve)
    this.#loops.set(...parts.loop)
    this.#surfaces.set(tag, parts.surface)
  }

  /** `Surface("name", tag) = {…}`, behind `Physical`. */
  #physical(first: GeoToken): void {
    this.#second(first, 'Surface')
    const { line } = this.#tokens.ahead
    this.#tokens.expect('(')
    const name = this.#tokens.ahead.kind === 'text' ? this.#tokens.next().text : ''
    const hasTag = name === '' || this.#tokens.takes(',')
    const most = this.#groups.reduce((largest, group) => Math.max(largest, group.tag), 0)
    const tag = hasTag ? geoInteger(this.#number(), line, 'the number of a group') : most + 1
    this.#tokens.expect(')')
    if (!this.#tokens.takes('+=')) this.#tokens.expect('=')
    if (tag <= 0) throw malformedGeo({ line }, `the number of a group must be positive, got ${tag}`)
    this.#groups.push({ tag, name, surfaces: this.#list(), line })
  }

  #background(first: GeoToken): void {
    this.#second(first, 'Field')
    const { line } = this.#tokens.ahead
    this.#tokens.expect('=')
    this.#backgroundField = geoInteger(this.#number(), line, 'the number of the background field')
  }

  #mesh(first: GeoToken): void {
    if (!this.#tokens.takes('.')) {
      const dimension = this.#number()
      if (dimension !== 2) throw forbidden({ ...first, text: `Mesh ${dimension}` }, 'surfaces only: Mesh 2')
      return
    }
    const name = this.#tokens.next()
    this.#tokens.expect('=')
    const value = this.#number()
    const known = checkedOption(name, value)
    if (known === undefined) this.#note(name, `Mesh.${name.text} has no effect`)
    else this.#options.set(known, value)
  }

  /** How much gmsh talks. All else of its group reaches beyond the mesh. */
  #general(first: GeoToken): void {
    this.#tokens.expect('.')
    const name = this.#tokens.next()
    if (name.text !== 'Verbosity' && name.text !== 'Terminal')
      throw forbidden({ ...first, text: `General.${name.text}` })
    this.#tokens.expect('=')
    this.#number()
    this.#note(first, `General.${name.text} has no effect`)
  }

  /** The file is ours to name. A path in it is not what a mesh description needs. */
  #save(first: GeoToken): void {
    const file = this.#tokens.next()
    if (file.kind !== 'text' || /[/\\:]|^\.\./.test(file.text))
      throw forbidden(first, 'only a plain file name may follow it')
    this.#note(first, `Save ${JSON.stringify(file.text)} was left out`)
  }

  #factory(first: GeoToken): void {
    this.#tokens.expect('(')
    const { text } = this.#tokens.next()
    this.#tokens.expect(')')
    if (text !== 'Built-in' && text !== 'OpenCASCADE')
      throw forbidden({ ...first, text: `SetFactory ${text}` })
    this.#note(first, 'SetFactory has no effect: what is read here means the same in both')
  }

  #second(first: GeoToken, expected: string): void {
    const token = this.#tokens.next()
    if (token.kind !== 'name' || token.text !== expected)
      throw forbidden({ ...first, text: `${first.text} ${token.text}` })
  }

  #note({ line }: GeoToken, what: string): void {
    this.#notes.push({ code: 'IGNORED', message: `line ${line}: ${what}`, details: { line } })
  }
}
