// clang-tidy over every source of native/, on all cores. Reading Eigen costs ten times what reading our own code does, so
// the files of one room are read as one; a room is read again only when a file, a header of ours, the settings or the
// compile command changed since it last passed.
// Usage: node scripts/tidy.js [ROOM...]
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'
import { finish } from './support/findings.js'

const run = promisify(execFile)
const folder = 'build/tidy'
const database = JSON.parse(readFileSync('build/compile_commands.json', 'utf8'))

// Objects of one instruction set may not contain a copy of anything from the standard library, std::array included; their
// headers belong to one object each.
const kernelChecks = '-modernize-avoid-c-arrays,-misc-definitions-in-headers'
const isKernel = (file) => /\/simd-\w+\.cpp$/.test(file)
const isForeign = (file) => process.arch !== 'x64' && /\/simd-avx\w+\.cpp$/.test(file)

/** What is read as one: the sources of one room in one target; a kernel alone. A source shared by targets is read once. */
function groupsOf(entries) {
  const groups = new Map()
  const seen = new Set()
  for (const { file: path, command } of entries) {
    const file = relative('.', path)
    if (seen.has(file) || !file.startsWith('native/')) continue
    seen.add(file)
    const target = /CMakeFiles\/([\w-]+)\.dir/.exec(command)?.[1]
    const key = isKernel(file) ? file : `${dirname(file)}@${target}`
    const group = groups.get(key) ?? { name: key.replace(/\W+/g, '-'), files: [], command, first: path }
    group.files.push(file)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** A file and every header of ours that it includes, directly or not. */
function closure(file, seen = new Set()) {
  if (seen.has(file) || !existsSync(file)) return seen
  seen.add(file)
  const included = readFileSync(file, 'utf8').matchAll(/^\s*#\s*include\s*"([^"]+)"/gm)
  for (const [, header] of included) closure(join('native', header), seen)
  return seen
}

function fingerprint({ files, command }) {
  const hash = createHash('sha256').update(command)
  const parts = new Set(files.flatMap((file) => [...closure(file)]))
  const settings = ['.clang-tidy', settingsOf(files[0]), 'scripts/tidy.js'].filter(existsSync)
  for (const part of [...settings, ...[...parts].sort()]) hash.update(readFileSync(part))
  return hash.digest('hex')
}

/** The room's own settings; clang-tidy does not find them for a file that stands elsewhere. */
const settingsOf = (file) => join(dirname(file), '.clang-tidy')

function checksOf(files) {
  const settings = settingsOf(files[0])
  const own = existsSync(settings) ? /^Checks: '(.*)'$/m.exec(readFileSync(settings, 'utf8'))?.[1] : undefined
  const checks = ['-bugprone-suspicious-include', own, files.some(isKernel) ? kernelChecks : undefined]
  return `--checks=${checks.filter(Boolean).join(',')}`
}

/** clang-tidy's output for some sources read as one; empty when there is nothing to say. */
async function read(name, files, { command, first }) {
  const place = join(folder, name)
  mkdirSync(place, { recursive: true })
  const file = resolve(place, 'all.cpp')
  writeFileSync(file, files.map((source) => `#include "${resolve(source)}"\n`).join(''))
  const entry = { directory: resolve('build'), file, command: command.replaceAll(first, file) }
  writeFileSync(join(place, 'compile_commands.json'), JSON.stringify([entry]))
  // A local name hides one of another file only because they are read as one; gcc sees the true cases.
  const parameters = ['--quiet', '-p', place, checksOf(files), '--extra-arg=-Wno-shadow', file]
  try {
    await run('clang-tidy-14', parameters, { maxBuffer: 2 ** 26 })
    return ''
  } catch (thrown) {
    return (thrown.stdout || thrown.stderr || thrown.message).trim()
  }
}

/** Findings in one group. Names that clash only because files are read as one make it read them one by one. */
async function tidy(group) {
  const stamp = join(folder, `${group.name}.passed`)
  const print = fingerprint(group)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === print) return []
  let findings = [await read(group.name, group.files, group)]
  if (group.files.length > 1 && findings[0].includes('[clang-diagnostic-error')) {
    findings = []
    for (const file of group.files) findings.push(await read(group.name, [file], group))
  }
  const found = findings.filter((text) => text !== '')
  if (found.length === 0) writeFileSync(stamp, print)
  return found
}

async function tidyAll(groups) {
  const waiting = [...groups].sort((a, b) => b.files.length - a.files.length)
  const findings = []
  const worker = async () => {
    for (let group = waiting.shift(); group; group = waiting.shift()) findings.push(...(await tidy(group)))
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
  return findings
}

mkdirSync(folder, { recursive: true })
const groups = groupsOf(database)
const compiled = new Set(groups.flatMap(({ files }) => files))
const sources = readdirSync('native', { recursive: true }).map((name) => join('native', name))
const lost = sources.filter((file) => file.endsWith('.cpp') && !compiled.has(file) && !isForeign(file))
const rooms = process.argv.slice(2)
const chosen = groups.filter(
  ({ files }) => rooms.length === 0 || rooms.some((room) => files[0].includes(room)),
)
const empty = chosen.length > 0 ? [] : ['no source file chosen']
const findings = await tidyAll(chosen)
finish(`${chosen.flatMap(({ files }) => files).length} native sources`, [
  ...lost.map((file) => `${file}: no target compiles it`),
  ...empty,
  ...findings,
])
