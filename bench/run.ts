import { consoleFirstUse } from './console.ts'
import { consoleSearch } from './console-search.ts'
import { ediRead } from './edi-read.ts'
import { exchange, exchangeBatched, exchangeMillion } from './exchange.ts'
import type { Figure } from './figure.ts'
import { largeFile } from './large-file.ts'
import { tinyFiles } from './tiny-files.ts'

const benches: Record<string, () => Promise<Figure[]>> = {
  exchange,
  'exchange-batched': exchangeBatched,
  'exchange-million': exchangeMillion,
  console: async () => [...(await consoleFirstUse()), ...(await consoleSearch())],
  'console-first': consoleFirstUse,
  'console-search': consoleSearch,
  'edi-read': ediRead,
  'large-file': largeFile,
  'tiny-files': tinyFiles,
}

const args = process.argv.slice(2)
const json = args.includes('--json')
const names = args.filter((arg) => !arg.startsWith('--'))
const unknown = names.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}: there are ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}
const figures: Figure[] = []
// Of all, each once: some are a part of others too.
const all = Object.keys(benches).filter((name) => !name.startsWith('console-'))
for (const name of names.length > 0 ? names : all) figures.push(...(await benches[name]!()))
if (json) for (const one of figures) console.log(JSON.stringify(one))
else {
  console.log(
    `${'figure'.padEnd(40)}${'value'.padStart(10)} ${'unit'.padEnd(14)}${'baseline'.padStart(10)}${'ratio'.padStart(8)}`,
  )
  for (const { name, value, unit, baseline, ratio } of figures) {
    console.log(
      `${name.padEnd(40)}${String(value).padStart(10)} ${unit.padEnd(14)}${String(baseline ?? '').padStart(10)}${String(ratio ?? '').padStart(8)}`,
    )
  }
}
process.exit(0)
