import type { Exchange } from './exchange.ts'
import { isXml, type Standard } from './standards/envelope.ts'

/** The name of an outgoing file: unique at the receiver, the same on every attempt, and sorted as it was sent. */
export function fileName(
  x: Exchange,
  of: { type: string; from: string; mode: string; controlNumber: number; standard: Standard },
): string {
  const sender = x.directory.organization(of.from)?.slug ?? 'grid'
  const test = of.mode === 'test' ? 'test-' : ''
  return `${of.type}-${sender}-${test}${String(of.controlNumber).padStart(9, '0')}.${isXml(of.standard) ? 'xml' : 'edi'}`
}
