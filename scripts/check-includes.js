// Holds native/ to its include directions: common ← bem ← backends/* ← addon, and common ← mesh ← addon.
// Usage: node scripts/check-includes.js [ROOT]
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { finish } from './support/findings.js'

const may = {
  common: [],
  mesh: ['common'],
  bem: ['common'],
  backends: ['common', 'bem'],
  'backends/reference': ['common', 'bem', 'backends'],
  'backends/cpu': ['common', 'bem', 'backends'],
  'backends/opencl': ['common', 'bem', 'backends'],
}
may.addon = Object.keys(may)
// The registry names every backend, so backends/registry.cpp alone looks into their folders.
const registry = 'backends/registry.cpp'
const libraries = { 'napi.h': 'addon', 'node_api.h': 'addon', 'gmsh.h': 'mesh', 'gmshc.h': 'mesh' }

const native = join(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)), 'native')
const roomOf = (file) => Object.keys(may).findLast((room) => file.startsWith(`${room}/`))

function findingsIn(file) {
  const room = roomOf(file)
  if (!room) return [`native/${file} is in no room`]
  const included = [
    ...readFileSync(join(native, file), 'utf8').matchAll(/^\s*#\s*include\s*[<"]([^>"]+)[>"]/gm),
  ]
  return included.flatMap(([, header]) => {
    const target = libraries[header] ?? roomOf(header)
    const isAllowed = !target || target === room || (may[room].includes(target) && !(header in libraries))
    return isAllowed || (file === registry && target.startsWith('backends/'))
      ? []
      : [`native/${file} includes ${header}: ${room}/ may include ${may[room].join(', ') || 'no other room'}`]
  })
}

const files = readdirSync(native, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(h|inc|cpp)$/.test(entry.name))
  .map((entry) => relative(native, join(entry.parentPath ?? entry.path, entry.name)))
const empty = files.length > 0 ? [] : ['native/ holds no source file']
finish(`${files.length} files of native/`, [...empty, ...files.flatMap(findingsIn)])
