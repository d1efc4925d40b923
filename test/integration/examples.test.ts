import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseHorn } from '../../src/design/parse-horn.ts'
import { builtLib } from '../support/built-lib.ts'
import { projectRoot, runNode } from '../support/run-program.ts'

const folder = mkdtempSync(join(tmpdir(), 'waveguide-examples-'))
beforeAll(async () => {
  await builtLib()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const example = (name: string, parameters: string[] = []): Promise<string> =>
  runNode([join(projectRoot, 'examples', name), ...parameters])

describe('examples', () => {
  test('simulate-horn prints a level for each frequency and saves files', async () => {
    const output = await example('simulate-horn.js', [join(folder, 'horn')])
    expect(output.match(/^\d+ Hz: \d+\.\d dB at 1 m/gm)).toHaveLength(5)
    expect(readdirSync(join(folder, 'horn'))).toEqual(
      expect.arrayContaining(['result.json', 'polar.csv', 'on-axis.svg', 'map-horizontal.svg']),
    )
  })

  test('follow-and-stop ends the sweep before its last frequency', async () => {
    const output = await example('follow-and-stop.js')
    expect(output).toMatch(/^500 Hz: -?\d+\.\d dB at 45°\n/)
    expect(output).toMatch(/Stopped: .*\n$/)
    expect(output.match(/Hz:/g)?.length).toBeLessThan(12)
  })

  test('mesh-then-solve solves on the mesh file that it wrote', async () => {
    const path = join(folder, 'new', 'horn.msh')
    const output = await example('mesh-then-solve.cjs', [path])
    expect(output).toMatch(/^\d+ triangles, closed: true/)
    expect(output).toMatch(/throat impedance at 800 Hz: \d\.\d\d \+ -?\d\.\d\dj/)
    expect(readFileSync(path, 'utf8')).toMatch(/^\$MeshFormat/)
  })

  test('every program has its test here', () => {
    const tested = readFileSync(new URL(import.meta.url), 'utf8')
    const programs = readdirSync(join(projectRoot, 'examples')).filter((name) => /\.c?js$/.test(name))
    for (const name of programs) expect(tested).toContain(`example('${name}'`)
  })

  test.each(readdirSync(join(projectRoot, 'examples')).filter((name) => /\.(cfg|json)$/.test(name)))(
    '%s is a design without unknown keys',
    (name) => {
      const { ignored } = parseHorn(readFileSync(join(projectRoot, 'examples', name), 'utf8'))
      expect(ignored.filter(({ reason }) => reason === 'unknown')).toEqual([])
    },
  )
})

describe('README', () => {
  const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8')
  const block = (language: string): string =>
    new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1] ?? ''

  test('its example prints what stands below it, up to 0.1 dB', async () => {
    const number = /-?\d+\.\d+/g
    const code = block('js').replaceAll('out/readme', JSON.stringify(join(folder, 'readme')).slice(1, -1))
    const printed = await runNode(['--input-type=module', '-e', code])
    const promised = block('text')
    expect(printed.replace(number, '#')).toBe(promised.replace(number, '#'))
    const numbers = (text: string): number[] => (text.match(number) ?? []).map(Number)
    expect(numbers(promised).length).toBeGreaterThan(0)
    for (const [index, value] of numbers(printed).entries())
      expect(Math.abs(value - (numbers(promised)[index] ?? Number.NaN))).toBeLessThanOrEqual(0.1001)
  })

  test('names only commands that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>
    }
    const contributing = readFileSync(join(projectRoot, 'CONTRIBUTING.md'), 'utf8')
    const named = [
      ...(readme + contributing).matchAll(/npm (?:run )?(test(?!-)[:\w]*|(?<=run )[\w:]+)/g),
    ].map(([, name]) => name)
    expect(named.length).toBeGreaterThan(5)
    for (const name of named) expect(scripts).toHaveProperty([name ?? ''])
  })
})
