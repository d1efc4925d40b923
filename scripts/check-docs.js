// Public exports have docstrings; error codes are the same in TypeScript, C++ and docs/errors.md; each npm dependency has
// its row in docs/dependencies.md; links lead somewhere. Reads lib/, so build it first.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { errorCodes } from '../lib/core/errors.js'
import { finish } from './support/findings.js'
import { entryPoints, exportsOf } from './support/public-api.js'

const read = (path) => readFileSync(path, 'utf8')
const matches = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1])

function undocumented(entry) {
  const all = exportsOf(entry)
  const bare = all.filter((item) => item.documentation === '').map((item) => item.name)
  return [
    ...(all.length > 0 ? [] : [`${entry.specifier} exports nothing`]),
    ...bare.map((name) => `${entry.specifier}: ${name} has no docstring`),
  ]
}

function sameCodes(place, found) {
  const missing = errorCodes.filter((code) => !found.includes(code)).map((code) => `${place} lacks ${code}`)
  const unknown = found
    .filter((code) => !errorCodes.includes(code))
    .map((code) => `${place} has unknown ${code}`)
  return [...missing, ...unknown]
}

function warningFindings() {
  const known = matches(read('src/model/evidence.ts'), /^\s*\| '([A-Z_]+)'$/gm)
  const listed = matches(read('docs/errors.md'), /^\| `([A-Z_]+)` \|/gm)
  return known
    .filter((code) => !listed.includes(code))
    .map((code) => `docs/errors.md lacks the warning ${code}`)
}

function codeFindings() {
  const enumBody = /enum class ErrorCode \{([^}]*)\}/.exec(read('native/common/error.h'))?.[1] ?? ''
  const enumNames = matches(enumBody, /^\s*(\w+)/gm)
  const cases = [...read('native/common/error.cpp').matchAll(/case ErrorCode::(\w+):\s*return "(\w+)"/g)]
  const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
  return [
    ...sameCodes('docs/errors.md', matches(read('docs/errors.md'), /^## `?([A-Z_]+)`?$/gm)),
    ...sameCodes('native/common/error.h', enumNames.map(snake)),
    ...sameCodes(
      'native/common/error.cpp',
      cases.map(([, , code]) => code),
    ),
    ...cases
      .filter(([, name, code]) => snake(name) !== code)
      .map(([, name, code]) => `${name} is spelt ${code}`),
  ]
}

function dependencyFindings() {
  const { dependencies, devDependencies } = JSON.parse(read('package.json'))
  const page = read('docs/dependencies.md')
  const isListed = ([name, version]) => page.includes(`| \`${name}\` | ${version} |`)
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter((entry) => !isListed(entry))
    .map(([name, version]) => `docs/dependencies.md has no row for ${name} ${version}`)
}

const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].concat(
  readdirSync('docs', { recursive: true })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
)

function brokenLinks(page) {
  return matches(read(page), /\]\((?!https?:|mailto:|#)([^)#\s]+)/g)
    .filter((target) => !existsSync(join(dirname(page), target)))
    .map((target) => `${page} links to ${target}, which is not there`)
}

finish(`${errorCodes.length} error codes, ${pages.length} pages`, [
  ...entryPoints.flatMap(undocumented),
  ...codeFindings(),
  ...warningFindings(),
  ...dependencyFindings(),
  ...pages.flatMap(brokenLinks),
])
