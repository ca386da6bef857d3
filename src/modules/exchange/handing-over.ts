import { Readable } from 'node:stream'
import { connectors } from '../../connectors/connectors.ts'
import type { Drop } from '../../connectors/define.ts'
import { Misconfigured } from '../../connectors/errors.ts'
import { post } from '../../connectors/http/post.ts'
import type { Channel } from '../agreements/lookup.ts'
import { type HttpsSettings, sendingSettings } from '../channels/form.ts'
import { secretHeaderOf } from '../channels/secret-header.ts'
import type { Delivery } from './delivering.ts'
import type { Exchange } from './exchange.ts'
import { markBegun } from './outcomes.ts'
import { wordsOf } from './words.ts'

const SMALL_BYTES = 1_048_576
const TIMEOUT_MS = 30_000

/** RFC 1767; what the grid passes on unread has none of its own. */
const CONTENT_TYPES: Record<string, string> = {
  x12: 'application/edi-x12',
  edifact: 'application/EDIFACT',
  // RFC 7303 §9.1: not text/xml, whose characters would be another matter.
  ubl: 'application/xml',
  cxml: 'application/xml',
  json: 'application/json',
}

/** Hands the bytes to the other side, and returns what it said of them. */
export async function handOver(
  x: Exchange,
  delivery: Delivery & { once: boolean },
  channel: Channel,
  signal: AbortSignal,
): Promise<Record<string, string | number>> {
  const { payload, size_bytes: sizeBytes } = delivery
  const reader = sizeBytes > SMALL_BYTES ? await x.payloads.open(payload) : null
  const drop: Drop = {
    key: delivery.id,
    name: delivery.name,
    contentType: CONTENT_TYPES[delivery.standard ?? ''] ?? 'application/octet-stream',
    sizeBytes,
    sha256: payload,
    bytes: async () => (reader ? Readable.from(reader.stream()) : x.payloads.bytes(payload, SMALL_BYTES)),
  }
  try {
    const body = channel.kind === 'https' ? await drop.bytes() : null
    if (delivery.once) await markBegun(x, delivery.id)
    if (body) return await posted(x, channel, { ...drop, body }, signal)
    return await dropped(x, channel, { ...drop, words: await wordsOf(x, delivery.interchange) }, signal)
  } finally {
    await reader?.close()
  }
}

async function dropped(x: Exchange, channel: Channel, drop: Drop, signal: AbortSignal) {
  const action = connectors[channel.kind]?.drop
  if (!action || channel.connection === null) {
    throw new Misconfigured('channel-missing', 'The way out to the receiver is gone.', { channel: channel.id })
  }
  const settings = action.settings.extend(sendingSettings.shape).parse(channel.settings)
  return x.sessions.use(channel.connection, (session) => action.run(session, { drop, settings, signal }), signal)
}

async function posted(
  x: Exchange,
  channel: Channel,
  drop: Drop & { body: Uint8Array | Readable },
  signal: AbortSignal,
) {
  const settings = channel.settings as Partial<HttpsSettings> & { url: string }
  const status = await post({
    url: settings.url,
    headers: {
      'content-type': drop.contentType,
      'idempotency-key': drop.key,
      'content-digest': `sha-256=:${drop.sha256.toString('base64')}:`,
      'content-disposition': `attachment; filename="${drop.name}"`,
      ...settings.headers,
      ...(await secretHeaderOf(x, channel)),
    },
    body: drop.body,
    sizeBytes: drop.sizeBytes,
    timeoutMs: settings.timeoutMs ?? TIMEOUT_MS,
    signal,
  })
  return { status }
}
