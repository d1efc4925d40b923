// Exit status 0 when node_modules holds what package-lock.json asks for; packages of other platforms may be absent.
import { readFileSync } from 'node:fs'

const packagesIn = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')).packages

function isInstalled() {
  const wanted = Object.entries(packagesIn('../package-lock.json')).filter(([path]) => path !== '')
  try {
    const found = packagesIn('../node_modules/.package-lock.json')
    return wanted.every(([path, { version, optional }]) => optional || found[path]?.version === version)
  } catch {
    return false
  }
}

process.exitCode = isInstalled() ? 0 : 1
