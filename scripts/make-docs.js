// Writes docs/api/ from the docstrings of lib/. `--check` compares instead and fails on a difference.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { finish } from './support/findings.js'
import { entryPoints, exportsOf } from './support/public-api.js'

const tagLines = {
  param: (text) => `- ${text.replace(/^(\S+)(?: - | )?/, '`$1`: ')}`,
  returns: (text) => `- returns ${text}`,
  throws: (text) => `- throws ${text}`,
}

function section({ name, documentation, tags, declaration }) {
  const lines = tags.flatMap((tag) => tagLines[tag.name]?.(tag.text.replace(/\n\s*/g, '\n  ')) ?? [])
  const prose = [documentation, lines.join('\n')].filter((text) => text !== '').join('\n\n')
  const linked = prose.replace(/\{@link ([\w.]+)\}/g, '`$1`')
  return `## ${name}\n\n${linked}\n\n\`\`\`ts\n${declaration}\n\`\`\`\n`
}

function page({ specifier, ...entry }) {
  const all = exportsOf(entry)
  const ordered = [...all.filter((item) => !item.isType), ...all.filter((item) => item.isType)]
  const head = `# \`${specifier}\`\n\nMade by \`npm run docs\` from the docstrings in \`src/\`; functions and values first, then types.\n`
  return [head, ...ordered.map(section)].join('\n')
}

const isCheck = process.argv.includes('--check')
const stale = []
for (const entry of entryPoints) {
  const text = page(entry)
  if (!isCheck) {
    mkdirSync(dirname(entry.page), { recursive: true })
    writeFileSync(entry.page, text)
  } else if (!existsSync(entry.page) || readFileSync(entry.page, 'utf8') !== text) {
    stale.push(`${entry.page} differs from the docstrings: npm run docs`)
  }
}
finish(entryPoints.map((entry) => entry.page).join(', '), stale)
