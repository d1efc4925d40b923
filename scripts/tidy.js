// clang-tidy over every source of native/, on all cores. A source is read again only when it, a header of ours that it
// includes, the settings or its compile command changed since it last passed.
// Usage: node scripts/tidy.js [PART_OF_A_PATH...]
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { finish } from './support/findings.js'

const run = promisify(execFile)
const passedFolder = 'build/tidy'
const settings = ['.clang-tidy', 'native/addon/.clang-tidy', 'scripts/tidy.js']
const commands = new Map(
  JSON.parse(readFileSync('build/compile_commands.json', 'utf8')).map(({ file, command }) => [
    relative('.', file),
    command,
  ]),
)
// Objects of one instruction set may not contain a copy of anything from the standard library, std::array included.
const kernelChecks = '--checks=-modernize-avoid-c-arrays'
const isKernel = (file) => /\/simd-\w+\.cpp$/.test(file)
const isForeign = (file) => process.arch !== 'x64' && /\/simd-avx\w+\.cpp$/.test(file)

/** The file and every header of ours that it includes, directly or not. */
function closure(file, seen = new Set()) {
  if (seen.has(file) || !existsSync(file)) return seen
  seen.add(file)
  const included = readFileSync(file, 'utf8').matchAll(/^\s*#\s*include\s*"([^"]+)"/gm)
  for (const [, header] of included) closure(join('native', header), seen)
  return seen
}

function fingerprint(file) {
  const hash = createHash('sha256').update(commands.get(file))
  for (const part of [...settings, ...[...closure(file)].sort()]) hash.update(readFileSync(part))
  return hash.digest('hex')
}

/** clang-tidy's findings in one file; empty when it is clean. */
async function tidy(file) {
  const stamp = join(passedFolder, file.replaceAll('/', '_'))
  const print = fingerprint(file)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === print) return []
  try {
    const extra = isKernel(file) ? [kernelChecks] : []
    await run('clang-tidy-14', ['--quiet', '-p', 'build', ...extra, file], { maxBuffer: 2 ** 26 })
    writeFileSync(stamp, print)
    return []
  } catch (thrown) {
    return [(thrown.stdout || thrown.stderr || thrown.message).trim()]
  }
}

async function tidyAll(files) {
  const waiting = [...files]
  const findings = []
  const worker = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) findings.push(...(await tidy(file)))
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
  return findings
}

mkdirSync(passedFolder, { recursive: true })
const parts = process.argv.slice(2)
const sources = readdirSync('native', { recursive: true })
  .filter((name) => name.endsWith('.cpp') && !isForeign(name))
  .map((name) => join('native', name))
  .filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)))
  .sort()
const uncompiled = sources
  .filter((file) => !commands.has(file))
  .map((file) => `${file}: no target compiles it`)
const empty = sources.length > 0 ? [] : ['no source file chosen']
const findings = await tidyAll(sources.filter((file) => commands.has(file)))
finish(`${sources.length} native sources`, [...uncompiled, ...empty, ...findings])
