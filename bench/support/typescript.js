// Lets a benchmark import TypeScript, the helpers of test/support above all: Node 20 reads none by itself.
// Import this first, then the rest by `await import()`.
import { register } from 'node:module'

register('./typescript-hooks.js', import.meta.url)
