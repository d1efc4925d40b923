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

/** Every export of one entry point by name: its docstring, the `@` tags in it and its declaration. */
export function exportsOf({ declarations }) {
  const path = `${project}${declarations}`
  if (!existsSync(path)) throw new Error(`${declarations} is missing: npm run build:lib`)
  const program = ts.createProgram([path], { module: ts.ModuleKind.NodeNext, skipLibCheck: true })
  const checker = program.getTypeChecker()
  return checker
    .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(path)))
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .map(describe)
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

function describe(symbol) {
  const statements = symbol.declarations.map((node) =>
    ts.isVariableDeclaration(node) ? node.parent.parent : node,
  )
  return {
    name: symbol.name,
    isType: !(symbol.flags & ts.SymbolFlags.Value),
    ...docstring(statements.flatMap((node) => node.jsDoc ?? []).at(-1)),
    declaration: statements.map((node) => node.getText().replace(/^export (declare )?/, '')).join('\n'),
  }
}

/** A comment as written, cut at its tags. TypeScript's own reading loses links that stand right after a tag. */
function docstring(comment) {
  const text = (comment?.getText() ?? '').replace(/^\/\*\*|\*\/$/g, '').replace(/^[ \t]*\* ?/gm, '')
  const [documentation, ...tagged] = text.trim().split(/^@/m)
  const tags = tagged.map((part) => /^(\w+)\s*([\s\S]*)$/.exec(part.trim())?.slice(1) ?? [part, ''])
  return { documentation: documentation.trim(), tags: tags.map(([name, body]) => ({ name, text: body })) }
}
