import { parseDecimal, showDecimal } from '../../../edi/decimal.ts'
import type { SensitiveClass } from '../../../edi/sensitive/classes.ts'
import type { Gs } from '../../../edi/x12/items.ts'
import type { Problem as FormatProblem } from '../../../formats/problems.ts'
import { type Received, ReceivedReading } from '../../../formats/received/reading.ts'
import { classOfPath } from '../../../formats/xml/sensitive.ts'
import type { Envelope } from './envelope.ts'
import type { Item, SetFound } from './items.ts'
import { calledBy } from './parties.ts'

/** What is wrong with an XML document, as it is kept: the problem of its format, at a level as those of the codec. */
export interface XmlProblem extends FormatProblem {
  standard: 'xml'
  /** What is no XML to its end cannot go on with its errors. */
  level: 'set' | 'element'
  /** Who does not see this class does not see what was found. */
  class?: SensitiveClass
  [more: string]: unknown
}

export const isXmlProblem = (problem: object): problem is XmlProblem =>
  (problem as { standard?: unknown }).standard === 'xml'

const isOfWhole = ({ code }: FormatProblem) => code.startsWith('xml-') || code === 'root-unknown'

function kept(problem: FormatProblem): XmlProblem {
  const of = problem.code === 'element-value' ? classOfPath(problem.at) : null
  return { ...problem, standard: 'xml', level: isOfWhole(problem) ? 'set' : 'element', ...(of ? { class: of } : {}) }
}

/**
 * An XML document as the exchange takes it: a file is an interchange with one group and one document, which goes on as it came,
 * byte for byte. Nothing is told before its end.
 */
export class XmlItems {
  readonly #reading = new ReceivedReading()
  #length = 0

  push(chunk: Uint8Array): Item[] {
    this.#length += chunk.length
    this.#reading.write(chunk)
    return []
  }

  end(): Item[] {
    const { received, problems } = this.#reading.end()
    const endOffset = this.#length
    const broken = problems.filter(isOfWhole)
    // What breaks off before it names anybody is told as broken, not as from nobody.
    const unnamed = received?.sender.length === 0 && broken.length > 0
    if (!received || unnamed) {
      return [{ kind: 'rubbish', problems: (unnamed ? broken : problems).map(kept), offset: 0, length: endOffset }]
    }
    const group: Gs = { ...NO_GROUP, functionalId: received.type, version: received.version }
    return [
      { kind: 'interchange-start', envelope: envelopeOf(received), problems: [], offset: 0 },
      { kind: 'group-start', group, problems: [], offset: 0 },
      { kind: 'set', set: setOf(received, group, endOffset) },
      { kind: 'group-end', group, setCount: 1, problems: [], endOffset },
      { kind: 'interchange-end', groupCount: 1, problems: [], endOffset },
    ]
  }
}

const NO_GROUP = { sender: '', receiver: '', date: '', time: '', controlNumber: '', agency: '' }
/** An envelope has some; XML has no use for them. */
const NO_DELIMITERS = { element: 0, component: 0, repetition: null, terminator: 0 }

function envelopeOf({ form, type, number, version, date, mode, sender, receiver }: Received): Envelope {
  const [senders, receivers] = [sender.map(calledBy), receiver.map(calledBy)]
  const [from, to] = [senders[0], receivers[0]]
  return {
    senderQualifier: from?.qualifier ?? '',
    senderId: from?.value ?? '',
    receiverQualifier: to?.qualifier ?? '',
    receiverId: to?.value ?? '',
    date: date.slice(0, DATE_MAX),
    time: '',
    version,
    controlNumber: form === 'ubl' && number !== '' ? `${type} ${number}` : number,
    acknowledgementRequested: false,
    usage: mode === null ? '' : (USAGES[mode] ?? mode),
    delimiters: NO_DELIMITERS,
    xml: { form, type, number, from: sender[0] ?? NOBODY, to: receiver[0] ?? NOBODY, senders, receivers },
  }
}

const DATE_MAX = 40
const NOBODY = { scheme: '', value: '' }
const USAGES: Record<string, string> = { production: 'P', test: 'T' }

function setOf({ type, version, number, keys, original, amount, problems }: Received, group: Gs, to: number): SetFound {
  const found = problems.map(kept)
  const total = amount === null ? null : parseDecimal(amount)
  return {
    ...{ position: 0, group, type, version, controlNumber: number, implementation: null },
    ...{ from: 0, to, segmentCount: 0, known: true, original, keys },
    problems: found,
    problemCount: found.length,
    accepted: found.every(({ severity }) => severity !== 'error'),
    watched: { values: {}, amount: total === null ? null : showDecimal(total) },
  }
}
