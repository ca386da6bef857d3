import { areaOf, BORDERS, DOORS, IMPURE_WORDS, moduleOf, PURE, PURE_NODE, PURE_PACKAGES } from './borders.ts'
import type { Import, SourceFile } from './source.ts'

/** Every forbidden import, as a sentence that says why. */
export function forbiddenEdges(files: SourceFile[]): string[] {
  return files.flatMap((file) =>
    file.imports.flatMap((edge) => {
      const reason = /^(src|web)\//.test(edge.to)
        ? (acrossAreas(file.path, edge) ?? acrossModules(file.path, edge))
        : undefined
      return reason === undefined ? [] : [`${file.path}:${edge.line} must not import ${edge.to}: ${reason}`]
    }),
  )
}

/** Every way from a pure file to disk, network, clock, randomness or database, with the files in between. */
export function impurities(files: SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  return files
    .filter((file) => PURE.test(file.path))
    .flatMap((file) => [...impureWords(file), ...impureImports(file, byPath)])
}

function acrossAreas(from: string, { to }: Import): string | undefined {
  const [here, there] = [areaOf(from), areaOf(to)]
  if (here === there) return undefined
  if (here === 'web') return `web may import nothing of src, because ${BORDERS.web.because}`
  if (there === 'shared') return undefined
  if (here === 'shared') return there === 'platform' ? undefined : `config.ts and grid.ts know the platform only`
  const { may, because } = BORDERS[here]
  if (may.includes(there)) return undefined
  return `${here} may import ${may.length === 0 ? 'nothing else' : may.join(', ')}, because ${because}`
}

function acrossModules(from: string, { to, typesOnly }: Import): string | undefined {
  const [here, there] = [moduleOf(from), moduleOf(to)]
  if (there === undefined || here === there || typesOnly || areaOf(from) === 'top') return undefined
  const inside = to.slice(`src/${there}/`.length)
  if (inside === 'verbs.ts' || inside.startsWith('verbs/') || to.slice('src/'.length) in DOORS) return undefined
  return `of another module only its verbs (and types) are taken, so that its tables and rules can change alone`
}

function impureWords(file: SourceFile): string[] {
  return file.text.split('\n').flatMap((line, index) => {
    const found = /^\s*(\/\/|\*|\/\*)/.test(line) ? null : IMPURE_WORDS.exec(line)
    return found === null
      ? []
      : [`${file.path}:${index + 1} is pure and must not use ${found[1]}: take it as an argument`]
  })
}

function impureImports(file: SourceFile, byPath: Map<string, SourceFile>): string[] {
  const found: string[] = []
  const seen = new Set<string>()
  const follow = (at: SourceFile, way: string[]): void => {
    for (const { to, typesOnly } of at.imports) {
      if (typesOnly || seen.has(to)) continue
      seen.add(to)
      const next = byPath.get(to)
      if (next !== undefined) follow(next, [...way, to])
      else if (!isPure(to)) found.push(`${[...way, to].join(' → ')}: ${file.path} is pure and must not reach ${to}`)
    }
  }
  follow(file, [file.path])
  return found
}

function isPure(to: string): boolean {
  return to.startsWith('node:') ? PURE_NODE.has(to) : PURE_PACKAGES.has(to)
}
