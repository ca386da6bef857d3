import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { nearest } from '../../platform/nearest.ts'
import { networkError } from './errors.ts'
import { type Network, networkForm } from './form.ts'
import { keysAt } from './keys.ts'

/** Something wrong at a place of the text. */
export interface Misfit {
  path: readonly PropertyKey[]
  message: string
}

export interface NetworkText {
  network: Network
  /** The error that names every misfit with its line. */
  refusal(misfits: readonly Misfit[]): Error
}

/** Reads and checks the text by itself. Throws `network-invalid` with every misfit of its form. */
export function readNetwork(text: string): NetworkText {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ linePos, message }) => ({
      line: linePos?.[0].line ?? 1,
      message: message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, ''),
    }))
    throw refused(problems)
  }
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const offset = offsetOf(document, path.slice(0, length))
      if (offset !== undefined) return lines.linePos(offset).line
    }
    return 1
  }
  const refusal = (misfits: readonly Misfit[]) =>
    refused(
      misfits.map(({ path, message }) => ({
        line: lineOf(path),
        message: `${path.join('.') || 'the file'}: ${message}`,
      })),
    )
  const read = networkForm.safeParse(asObject(unfolded(document)))
  if (!read.success) throw refusal(read.error.issues.flatMap(misfitsOf))
  return { network: read.data, refusal }
}

/** Where the key at this path begins, or the item of a list. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  const parent = document.getIn(path.slice(0, -1), true)
  const key = isMap(parent)
    ? parent.items.find((pair) => isScalar(pair.key) && pair.key.value === path.at(-1))?.key
    : null
  const node = key ?? document.getIn(path, true)
  return isNode(node) ? node.range?.[0] : undefined
}

/** Aliases that stand for aliases unfold to more than any network is: the reader counts them and gives up. */
function unfolded(document: Document): unknown {
  try {
    return document.toJS()
  } catch (error) {
    throw refused([{ line: 1, message: `the file: ${(error as Error).message}` }])
  }
}

/** An empty file is an empty network. */
function asObject(value: unknown): unknown {
  return value ?? {}
}

function misfitsOf(issue: z.core.$ZodIssue): Misfit[] {
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => ({ path: issue.path, message }))
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, message: issue.message }]
  return issue.keys.map((key) => {
    const meant = nearest(key, keysAt(networkForm, issue.path))
    return { path: [...issue.path, key], message: `is not known${meant ? `: did you mean ${meant}?` : ''}` }
  })
}

const SHOWN_MAX = 100

function refused(problems: { line: number; message: string }[]): Error {
  const places = problems
    .toSorted((a, b) => a.line - b.line)
    .slice(0, SHOWN_MAX)
    .map(({ line, message }) => `line ${line}: ${message}`)
  return networkError('network-invalid', { count: problems.length, problems: places.join('; '), places })
}
