// Module hooks of typescript.js: types are erased, everything else stays as it is written.
import { readFile } from 'node:fs/promises'
import typescript from 'typescript'

const compilerOptions = {
  target: typescript.ScriptTarget.ES2022,
  module: typescript.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const text = await readFile(new URL(url), 'utf8')
  const { outputText } = typescript.transpileModule(text, { compilerOptions, fileName: url })
  return { format: 'module', source: outputText, shortCircuit: true }
}
