import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** The grid behind `npm run dev`, and the key that is put into each request there. */
const grid = process.env['CONSOLE_GRID'] ?? 'http://127.0.0.1:4080'
const key = process.env['CONSOLE_KEY']

/** Parts that so many pages use come in one file. */
const PAGES_SHARING = 10

/** Every module that the first page needs, and those that a document's page needs besides; known once all are parsed. */
const first = new Set<string>()
const opened = new Set<string>()
const OPENED = '/pages/documents/DocumentPage.tsx'

// Vite takes the default export.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), firstModules(), compressed()],
  // The server puts a fresh one in with each page.
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: join(import.meta.dirname, '../dist/console'),
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    // Fonts and images as files: the policy of the pages does not take data in scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
    // What the first page needs is one file, what one opens from it another, and what most others use besides a third: a request for
    // each part takes longer than its bytes.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'first', test: (id: string) => first.has(id) && !id.includes('node_modules'), priority: 2 },
            { name: 'opened', test: (id: string) => opened.has(id) && !id.endsWith(OPENED), priority: 1 },
            { name: 'shared', minShareCount: PAGES_SHARING },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 4081,
    strictPort: true,
    proxy: { '/api': { target: grid, headers: key ? { authorization: `Bearer ${key}` } : {} } },
  },
})

/** Follows what is imported, but not what is asked for later, from where the console begins. */
function firstModules(): Plugin {
  return {
    name: 'first-modules',
    apply: 'build',
    buildEnd() {
      const follow = (id: string, into: Set<string>) => {
        if (first.has(id) || into.has(id)) return
        into.add(id)
        for (const imported of this.getModuleInfo(id)?.importedIds ?? []) follow(imported, into)
      }
      const modules = [...this.getModuleIds()]
      for (const id of modules) if (this.getModuleInfo(id)?.isEntry) follow(id, first)
      for (const id of modules) if (id.endsWith(OPENED)) follow(id, opened)
    },
  }
}

/** Beside each file its compressed forms, so that the server only has to send them. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle({ dir = '' }) {
      for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|svg)$/.test(name)) continue
        const bytes = readFileSync(join(dir, name))
        const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
        writeFileSync(join(dir, `${name}.br`), brotliCompressSync(bytes, { params }))
        writeFileSync(join(dir, `${name}.gz`), gzipSync(bytes, { level: 9 }))
      }
    },
  }
}
