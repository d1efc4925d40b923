// Prints the files of one list of native sources, for binding.gyp: node scripts/native-sources.js sources.txt
import { readFileSync } from 'node:fs'

const lines = readFileSync(new URL(`../native/${process.argv[2]}`, import.meta.url), 'utf8').split('\n')
const files = lines.filter((line) => line !== '' && !line.startsWith('#'))
console.log(files.map((file) => `native/${file}`).join('\n'))
