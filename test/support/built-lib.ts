import { execFile } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Folder of the compiled package, compiled anew when a source is younger: child processes and workers need JavaScript. */
export async function builtLib(): Promise<string> {
  const entry = `${root}lib/index.js`
  if (!existsSync(entry) || newest(`${root}src`) > statSync(entry).mtimeMs)
    await promisify(execFile)(
      process.execPath,
      [`${root}node_modules/typescript/bin/tsc`, '-p', 'tsconfig.build.json'],
      {
        cwd: root,
      },
    )
  return `${root}lib/`
}

function newest(folder: string): number {
  return Math.max(
    ...readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(`${entry.parentPath}/${entry.name}`).mtimeMs),
  )
}
