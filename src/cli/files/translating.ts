import { writeInterchange } from '../../edi/edifact/writer.ts'
import { renderProblem } from '../../edi/problems.ts'
import { standardOf } from '../../edi/x12/standards.ts'
import { writeSets } from '../../edi/x12/writer.ts'
import type { FlatLayout } from '../../formats/flat/layout.ts'
import type { SegmentWritten } from '../../formats/mapping/segment-rules.ts'
import { FORMATS, type Output } from '../../formats/translate.ts'
import { CliError, UsageError } from '../connection.ts'
import { encoded } from './layouts.ts'

/** Who writes to whom, where the target has an envelope. */
export interface Addresses {
  sender: Address
  receiver: Address
  number: number
}

interface Address {
  id: string
  qualifier: string
}

const X12_VERSION = '004010'
const ISA_VERSION = '00401'

/** The name of a format as translation knows it, from one that may be short: `x12`, `ubl`, `edifact:ORDERS`. */
export function formatFor(given: string, kind: string | null): string {
  if (given in FORMATS) return given
  const among = Object.keys(FORMATS).filter((name) => name === given || name.startsWith(`${given}:`))
  const fitting = among.filter((name) => kind === null || FORMATS[name]!.kinds.includes(kind))
  // Of both directories of EDIFACT D.96A, which more partners read.
  const [found] = fitting.sort().reverse()
  if (found) return found
  if (among.length > 0)
    throw new CliError(`${given} has no message for this document (${kind}). It has ${kindsOf(among)}.`)
  throw new UsageError(`There is no format "${given}". There are ${Object.keys(FORMATS).sort().join(', ')}.`)
}

const kindsOf = (names: string[]) => [...new Set(names.flatMap((name) => FORMATS[name]!.kinds))].sort().join(', ')

/** The bytes of a file: messages in an interchange of their own, all else as it is. */
export function fileOf(output: Output, format: string | FlatLayout, addresses: Addresses): Uint8Array {
  if ('text' in output) {
    const text = output.text.endsWith('\n') ? output.text : `${output.text}\n`
    return encoded(text, typeof format === 'string' ? undefined : format.charset)
  }
  return enveloped(output.segments, String(format), addresses)
}

function enveloped(written: SegmentWritten[], format: string, addresses: Addresses): Uint8Array {
  const [standard, type = '', directory = ''] = format.split(':')
  const { sender, receiver, number } = addresses
  for (const one of [sender, receiver]) fits(one, standard === 'x12' ? 'x12' : 'edifact')
  const segments = written.filter(([tag]) => !ENVELOPES.has(tag))
  const at = new Date()
  const { bytes, problems } =
    standard === 'x12'
      ? writeSets(
          {
            sender,
            receiver,
            isaVersion: ISA_VERSION,
            controlNumber: number,
            usage: 'T',
            at,
            group: {
              gsSender: sender.id,
              gsReceiver: receiver.id,
              functionalId: standardOf(X12_VERSION)!.sets[type]!.functionalId,
              version: X12_VERSION,
            },
            lines: true,
          },
          [{ type, controlNumber: '0001', segments }],
        )
      : writeInterchange(
          {
            syntax: { id: 'UNOY', version: 4 },
            sender,
            receiver,
            at,
            reference: String(number),
            test: true,
            lines: true,
          },
          [
            {
              type,
              version: directory.slice(0, 1),
              release: directory.slice(1),
              agency: 'UN',
              association: '',
              reference: '1',
              segments,
            },
          ],
        )
  if (!bytes) throw new CliError(problems.map(renderProblem).join('\n'))
  return bytes
}

const WIDTHS = { x12: { title: 'X12', id: 15, qualifier: 2 }, edifact: { title: 'EDIFACT', id: 35, qualifier: 4 } }

function fits({ qualifier, id }: Address, standard: keyof typeof WIDTHS): void {
  const { title, ...widths } = WIDTHS[standard]
  const short = id === '' || (standard === 'x12' && qualifier.length < widths.qualifier)
  if (!short && id.length <= widths.id && qualifier.length <= widths.qualifier) return
  const most = standard === 'x12' ? `of ${widths.qualifier}` : `of at most ${widths.qualifier}`
  throw new UsageError(
    `"${qualifier}:${id}" names nobody in ${title}: its qualifier has to be ${most} characters, its identifier of 1 to ${widths.id}.`,
  )
}

/** They are written around the segments. */
const ENVELOPES = new Set(['ST', 'SE', 'UNH', 'UNT'])
