import { decidedBy } from '../decided-by.ts'
import type { Exchange } from '../exchange.ts'
import type { Accepted, Group } from '../intake.ts'
import { lineOf, type Outgoing } from '../outgoing.ts'
import type { Leaving } from '../releasing.ts'
import type { Translated } from './weighing.ts'

type Around = Pick<Leaving, 'isa' | 'gs' | 'parties' | 'type'>

/** What stands around translated sets or messages; null: it is a file, which has nothing around it. */
export function aroundTranslated([first]: readonly Translated[]): Around | null {
  return first?.envelope ? { ...first.envelope, type: first.type } : null
}

/** Their bytes: from memory, or one after the other from where they are kept. */
export async function* bytesOf(x: Exchange, forms: readonly Translated[]): AsyncGenerator<Uint8Array> {
  for (const { bytes, content } of forms) {
    if (bytes) {
      yield bytes
      continue
    }
    const reader = await x.payloads.open(content.hash)
    try {
      yield* reader.stream()
    } finally {
      await reader.close()
    }
  }
}

const ENDINGS: Record<string, string> = { ubl: 'xml', cxml: 'xml', json: 'json' }

/** A translated document that is a file by itself: no number, and only what transports tell is awaited. */
export function fileLeaving(
  x: Exchange,
  of: { interchange: string; accepted: Accepted; group: Pick<Group, 'gs'> },
): Outgoing {
  const { interchange, accepted } = of
  const { agreement, outgoing: id, channel, key, translated } = accepted
  const { sender, receiver, mode, settings } = agreement
  const [{ type, standard, content, version }] = translated as [Translated]
  const from = x.directory.organization(sender)?.slug ?? 'grid'
  const test = mode === 'test' ? 'test-' : ''
  return {
    ...{ id, purpose: 'documents', sender, receiver, mode, channel: x.directory.channel(channel) },
    // The end of an id that only this one has.
    name: `${type}-${from}-${test}${id.slice(-12)}.${ENDINGS[standard] ?? 'txt'}`,
    content,
    ...{ standard, controlNumber: null },
    envelope: { version, ...decidedBy(agreement), ...(key ? { key } : {}) },
    ...{ documentCount: 1, awaits: null, line: lineOf(settings, key), cause: interchange },
  }
}
