import { describe, expect, test } from 'vitest'
import { runProgram } from '../../src/cli/program.ts'
import { fakeTerminal } from '../support/fake-terminal.ts'

async function run(...argv: string[]): Promise<{ status: number; out: string; err: string }> {
  const terminal = fakeTerminal()
  const status = await runProgram(argv, { terminal, signal: new AbortController().signal })
  return { status, out: terminal.outText(), err: terminal.errText() }
}

describe('the program', () => {
  test('prints its version', async () => {
    expect(await run('--version')).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      err: '',
    })
  })

  test('prints help on request to stdout, and unasked to stderr with status 2', async () => {
    const asked = await run('--help')
    const unasked = await run()
    expect(asked).toMatchObject({ status: 0, err: '' })
    expect(asked.out).toMatch(/devices[\s\S]*mesh[\s\S]*solve/)
    expect(unasked).toEqual({ status: 2, out: '', err: asked.out })
  })

  test.each(['devices', 'mesh', 'solve'])(
    '%s --help lists its options, whatever else is on the line',
    async (name) => {
      const { status, out, err } = await run(name, '--nonsense', '--help')
      expect({ status, err }).toEqual({ status: 0, err: '' })
      expect(out).toContain(`usage: waveguide ${name} `)
      expect(out).toContain('--json')
      expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
    },
  )

  test.each([
    [['solv'], 'waveguide: no command "solv"; did you mean solve?; see waveguide --help\n'],
    [['compare'], 'waveguide: no command "compare"; there are devices, mesh, solve; see waveguide --help\n'],
    [['--nope'], 'waveguide: unknown option --nope; see waveguide --help\n'],
    [['solve'], 'waveguide solve: INPUT is missing; see waveguide solve --help\n'],
    [['solve', 'a', 'b'], 'waveguide solve: what is "b" for?; see waveguide solve --help\n'],
    [
      ['mesh', 'demo-rosse'],
      'waveguide mesh: nothing to write: give -o, --preview, --profiles or --slices with a FILE; see waveguide mesh --help\n',
    ],
    [
      ['mesh', 'demo-rosse', '--preview', 'x.png'],
      'waveguide mesh: --preview writes .svg, got "x.png"; see waveguide mesh --help\n',
    ],
    [
      ['mesh', 'demo-rosse', '-o', 'x.msh', '--rings', '5'],
      'waveguide mesh: --rings is for --profiles and --slices; see waveguide mesh --help\n',
    ],
    [['devices', 'x'], 'waveguide devices: what is "x" for?; see waveguide devices --help\n'],
    [
      ['solve', 'demo-rosse', '--formats', 'pdf', '--out', 'x'],
      'waveguide solve: --formats takes a list of json, frd, csv, svg, msh, got "pdf"; see waveguide solve --help\n',
    ],
    [
      ['solve', 'demo-rosse', '--formats', 'csv'],
      'waveguide solve: --formats needs --out DIR; see waveguide solve --help\n',
    ],
  ])('%j is a usage error in one line', async (argv, err) => {
    expect(await run(...argv)).toEqual({ status: 2, out: '', err })
  })

  test('says which presets there are when INPUT is neither file nor preset', async () => {
    const { status, out, err } = await run('solve', 'no-such-horn')
    expect({ status, out }).toEqual({ status: 1, out: '' })
    expect(err).toMatch(/^IO: no file or preset "no-such-horn"; presets: .*demo-rosse.*\n$/)
  })

  test('refuses bad frequencies before it meshes', async () => {
    const { status, out, err } = await run('solve', 'no-such-horn', '--from', '-5')
    expect({ status, out }).toEqual({ status: 1, out: '' })
    expect(err).toMatch(/^FREQUENCY: .*\n$/)
  })

  test('lists devices as a table and as one JSON document', async () => {
    const { status, out } = await run('devices')
    expect(status).toBe(0)
    expect(out).toMatch(/^id +kind/)
    expect(out).toMatch(/\ncpu +cpu/)
    const document = JSON.parse((await run('devices', '--json')).out)
    expect(document.map((device: { id: string }) => device.id)).toEqual(['cpu', 'reference'])
  })
})
