import { z } from 'zod'
import type { Problem } from '../../../platform/change.ts'
import { keyKind, namedBy, type OpaqueFiles } from '../../channels/opaque.ts'
import { mode } from '../../organizations/form.ts'
import type { Arrival } from '../arrivals.ts'
import type { Exchange } from '../exchange.ts'

/** A file that the grid passes on without reading it, or the side file of one. */
export interface OpaqueFile {
  rule: OpaqueFiles
  /** The name of the document. */
  base: string
  side: boolean
  told: Told
}

/** What is known of it. */
export interface Told {
  type?: string | undefined
  receiver?: string | undefined
  key?: string | undefined
  keyKind?: 'purchase-order' | 'invoice' | 'shipment' | undefined
  keyIssuer?: 'sender' | 'receiver' | undefined
  mode?: 'test' | 'production' | undefined
  /** The document that it lies beside; without a value by its own key. */
  attachesTo?: { kind: string; value?: string | undefined; type?: string | undefined } | undefined
}

const sideForm = z.strictObject({
  type: z.string().min(1).max(40).optional(),
  receiver: z.string().min(1).max(63).optional(),
  key: z.string().min(1).max(200).optional(),
  keyKind: keyKind.optional(),
  keyIssuer: z.enum(['sender', 'receiver']).optional(),
  mode: mode.optional(),
  attachesTo: z
    .strictObject({ kind: keyKind, value: z.string().min(1).max(200), type: z.string().min(1).max(40).optional() })
    .optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'expected 64 hexadecimal digits')
    .optional(),
})

const SIDE = /\.json$/i

/** By the settings of the channel that it came by: the first line that fits its name. */
export function opaqueFileOf(x: Exchange, arrival: Arrival): OpaqueFile | undefined {
  const channel = x.directory.channel(arrival.channel)
  const rules = channel?.settings['opaque'] as OpaqueFiles[] | undefined
  if (!rules || arrival.from_offset > 0) return undefined
  for (const rule of rules) {
    const { type, receiver, sideFile, files, attachesTo } = rule
    const mode = channel!.mode ?? undefined
    const base = arrival.name.replace(SIDE, '')
    if (sideFile && base !== arrival.name && namedBy(files, base)) return { rule, base, side: true, told: {} }
    const named = namedBy(files, arrival.name)
    if (named) return { rule, base: arrival.name, side: false, told: { type, receiver, mode, attachesTo, ...named } }
  }
  return undefined
}

/** What a side file says, over what name and channel tell. */
export function withSide(
  told: Told,
  bytes: Uint8Array,
  of: { name: string; payload: Buffer },
): Told | { wrong: Problem } {
  const wrong = (problem: string) => ({ wrong: { code: 'side-file-wrong', name: of.name, problem } })
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return wrong('it is no JSON in UTF-8')
  }
  const read = sideForm.safeParse(json)
  if (!read.success) {
    return wrong(read.error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`).join('; '))
  }
  const { sha256, ...said } = read.data
  if (sha256 && sha256.toLowerCase() !== of.payload.toString('hex')) return wrong('sha256 is not that of the file')
  return { ...told, ...said }
}
