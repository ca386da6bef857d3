import ts from 'typescript'
import { lineOf, type SourceFile } from './source.ts'

const FUNCTION_LINES_MAX = 60
const FILE_LINES_MAX = 400
const BANNED = /(?<=[a-z0-9])(Manager|Helpers?|Utils?|Service|Handler|Processor|Base|Impl|Data|Info)$/
const BANNED_FILE = /(^|[-/])(manager|helpers?|utils?|service|handler|processor|base|impl|data|info)\.ts$/

/** Functions and files that are longer than a reader holds, unless `// long: reason` stands above them. */
export function tooLong(file: SourceFile): string[] {
  const found: string[] = []
  if (file.lines > FILE_LINES_MAX && !/^\/\/ long: \S/m.test(file.text.split('\n', 5).join('\n'))) {
    found.push(
      `${file.path} has ${file.lines} lines, more than ${FILE_LINES_MAX}: split it, or say why in "// long: reason" on top`,
    )
  }
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const begin = lineOf(file.tree, node)
      const lines = file.tree.getLineAndCharacterOfPosition(node.end).line + 2 - begin
      if (lines > FUNCTION_LINES_MAX && !excused(file, begin)) {
        found.push(`${file.path}:${begin} is a function of ${lines} lines, more than ${FUNCTION_LINES_MAX}`)
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(file.tree)
  return found
}

/** Names that say what a thing is for a program instead of what it does in the trade. */
export function bannedNames(file: SourceFile): string[] {
  const found = BANNED_FILE.test(file.path) ? [`${file.path}: name the file after what it is about`] : []
  for (const statement of file.tree.statements) {
    for (const name of declaredNames(statement)) {
      const suffix = BANNED.exec(name.text)?.[1]
      if (suffix) found.push(`${file.path}:${lineOf(file.tree, name)} ${name.text}: a name must not end in ${suffix}`)
    }
  }
  return found
}

/** Files that pass on what others declare: an import should name where a thing is. */
export function passedOn(file: SourceFile): string[] {
  const imported = new Set<string>()
  const found: string[] = []
  for (const statement of file.tree.statements) {
    if (ts.isImportDeclaration(statement)) {
      const bindings = statement.importClause?.namedBindings
      if (bindings && ts.isNamedImports(bindings)) for (const { name } of bindings.elements) imported.add(name.text)
    }
  }
  for (const statement of file.tree.statements) {
    if (!ts.isExportDeclaration(statement)) continue
    const names =
      statement.exportClause && ts.isNamedExports(statement.exportClause) ? statement.exportClause.elements : []
    const passes = statement.moduleSpecifier !== undefined || names.some(({ name }) => imported.has(name.text))
    if (passes)
      found.push(
        `${file.path}:${lineOf(file.tree, statement)} passes on what it does not declare: import it from its place`,
      )
  }
  return found
}

/** A line per folder: files, lines, the median file, the largest. */
export function sizeTable(files: SourceFile[]): string {
  const folders = Map.groupBy(files, ({ path }) => path.split('/').slice(0, -1).slice(0, 3).join('/'))
  const rows = [...folders, ['all', files] as const].map(([folder, inside]) => {
    const sorted = inside.map(({ lines }) => lines).sort((a, b) => a - b)
    const sum = sorted.reduce((total, lines) => total + lines, 0)
    const figures = [inside.length, sum, sorted[sorted.length >> 1]!, sorted.at(-1)!]
    return folder.padEnd(30) + figures.map((figure) => String(figure).padStart(8)).join('')
  })
  return [`${'folder'.padEnd(30)}   files   lines  median largest`, ...rows].join('\n')
}

function excused({ text }: SourceFile, begin: number): boolean {
  const above = text.split('\n').slice(Math.max(0, begin - 4), begin)
  return above.some((line) => /\/\/ long: \S/.test(line))
}

function declaredNames(statement: ts.Statement): ts.Identifier[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name).filter(ts.isIdentifier)
  }
  const { name } = statement as unknown as { name?: ts.Node }
  return name !== undefined && ts.isIdentifier(name) ? [name] : []
}
