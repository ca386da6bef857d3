import { latin1Bytes } from '../latin1.ts'
import type { Delimiters, Isa } from './items.ts'

export interface Envelope {
  sender: { qualifier: string; id: string }
  receiver: { qualifier: string; id: string }
  gsSender: string
  gsReceiver: string
  functionalId: string
  /** ISA12 */
  isaVersion: string
  /** GS08 */
  version: string
  /** ISA13 and GS06 */
  controlNumber: number
  usage: 'P' | 'T'
  /** Written in UTC. */
  at: Date
  delimiters: Delimiters
  setCount: number
}

/** What one functional group of an interchange that we make says of itself. */
export type GroupHead = Pick<
  Envelope,
  'gsSender' | 'gsReceiver' | 'functionalId' | 'version' | 'controlNumber' | 'setCount'
>

/** A whole interchange of one or more groups around sets that are already written; ISA13 is the first group's number. */
export function writeInterchange(header: Header, groups: (GroupHead & { body: Uint8Array[] })[]): Uint8Array[] {
  const { delimiters, at, controlNumber } = header
  const pieces = groups.flatMap((group) => [
    latin1Bytes(gsText({ ...group, delimiters, at })),
    ...group.body,
    latin1Bytes(line(delimiters, ['GE', String(group.setCount), String(group.controlNumber)])),
  ])
  const isa = latin1Bytes(isaText({ ...header, acknowledgementRequested: false }))
  return [isa, ...pieces, latin1Bytes(line(delimiters, ['IEA', String(groups.length), nine(controlNumber)]))]
}

/** ISA and GS. */
export function interchangeHead(envelope: Envelope): Uint8Array {
  return latin1Bytes(isaText({ ...envelope, acknowledgementRequested: false }) + gsText(envelope))
}

function gsText(group: GroupHead & Pick<Envelope, 'delimiters' | 'at'>): string {
  const stamp = group.at.toISOString()
  const date = stamp.slice(0, 10).replaceAll('-', '')
  const time = stamp.slice(11, 16).replace(':', '')
  const { functionalId, gsSender, gsReceiver, controlNumber, version } = group
  return line(group.delimiters, [
    'GS',
    functionalId,
    gsSender,
    gsReceiver,
    date,
    time,
    String(controlNumber),
    'X',
    version,
  ])
}

/** GE and IEA. */
export function interchangeTail(envelope: Envelope): Uint8Array {
  const { delimiters, controlNumber, setCount } = envelope
  return latin1Bytes(
    line(delimiters, ['GE', String(setCount), String(controlNumber)]) +
      line(delimiters, ['IEA', '1', nine(controlNumber)]),
  )
}

/** A TA1 that answers the header of an interchange, alone in an interchange of its own. */
export function writeTa1(of: {
  isa: Omit<Isa, 'raw'>
  code: 'A' | 'E' | 'R'
  note: string
  controlNumber: number
  at: Date
}): Uint8Array {
  const { isa, controlNumber, at } = of
  const { delimiters } = isa
  const head = isaText({
    sender: { qualifier: isa.receiverQualifier, id: isa.receiverId },
    receiver: { qualifier: isa.senderQualifier, id: isa.senderId },
    isaVersion: isa.version,
    controlNumber,
    usage: isa.usage === 'P' ? 'P' : 'T',
    at,
    delimiters,
    acknowledgementRequested: false,
  })
  const ta1 = line(delimiters, ['TA1', isa.controlNumber, isa.date, isa.time, of.code, of.note])
  return latin1Bytes(head + ta1 + line(delimiters, ['IEA', '0', nine(controlNumber)]))
}

type Header = Pick<Envelope, 'sender' | 'receiver' | 'isaVersion' | 'controlNumber' | 'usage' | 'at' | 'delimiters'>

function isaText(of: Header & { acknowledgementRequested: boolean }): string {
  const { delimiters, at } = of
  const stamp = at.toISOString()
  const standard = delimiters.repetition === null ? 'U' : String.fromCharCode(delimiters.repetition)
  const elements = [
    'ISA',
    '00',
    ' '.repeat(10),
    '00',
    ' '.repeat(10),
    of.sender.qualifier.padEnd(2),
    of.sender.id.padEnd(15),
    of.receiver.qualifier.padEnd(2),
    of.receiver.id.padEnd(15),
    stamp.slice(2, 10).replaceAll('-', ''),
    stamp.slice(11, 16).replace(':', ''),
    standard,
    of.isaVersion,
    nine(of.controlNumber),
    of.acknowledgementRequested ? '1' : '0',
    of.usage,
    String.fromCharCode(delimiters.component),
  ]
  return line(delimiters, elements)
}

function line(delimiters: Delimiters, elements: string[]): string {
  return elements.join(String.fromCharCode(delimiters.element)) + String.fromCharCode(delimiters.terminator)
}

const nine = (controlNumber: number) => String(controlNumber).padStart(9, '0')
