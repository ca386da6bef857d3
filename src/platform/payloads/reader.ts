import { createHash } from 'node:crypto'
import type { PayloadReader } from './payloads.ts'
import { type Content, damaged, type StoredBytes } from './stored-form.ts'

export function readerOf(stored: StoredBytes, content: Content, hash: Buffer, pieceBytes: number): PayloadReader {
  const { sizeBytes } = content
  return {
    sizeBytes,
    read: content.read,
    stream: (from = 0, to = sizeBytes) =>
      pieces(content, { from, to: Math.min(to, sizeBytes), pieceBytes }, from === 0 && to >= sizeBytes ? hash : null),
    close: () => stored.close(),
  }
}

/** Reads one piece ahead, so that disk or network work while the consumer does. */
async function* pieces(
  content: Content,
  { from, to, pieceBytes }: { from: number; to: number; pieceBytes: number },
  whole: Buffer | null,
): AsyncIterable<Buffer> {
  const sha = whole ? createHash('sha256') : null
  const ask = (at: number) => {
    const answer = content.read(at, Math.min(pieceBytes, to - at))
    answer.catch(() => {}) // looked at below, unless the consumer leaves before
    return answer
  }
  if (from >= to && whole) await content.read(0, 0)
  let next = from < to ? ask(from) : null
  for (let at = from; next; ) {
    const piece = await next
    at += piece.length
    next = at < to ? ask(at) : null
    sha?.update(piece)
    if (!next && whole && !sha!.digest().equals(whole)) throw damaged(whole)
    yield piece
  }
}
