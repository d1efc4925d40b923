import { describe, expect, test } from 'vitest'
import { runAtOnce } from '../../src/core/sliced.ts'
import { requireGeo } from '../../src/mesh/geo/geo-check.ts'
import { requireFewTriangles } from '../../src/mesh/geo/geo-estimate.ts'
import type { GeoModel } from '../../src/mesh/geo/geo-model.ts'
import { parseGeo } from '../../src/mesh/geo/geo-parse.ts'
import { geoText } from '../../src/mesh/geo/geo-text.ts'
import { cylinderGeo, dome, waveguideGeo } from '../support/geo-texts.ts'

function read(text: string): GeoModel {
  const model = runAtOnce(parseGeo(text))
  runAtOnce(requireGeo(model))
  runAtOnce(requireFewTriangles(model))
  return model
}

/** Makes a text complete that has only points. */
const square =
  'Point(1)={0,0,0};Point(2)={9,0,0};Point(3)={9,9,0};Point(4)={0,9,0};Line(1)={1,2};Line(2)={2,3};Line(3)={3,4};' +
  'Line(4)={4,1};Curve Loop(1)={1:4};Plane Surface(1)={1};\n'

describe('arithmetic', () => {
  test.each([
    ['1 + 2*3 - 4/2', 5],
    ['-2^2', -4],
    ['2^3^2', 512],
    ['2^-1', 0.5],
    ['(1+2)*-(3)', -9],
    ['7 % 4', 3],
    ['Pi/2', Math.PI / 2],
    ['Hypot(3,4) + Fabs(-1) + Atan2(0,1)', 6],
    ['.5e1 + 1.', 6],
    ['a*a', 9],
  ])('%s is %d', (text, value) => {
    const model = runAtOnce(parseGeo(`a = 3;\nPoint(1) = {${text}, 0, 0};`))
    expect(model.points.get(1)?.place[0]).toBeCloseTo(value, 14)
  })

  test('ranges have their ends in them, and a step if it is given', () => {
    const { loops } = runAtOnce(parseGeo('Curve Loop(1) = {1:3, 9:5:-2, -4, 0.5*4:2};'))
    expect(loops.get(1)?.members).toEqual([1, 2, 3, 9, 7, 5, -4, 2])
  })
})

describe('texts in the manner of other programs', () => {
  test.each([
    ['a horn of rings', waveguideGeo(), { surfaces: 26, groups: ['SD1G0', 'SD1D1001'] }],
    ['a cylinder with fields', cylinderGeo, { surfaces: 6, groups: ['wall', 'source'] }],
    ['a half ball on a sphere', dome, { surfaces: 5, groups: ['SD1G0', 'SD1D1001'] }],
  ])('%s is read', (_, text, { surfaces, groups }) => {
    const model = read(text)
    expect(model.surfaces.size).toBe(surfaces)
    expect(model.groups.map(({ name }) => name)).toEqual(groups)
  })

  test('what has no effect is noted with its line', () => {
    const { notes } = read(waveguideGeo())
    expect(notes.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'IGNORED line 3: Mesh.MshFileVersion has no effect',
      expect.stringMatching(/^IGNORED line \d+: Save "horn.msh" was left out$/),
    ])
  })

  test('how much gmsh would have said has no effect', () => {
    expect(read(dome).notes.map(({ message }) => message)).toContain(
      'line 3: General.Verbosity has no effect',
    )
  })

  test('a group without a number gets the next one', () => {
    expect(read(cylinderGeo).groups.map(({ tag }) => tag)).toEqual([1, 7])
  })

  test('our own text of a model reads back as the same model', () => {
    for (const text of [cylinderGeo, waveguideGeo(), dome]) {
      const model = read(text)
      const again = read(geoText(model))
      const comparable = ({ points, options, fields, backgroundField }: GeoModel): unknown => ({
        points,
        options,
        backgroundField,
        fields: [...fields].map(([tag, { kind, numbers, lists, formula }]) => [
          tag,
          kind,
          numbers,
          lists,
          formula?.text,
        ]),
      })
      expect(comparable(again)).toEqual(comparable(model))
      const members = ({ curves, loops, surfaces }: GeoModel): unknown =>
        [curves, loops, surfaces].map((map) => [...map].map(([tag, { line, ...entity }]) => [tag, entity]))
      expect(members(again)).toEqual(members(model))
      expect(again.groups.map(({ tag }) => tag)).toEqual([...model.surfaces.keys()].map((_, i) => i + 1))
    }
  })

  test('a rectangle is a plane surface of four lines, and a factory has no effect', () => {
    const model = read('SetFactory("OpenCASCADE"); Rectangle(1)={1,2,3,10,20}; Mesh.MeshSizeMax=3;')
    expect([...model.points.values()].map(({ place }) => place.join())).toEqual([
      '1,2,3',
      '11,2,3',
      '11,22,3',
      '1,22,3',
    ])
    expect(model.surfaces.get(1)).toMatchObject({ kind: 'plane' })
    expect(model.notes).toHaveLength(1)
  })
})

