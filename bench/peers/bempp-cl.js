// bempp-cl: https://bempp.com. PYTHON names the interpreter that has it.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { outputOf } from './run-program.js'

const python = process.env.PYTHON ?? 'python3'
const program = fileURLToPath(new URL('bempp_cl.py', import.meta.url))

export const bempp = {
  name: 'bempp-cl',
  remark: 'Galerkin, P1 and P0 as ours; per frequency without compiling',
  isInstalled: async () => (await outputOf(python, ['-c', 'import bempp_cl.api'])) !== undefined,

  /** Seconds of each frequency and the level at the first point, dB. */
  async measure(job, folder) {
    const { mesh, ...rest } = job
    const file = join(folder, 'job.json')
    const plain = { ...rest, vertices: [...mesh.vertices], triangles: [...mesh.triangles] }
    writeFileSync(file, JSON.stringify({ ...plain, velocity: [...job.velocity], points: [...job.points] }))
    const output = await outputOf(python, [program, file])
    return output === undefined ? undefined : JSON.parse(output.trim().split('\n').at(-1))
  },
}
