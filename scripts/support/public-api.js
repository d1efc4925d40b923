// Reads the declarations that lib/ was built with: what a user's editor sees.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** Entry points of the package and the page of docs/api/ each is described on. */
export const entryPoints = [
  { specifier: 'waveguide-bem', declarations: 'lib/index.d.ts', page: 'docs/api/library.md' },
  { specifier: 'waveguide-bem/charts', declarations: 'lib/charts/index.d.ts', page: 'docs/api/charts.md' },
]

const project = fileURLToPath(new URL('../..', import.meta.url))

/** Every export of one entry point by name: its docstring, its `@` tags and its declaration without comments. */
export function exportsOf({ declarations }) {
  const path = `${project}${declarations}`
  if (!existsSync(path)) throw new Error(`${declarations} is missing: npm run build:lib`)
  const program = ts.createProgram([path], { module: ts.ModuleKind.NodeNext, skipLibCheck: true })
  const checker = program.getTypeChecker()
  const moduleSymbol = checker.getSymbolAtLocation(program.getSourceFile(path))
  return checker
    .getExportsOfModule(moduleSymbol)
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .map((symbol) => describe(symbol, checker))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

function describe(symbol, checker) {
  const declarations = (symbol.declarations ?? []).map((node) =>
    ts.isVariableDeclaration(node) ? node.parent.parent : node,
  )
  return {
    name: symbol.name,
    isType: !(symbol.flags & ts.SymbolFlags.Value),
    documentation: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
    tags: symbol
      .getJsDocTags(checker)
      .map((tag) => ({ name: tag.name, text: ts.displayPartsToString(tag.text) })),
    declaration: declarations.map((node) => node.getText().replace(/^export (declare )?/, '')).join('\n'),
  }
}
