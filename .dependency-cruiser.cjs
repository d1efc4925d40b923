// The import direction of src/: data flows down, a room imports only what stands beside its name.
// docs/architecture.md says what each room is for.
const pure = ['core', 'model']
const meshing = [...pure, 'design', 'geometry', 'binding']
const may = {
  core: [],
  model: ['core'],
  expression: ['core'],
  design: [...pure, 'expression', 'geometry'], // a design is checked against the curve it describes
  geometry: [...pure, 'expression'],
  results: pure,
  charts: [...pure, 'results'],
  wire: pure,
  client: [...pure, 'wire'],
  binding: pure,
  mesh: meshing,
  solve: [...meshing, 'results', 'mesh'],
  io: [...pure, 'results', 'charts', 'mesh'],
  jobs: [...pure, 'wire', 'design', 'mesh', 'solve', 'results', 'io'],
  server: [...pure, 'wire', 'results', 'io', 'charts', 'binding', 'jobs'],
}
may.cli = Object.keys(may)
const browserRooms = [
  'core',
  'model',
  'expression',
  'design',
  'geometry',
  'results',
  'charts',
  'wire',
  'client',
]

const directions = Object.entries(may).map(([room, rooms]) => ({
  name: `room-${room}`,
  comment: `src/${room}/ may import ${rooms.length > 0 ? rooms.join(', ') : 'no other room'}`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...rooms].join('|')})/` },
}))

module.exports = {
  forbidden: [
    ...directions,
    {
      name: 'room-unknown',
      comment: 'every folder of src/ has its line in this table',
      severity: 'error',
      from: {},
      to: { path: '^src/[^/]+/', pathNot: `^src/(${Object.keys(may).join('|')})/` },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'browser-safe',
      comment: `${browserRooms.join(', ')} run in a browser: no Node module`,
      severity: 'error',
      from: { path: `^src/(${browserRooms.join('|')})/` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true, // or type-only imports slip through
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types'] },
  },
}
