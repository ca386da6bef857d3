// npm run build:wasm: writes what marks.wat becomes.
import { readFile, writeFile } from 'node:fs/promises'
import wabt from 'wabt'

const folder = new URL('../src/edi/simd/', import.meta.url)
export const WASM_FILE = new URL('marks-wasm.ts', folder)

/** The text of marks-wasm.ts: the binary of marks.wat in base64, so that it can be read without a disk. */
export async function assembled(): Promise<string> {
  const source = await readFile(new URL('marks.wat', folder), 'utf8')
  const parsed = (await wabt()).parseWat('marks.wat', source, { simd: true })
  parsed.validate()
  const lines = Buffer.from(parsed.toBinary({}).buffer)
    .toString('base64')
    .match(/.{1,110}/g)!
  const text = lines.map((line) => `  '${line}'`).join(' +\n')
  return `/** Made of marks.wat by \`npm run build:wasm\`. */\nexport const WASM =\n${text}\n`
}

if (import.meta.main) await writeFile(WASM_FILE, await assembled())