describe('what is not read', () => {
  test.each([
    ['SystemCall "touch x";', 'SystemCall'],
    ['System "touch x";', 'System'],
    ['NonBlockingSystemCall "touch x";', 'NonBlockingSystemCall'],
    ['/* a */ System/**/Call "x";', 'System'],
    ['OnelabRun("name","touch x");', 'OnelabRun'],
    ['Merge "x.py";', 'Merge'],
    ['Include "x.txt";', 'Include'],
    ['Field[1] = ExternalProcess; Field[1].CommandLine = "touch x";', 'ExternalProcess'],
    ['Field[1] = Structured; Field[1].FileName = "x";', 'Structured'],
    ['Field[1] = PostView;', 'PostView'],
    ['Field[1] = MathEval; Field[1].FileName = "x";', 'FileName'],
    ['Field[1] = constructor;', 'constructor'],
    ['Field[1] = MathEval; Field[1].__proto__ = 1;', '__proto__'],
    ['Field[1] = MathEval; Field[1].F = "rand(1)";', 'rand'],
    ['Field[1] = MathEval; Field[1].F = "log(2)";', 'log'],
    ['Exit;', 'Exit'],
    ['Abort;', 'Abort'],
    ['Error("text");', 'Error'],
    ['Printf("a") > "f";', 'Printf'],
    ['Save "/tmp/x.msh";', 'Save'],
    ['Save "../x.msh";', 'Save'],
    ['Save View[0] "f";', 'Save'],
    ['Print "f";', 'Print'],
    ['CreateDir "d";', 'CreateDir'],
    ['a = ListFromFile("f");', 'ListFromFile'],
    ['a = FileExists("f");', 'FileExists'],
    ['a = GetEnv("V");', 'GetEnv'],
    ['a = CurrentDirectory;', 'CurrentDirectory'],
    ['a = OnelabAction;', 'OnelabAction'],
    ['a = constructor;', 'constructor'],
    ['ShapeFromFile("f");', 'ShapeFromFile'],
    ['Plugin(Skin).Run;', 'Plugin'],
    ['View "x" {};', 'View'],
    ['Combine ElementsFromVisibleViews;', 'Combine'],
    ['Background Mesh View[0];', 'Background Mesh'],
    ['General.OptionsFileName = "x";', 'General.OptionsFileName'],
    ['General.SaveOptions = 1;', 'General.SaveOptions'],
    ['Solver.Executable0 = "x";', 'Solver'],
    ['Mesh.SaveGroupsOfNodes = 1;', 'SaveGroupsOfNodes'],
    ['SetFactory("Python");', 'SetFactory Python'],
    ['NewModel;', 'NewModel'],
    ['Delete Model;', 'Delete'],
    ['Macro F SystemCall "x"; Return', 'Macro'],
    ['Call F;', 'Call'],
    ['For i In {1:9}', 'For'],
    ['While(1)', 'While'],
    ['If(1)', 'If'],
    ['DefineConstant[ a = 1 ];', 'DefineConstant'],
    ['SetNumber("a", 1);', 'SetNumber'],
    ['SetString("a", "b");', 'SetString'],
    ['a = StrCat("System", "Call");', 'StrCat'],
    ['Mesh 3;', 'Mesh 3'],
    ['Physical Volume(1) = {1};', 'Physical Volume'],
    ['Point{1} In Surface{1};', undefined],
    ['l[] = {1};', 'l'],
    ['Recombine Surface{1};', 'Recombine'],
    ['a = 1; @', '@'],
    ['a = `x`;', '`'],
  ])('%s', (text, word) => {
    const failure = failureOf(`${square}${text}`)
    if (word === undefined) expect(failure).toMatchObject({ code: 'MESH_FORMAT' })
    else expect(failure).toMatchObject({ code: 'GEO_FORBIDDEN', details: { line: 2, word } })
    expect(failure.message).toMatch(/line 2: /)
  })
})

