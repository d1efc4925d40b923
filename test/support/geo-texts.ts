/** .geo texts in the manner of the programs that wrote them. */

/** As a web tool wrote them: rings of splines, radial lines, surfaces of four sides; a ring of `count` sides. */
export function waveguideGeo(count: number = 8): string {
  const rings = [
    [0, 12.7],
    [20, 22],
    [50, 45],
    [80, 90],
  ] as const
  const lines = ['// horn', 'Mesh.Algorithm = 2;', 'Mesh.MshFileVersion = 2.2;', 'lc = 8;', '']
  for (const [j, [z, r]] of rings.entries())
    for (let i = 0; i < count; i++) {
      const angle = (2 * Math.PI * i) / count
      lines.push(
        `Point(${1 + j * count + i})={${(r * Math.cos(angle)).toFixed(3)},${(r * Math.sin(angle)).toFixed(3)},${z},lc};`,
      )
    }
  const along = (j: number, i: number): number => 1 + j * count + (i % count)
  const ring = (j: number, i: number): number => 1000 + j * count + (i % count)
  const radial = (j: number, i: number): number => 2000 + j * count + (i % count)
  for (let j = 0; j < rings.length; j++)
    for (let i = 0; i < count; i++) lines.push(`Line(${ring(j, i)})={${along(j, i)},${along(j, i + 1)}};`)
  for (let j = 0; j < rings.length - 1; j++)
    for (let i = 0; i < count; i++) lines.push(`Line(${radial(j, i)})={${along(j, i)},${along(j + 1, i)}};`)
  let surface = 1
  for (let j = 0; j < rings.length - 1; j++)
    for (let i = 0; i < count; i++) {
      lines.push(
        `Curve Loop(${surface})={${ring(j, i)},${radial(j, i + 1)},-${ring(j + 1, i)},-${radial(j, i)}};`,
      )
      lines.push(`Surface(${surface})={${surface}};`)
      surface++
    }
  const lid = (j: number): void => {
    lines.push(`Line Loop(${surface})={${Array.from({ length: count }, (_, i) => ring(j, i)).join(',')}};`)
    lines.push(`Plane Surface(${surface})={${surface}};`)
    surface++
  }
  lid(0)
  lid(rings.length - 1)
  lines.push(`Physical Surface("SD1G0", 1)={1:${surface - 3},${surface - 1}};`)
  lines.push(`Physical Surface("SD1D1001", 2)={${surface - 2}};`, '', 'Mesh 2;', 'Save "horn.msh";')
  return `${lines.join('\n')}\n`
}

/** Half a ball of radius 20 as ATH writes caps: its round side on a sphere, its flat one the source. */
export const dome = `Mesh.Algorithm = 2;
Mesh.MshFileVersion = 2.2;
General.Verbosity = 2;
Point(1)={20.000,0.000,0.000,4.0};
Point(2)={0.000,20.000,0.000,4.0};
Point(3)={-20.000,0.000,0.000,4.0};
Point(4)={0.000,-20.000,0.000,4.0};
Point(5)={0.000,0.000,20.000,4.0};
Point(6)={0.000,0.000,0.000,4.0};
Circle(1)={1,6,2};
Circle(2)={2,6,3};
Circle(3)={3,6,4};
Circle(4)={4,6,1};
Circle(5)={1,6,5};
Circle(6)={2,6,5};
Circle(7)={3,6,5};
Circle(8)={4,6,5};
Curve Loop(9)={1,6,-5};
Surface(1)={9} In Sphere {6};
Curve Loop(10)={2,7,-6};
Surface(2)={10} In Sphere {6};
Curve Loop(11)={3,8,-7};
Surface(3)={11} In Sphere {6};
Curve Loop(12)={4,5,-8};
Surface(4)={12} In Sphere {6};
Curve Loop(13)={-1,-4,-3,-2};
Plane Surface(5)={13};
Physical Surface("SD1G0",1)={1:4};
Physical Surface("SD1D1001",2)={5};
Mesh 2;
Save "dome.msh";
`

/** A closed cylinder of circles, splines and fields, in the manner of a mesh editor. */
export const cylinderGeo = `/* a cylinder,
   radius 20, height 30 */
r = 20; h = 3*(4 + 6); // mm
Mesh.CharacteristicLengthMin = 1; Mesh.CharacteristicLengthMax = r/4;
Mesh.CharacteristicLengthExtendFromBoundary = 0;
Point(1) = {0, 0, 0}; Point(2) = {r, 0, 0}; Point(3) = {0, r, 0}; Point(4) = {-r, 0, 0}; Point(5) = {0, -r, 0};
Point(11) = {0, 0, h}; Point(12) = {r, 0, h}; Point(13) = {r*Cos(Pi/2), r, h}; Point(14) = {-r, 0, h}; Point(15) = {0, -Sqrt(r^2), h};
Circle(1) = {2, 1, 3}; Circle(2) = {3, 1, 4}; Circle(3) = {4, 1, 5}; Circle(4) = {5, 1, 2};
Circle(11) = {12, 11, 13}; Circle(12) = {13, 11, 14}; Circle(13) = {14, 11, 15}; Circle(14) = {15, 11, 12};
Line(21) = {2, 12}; Line(22) = {3, 13}; Spline(23) = {4, 14}; BSpline(24) = {5, 15};
Line Loop(1) = {1, 22, -11, -21}; Ruled Surface(1) = {1};
Line Loop(2) = {2, 23, -12, -22}; Ruled Surface(2) = {2};
Line Loop(3) = {3, 24, -13, -23}; Surface(3) = {3};
Line Loop(4) = {4, 21, -14, -24}; Surface(4) = {4};
Curve Loop(5) = {1:4}; Plane Surface(5) = {5};
Curve Loop(6) = {11:14}; Plane Surface(6) = {6};
Physical Surface("wall") = {1:5};
Physical Surface("source", 7) = {6};
Field[1] = Distance; Field[1].NodesList = {2, 12}; Field[1].NNodesByEdge = 10;
Field[2] = Threshold; Field[2].IField = 1; Field[2].LcMin = 1.5; Field[2].LcMax = 5; Field[2].DistMin = 4; Field[2].DistMax = 15;
Field[3] = MathEval; Field[3].F = "4 + 0.05*abs(z - 15)^1.5 + 0*F1";
Field[4] = Restrict; Field[4].IField = 3; Field[4].FacesList = {6};
Field[5] = Min; Field[5].FieldsList = {2, 4};
Background Field = 5;
`
