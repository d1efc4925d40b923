import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isMainThread } from 'node:worker_threads'
import { WaveguideError } from '../core/errors.ts'
import { explainLoadFailure } from './explain-load-failure.ts'
import type { GmshModule, SolverModule } from './native.ts'

/** One place where a native module was looked for in vain. */
export interface LoadAttempt {
  readonly file: string
  readonly reason: 'absent' | 'failed'
  readonly detail: string
  readonly hint?: string
}

/** The folder of package.json, seen from src/binding/ as from lib/binding/. */
const packageRoot = fileURLToPath(new URL('../../', import.meta.url))
const require = createRequire(import.meta.url)
const loaded = new Map<string, SolverModule | GmshModule>()

/** The version in package.json. */
export function packageVersion(): string {
  return (require(join(packageRoot, 'package.json')) as { version: string }).version
}

/**
 * `waveguide.node`, loaded at the first call.
 *
 * @throws {@link WaveguideError} `ADDON_MISSING` with every attempt in `details.attempts`.
 */
export function solverModule(): SolverModule {
  return load('waveguide.node') as SolverModule
}

/**
 * `waveguide-gmsh.node`, loaded at the first call.
 *
 * @throws {@link WaveguideError} `ADDON_MISSING` with every attempt in `details.attempts`.
 */
export function gmshModule(): GmshModule {
  return load('waveguide-gmsh.node') as GmshModule
}

/**
 * Folders to look in. `WG_NATIVE_PATH` is the only one when it is set: whoever names a folder does not want
 * another build to answer in its place.
 */
export function candidateFolders(env: NodeJS.ProcessEnv = process.env): string[] {
  const named = env['WG_NATIVE_PATH']
  if (named) return [resolve(named)]
  return [
    join(packageRoot, 'build', 'Release'),
    join(packageRoot, 'prebuilds', `${process.platform}-${process.arch}`),
  ]
}

function load(file: string): SolverModule | GmshModule {
  const known = loaded.get(file)
  if (known) return known
  const attempts: LoadAttempt[] = []
  for (const folder of candidateFolders()) {
    const found = tryLoad(join(folder, file), attempts)
    if (!found) continue
    loaded.set(file, found)
    // Worker threads have an environment cleanup hook of their own; see native/addon/running-jobs.h.
    if (isMainThread) process.once('exit', (exitCode) => found.armExit(exitCode))
    return found
  }
  throw missing(file, attempts)
}

function tryLoad(path: string, attempts: LoadAttempt[]): SolverModule | GmshModule | undefined {
  if (!existsSync(path)) {
    attempts.push({ file: path, reason: 'absent', detail: 'no such file' })
    return undefined
  }
  try {
    return require(path) as SolverModule | GmshModule
  } catch (thrown) {
    const detail = (thrown instanceof Error ? thrown.message : String(thrown)).split('\n', 1)[0] ?? ''
    attempts.push({ file: path, reason: 'failed', detail, ...explainLoadFailure(detail) })
    return undefined
  }
}

function missing(file: string, attempts: readonly LoadAttempt[]): WaveguideError {
  const platform = `${process.platform}-${process.arch}, Node ${process.versions.node}`
  const tried = attempts.map(
    ({ file, detail, hint }) => `\n  ${file}: ${detail}${hint ? `\n    ${hint}` : ''}`,
  )
  const remedy = attempts.every(({ reason }) => reason === 'absent')
    ? '\nBuild it with "npm run build:native", or set WG_NATIVE_PATH to the folder that holds it.'
    : ''
  return new WaveguideError('ADDON_MISSING', `no usable ${file} for ${platform}${tried.join('')}${remedy}`, {
    details: { module: file, platform: `${process.platform}-${process.arch}`, attempts },
  })
}
