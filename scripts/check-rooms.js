// Holds src/ to the import directions of .dependency-cruiser.cjs. An empty or half-read tree is a failure too.
// Usage: node scripts/check-rooms.js [ROOT]
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise } from 'dependency-cruiser'
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config'
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { finish } from './support/findings.js'

const project = fileURLToPath(new URL('..', import.meta.url))
const root = resolve(process.argv[2] ?? project)
const { options, ...ruleSet } = await extractConfig(join(project, '.dependency-cruiser.cjs'))

const entries = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
const sources = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
const rooms = new Set(ruleSet.forbidden.map((rule) => rule.name).filter((name) => name.startsWith('room-')))
const strangers = readdirSync(join(root, 'src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !rooms.has(`room-${entry.name}`))
  .map((entry) => `src/${entry.name}/ is no room: give it its line in .dependency-cruiser.cjs`)

const { output } = await cruise(['src'], { ...options, baseDir: root, validate: true, ruleSet }, undefined, {
  tsConfig: extractTsConfig(join(project, 'tsconfig.json')),
})
const seen = output.modules.filter((module) => /^src\/.*\.ts$/.test(module.source)).length
const violations = output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
const unread = seen === sources.length && seen > 0 ? [] : [`read ${seen} of ${sources.length} files of src/`]
finish(`${seen} files of src/`, [...unread, ...strangers, ...violations])