function failureOf(text: string): Error {
  try {
    read(text)
  } catch (thrown) {
    if (thrown instanceof Error) return thrown
  }
  return expect.unreachable('should have been refused')
}

describe('what is read and wrong', () => {
  test.each([
    ['Point(1)={0,0,0};', /line 2: point 1 a second time/],
    ['Point(-5)={0,0,0};', /must be positive/],
    ['Point(1.5)={0,0,0};', /must be a whole number/],
    ['Point(9)={1/0,0,0};', /not a finite number/],
    ['Point(9)={0,0,0,1,2};', /x, y, z and at most a size/],
    ['Point(9)={0,0,0}', /expected ";" but found the end/],
    ['Line(9)={1};', /line 9 cannot have 1 points/],
    ['Line(9)={1,77};', /curve 9 uses point 77, which does not exist/],
    ['Circle(9)={1,2};', /circle 9 cannot have 2 points/],
    ['Curve Loop(9)={55};', /loop 9 uses curve 55/],
    ['Surface(9)={1,1};', /surface 9 needs one loop of three or four curves/],
    ['Physical Surface(1)={8};', /group 1 uses surface 8/],
    ['Physical Surface(1)={};', /group 1 is empty/],
    ['Background Field = 3;', /Field\[3\] does not exist/],
    [
      'Field[1]=Min; Field[1].FieldsList={2}; Field[2]=MathEval; Field[2].F="F1";',
      /Field\[[12]\] looks at itself/,
    ],
    ['Field[1]=MathEval;', /lacks F/],
    ['Field[1]=Threshold;', /lacks InField/],
    ['Field[1]=MathEval; Field[1].F="1+";', /line 2: unexpected the end of the text in a formula/],
    ['Field[1]=MathEval; Field[1].F="1)";', /unexpected "\)" in a formula/],
    ['Field[1]=MathEval; Field[1].F="1-x"; Background Field=1;', /wanted size at \(9, 0, 0\) is -8/],
    ['Mesh.Algorithm = 99;', /Mesh.Algorithm must be in \[1, 9\]/],
    ['Mesh.ElementOrder = 2;', /must be in \[1, 1\]/],
    ['Curve Loop(9)={1:1e12};', /no end or too many members/],
    [`a = ${'('.repeat(100)}1;`, /levels of parentheses/],
    [`a = ${'-'.repeat(100)}1;`, /signs or parentheses/],
    ['"hello";', /expected a statement/],
  ])('%s', (text, message) => {
    const failure = failureOf(`${square}${text}`)
    expect(failure).toMatchObject({ code: 'MESH_FORMAT' })
    expect(failure.message).toMatch(message)
  })

  test('a text without a surface, with what was left out of it', () => {
    expect(failureOf('Point(1)={0,0,0}; Save "x.msh";').message).toMatch(
      /no surface to mesh \(.*Save "x.msh"/,
    )
  })

  test('fields that ask each other without end', () => {
    const fields = Array.from(
      { length: 40 },
      (_, i) => `Field[${i + 2}]=Min; Field[${i + 2}].FieldsList={${i + 1},${i + 1}};`,
    )
    const text = `${square}Field[1]=MathEval; Field[1].F="1";${fields.join('')}`
    expect(failureOf(text).message).toMatch(/asks other fields more than 1000 times/)
  })

  test('sizes that ask for too many triangles, by points, options and fields', () => {
    for (const text of [
      square.replace('{0,0,0}', '{0,0,0,1e-4}'),
      `${square}Mesh.MeshSizeMax = 0.001;`,
      `${square}Field[1]=MathEval; Field[1].F="1e-3 + 0*x"; Background Field=1;`,
      square.replaceAll('9', '1e6').replace('Line(1)', 'Mesh.MeshSizeMax = 0.5; Line(1)'),
    ])
      expect(failureOf(text)).toMatchObject({ code: 'MESH_LIMIT', details: { limit: 200_000 } })
  })

  test('a text of more than 8 MiB', () => {
    expect(failureOf(' '.repeat(8 * 2 ** 20 + 1)).message).toMatch(/more than 8 MiB/)
  })
})
