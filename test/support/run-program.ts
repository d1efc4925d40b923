import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The folder of package.json. */
export const projectRoot: string = fileURLToPath(new URL('../..', import.meta.url))

export interface Finished {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly cwd?: string
  readonly input?: string
  /** Added to the environment; undefined removes. */
  readonly env?: Record<string, string | undefined>
}

/** Runs a program to its end. */
export function runProgram(
  program: string,
  parameters: readonly string[],
  { cwd = projectRoot, input = '', env = {} }: RunOptions = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { cwd, env: { ...process.env, ...env } })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk
    })
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk
    })
    child.on('error', reject).on('close', (status) => resolve({ status, stdout, stderr }))
    child.stdin.on('error', () => {}).end(input)
  })
}

/** Runs Node; throws with everything it printed when it fails. */
export async function runNode(parameters: readonly string[], options: RunOptions = {}): Promise<string> {
  const { status, stdout, stderr } = await runProgram(process.execPath, parameters, options)
  if (status !== 0) throw new Error(`node ${parameters.join(' ')} ended with ${status}\n${stdout}${stderr}`)
  return stdout
}
