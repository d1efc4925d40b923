import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runProgram } from '../support/run-program.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'waveguide-rooms-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function plant(files: Record<string, string>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
}

async function check(script: 'check-rooms' | 'check-includes'): Promise<{ passes: boolean; output: string }> {
  const { status, stdout, stderr } = await runProgram(process.execPath, [`scripts/${script}.js`, root])
  return { passes: status === 0, output: stdout + stderr }
}

describe('the check of import directions', () => {
  test('passes a tree whose imports run down', async () => {
    plant({
      'src/core/units.ts': 'export const metre = 1\n',
      'src/geometry/osse.ts': "import { metre } from '../core/units.ts'\nexport const length = metre\n",
    })
    expect(await check('check-rooms')).toMatchObject({ passes: true })
  })

  test('catches upward imports, cycles, Node modules in browser rooms, lost files and unknown rooms', async () => {
    plant({
      'src/core/units.ts': "import type { Horn } from '../model/horn.ts'\nexport type A = Horn\n",
      'src/model/horn.ts': 'export type Horn = object\n',
      'src/geometry/osse.ts': "import { arc } from './arc.ts'\nexport const osse = arc\n",
      'src/geometry/arc.ts': "import { osse } from './osse.ts'\nexport const arc = () => osse\n",
      'src/charts/svg.ts': "import { readFileSync } from 'node:fs'\nexport const svg = readFileSync\n",
      'src/io/frd.ts': "import { gone } from './gone.ts'\nexport const frd = gone\n",
      'src/utilities/misc.ts': 'export const misc = 1\n',
    })
    const { passes, output } = await check('check-rooms')
    expect(passes).toBe(false)
    expect(output).toContain('room-core: src/core/units.ts → src/model/horn.ts')
    expect(output).toContain('no-cycles: src/geometry/')
    expect(output).toContain('browser-safe: src/charts/svg.ts')
    expect(output).toContain('resolvable: src/io/frd.ts')
    expect(output).toContain('src/utilities/ is no room')
  })

  test('fails when there is nothing to see', async () => {
    mkdirSync(join(root, 'src', 'core'), { recursive: true })
    const { passes, output } = await check('check-rooms')
    expect(passes).toBe(false)
    expect(output).toContain('read 0 of 0 files')
  })
})

describe('the check of include directions', () => {
  test('passes includes that run down, and the registry, which alone knows every backend', async () => {
    plant({
      'native/common/types.h': '#include <vector>\n',
      'native/bem/kernels.cpp': '#include "common/types.h"\n',
      'native/backends/registry.cpp': '#include "backends/cpu/cpu-backend.h"\n',
      'native/addon/worker.cpp': '#include <napi.h>\n#include "backends/registry.h"\n',
      'native/mesh/gmsh-thread.cpp': '#include <gmsh.h>\n',
    })
    expect(await check('check-includes')).toMatchObject({ passes: true })
  })

  test.each([
    ['native/bem/kernels.cpp', '#include "backends/registry.h"', 'an upward include'],
    [
      'native/backends/cpu/cpu-backend.cpp',
      '#include "backends/reference/assemble.h"',
      'an include of a sibling',
    ],
    ['native/bem/kernels.cpp', '#include <napi.h>', 'N-API outside addon/'],
    ['native/addon/worker.cpp', '  #  include <gmsh.h>', 'gmsh outside mesh/'],
    ['native/other/file.cpp', '#include <vector>', 'a folder that is no room'],
  ])('catches in %s: %s, %s', async (file, line) => {
    plant({ [file]: `${line}\n` })
    const { passes, output } = await check('check-includes')
    expect(passes).toBe(false)
    expect(output).toContain(file)
  })

  test('fails when there is nothing to see', async () => {
    mkdirSync(join(root, 'native'))
    expect(await check('check-includes')).toMatchObject({ passes: false })
  })
})
