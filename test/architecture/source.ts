import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import ts from 'typescript'

export const PROJECT = join(import.meta.dirname, '../..')

export interface Import {
  /** A path from the project's root, or the name of a package or `node:` module. */
  to: string
  /** Nothing of it remains when types are stripped. */
  typesOnly: boolean
  line: number
}

export interface SourceFile {
  path: string
  text: string
  lines: number
  tree: ts.SourceFile
  imports: Import[]
}

/** The TypeScript of these patterns, parsed. */
export function readSource(...patterns: string[]): SourceFile[] {
  const paths = patterns.flatMap((pattern) => globSync(pattern, { cwd: PROJECT }))
  return paths.sort().map((path) => parseSource(path, readFileSync(join(PROJECT, path), 'utf8')))
}

export function parseSource(path: string, text: string): SourceFile {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  return { path, text, lines: text.split('\n').length - 1, tree, imports: importsOf(tree, path) }
}

export function lineOf(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1
}

function importsOf(tree: ts.SourceFile, path: string): Import[] {
  const found: Import[] = []
  const add = (node: ts.Node, specifier: ts.Node, typesOnly: boolean) => {
    if (!ts.isStringLiteral(specifier)) return
    const to = specifier.text.startsWith('.') ? normalize(join(dirname(path), specifier.text)) : specifier.text
    found.push({ to: relative('.', to), typesOnly, line: lineOf(tree, node) })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, onlyTypes(node.importClause))
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node, node.moduleSpecifier, node.isTypeOnly)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node, node.arguments[0]!, false)
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node, node.argument.literal, true)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

function onlyTypes(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false
  if (clause.isTypeOnly) return true
  if (clause.name !== undefined || clause.namedBindings === undefined) return false
  return ts.isNamedImports(clause.namedBindings) && clause.namedBindings.elements.every((element) => element.isTypeOnly)
}
