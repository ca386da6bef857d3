import type { SetKey } from '../../edi/x12/items.ts'
import { CxmlChecking } from '../cxml/checking.ts'
import { type Problem, shown } from '../problems.ts'
import { UblChecking } from '../ubl/checking.ts'
import { UBL_DOCUMENTS, type UblDocument } from '../ubl/elements.ts'
import { prefixesOf } from '../ubl/parts.ts'
import type { ElementChecking } from '../xml/element-checking.ts'
import { type ElementEvent, type ElementListener, XmlEvents, type XmlLimits } from '../xml/events.ts'
import { Picking } from '../xml/picking.ts'
import { CXML_FACTS, CXML_MODE, type CxmlReceived } from './cxml.ts'
import type { Facts } from './facts.ts'
import { UBL_FACTS, UBL_SEQUENCE } from './ubl.ts'

/** A number of a party: `scheme` as the document has it, such as 0088 of EndpointID@schemeID or NetworkID of Credential@domain. */
export interface PartyNumber {
  scheme: string
  value: string
}

/** What a grid asks of an XML document that has come. */
export interface Received {
  form: 'ubl' | 'cxml'
  /** Such as `Order`, or `OrderRequest` of cXML. */
  type: string
  version: string
  /** cbc:ID, or payloadID; empty where none is said. */
  number: string
  date: string
  sender: PartyNumber[]
  receiver: PartyNumber[]
  /** Request@deploymentMode; UBL does not say. */
  mode: string | null
  keys: SetKey[]
  amount: string | null
  original: boolean
  problems: Problem[]
}

const PREFIXES: Record<string, string> = Object.assign({}, ...UBL_DOCUMENTS.map(prefixesOf))
const CXML = '{}cXML'
const CXML_PARTS = new Set(['Header', 'Request'])

/**
 * Reads an XML document as its pieces come, at any size: which one it is, by its root and namespace; between whom and what it
 * is called; and everything that is wrong with it. Nothing else of it is kept.
 */
export class ReceivedReading implements ElementListener {
  readonly #events: XmlEvents
  #form: Received['form'] | null = null
  #type: string | null = null
  #root: Problem | null = null
  #checking: ElementChecking | null = null
  #picking: Picking | null = null
  #depth = 0
  /** Of cXML the request is known at the third level. */
  #inRequest = false

  constructor(limits?: XmlLimits) {
    this.#events = new XmlEvents(this, { prefixes: PREFIXES, doctype: 'ignored', ...(limits ? { limits } : {}) })
  }

  write(bytes: Uint8Array): void {
    this.#events.write(bytes)
  }

  /** Null: it is none of the documents that are known here, or nothing that could be read. */
  end(): { received: Received | null; problems: Problem[] } {
    this.#events.end()
    const { problem: broken } = this.#events
    const doctype = this.#form === 'ubl' ? this.#events.doctype : undefined
    const problems = [...(doctype ? [doctype] : []), ...(this.#checking?.problems ?? []), ...(broken ? [broken] : [])]
    if (!this.#form || !this.#type || !this.#picking) {
      return { received: null, problems: broken ? [broken] : [this.#root ?? unknown({ at: '' })] }
    }
    const facts = this.#form === 'ubl' ? UBL_FACTS[this.#type as UblDocument] : CXML_FACTS[this.#type as CxmlReceived]
    return { received: received({ form: this.#form, type: this.#type }, facts, this.#picking, problems), problems }
  }

  open(element: ElementEvent): void {
    this.#depth++
    if (this.#depth === 1) this.#begin(element)
    const told = this.#form === 'cxml' ? { ...element, name: element.name.replace(/^\{\}/, '') } : element
    if (this.#form === 'cxml') this.#request(told)
    this.#checking?.open(told)
    this.#picking?.open(told)
  }

  text(text: string): void {
    this.#checking?.text(text)
    this.#picking?.text(text)
  }

  close(): void {
    this.#depth--
    if (this.#depth === 1) this.#inRequest = false
    this.#checking?.close()
    this.#picking?.close()
  }

  #begin(element: ElementEvent): void {
    const { name } = element
    if (name === CXML) {
      this.#form = 'cxml'
      this.#checking = new CxmlChecking()
      this.#picking = new Picking([CXML_MODE, ...placesOf(Object.values(CXML_FACTS))])
    } else if ((UBL_DOCUMENTS as readonly string[]).includes(name)) {
      this.#form = 'ubl'
      this.#type = name
      this.#checking = new UblChecking()
      this.#picking = new Picking([UBL_SEQUENCE.sequence, ...placesOf([UBL_FACTS[name as UblDocument]])])
    } else this.#root = unknown({ ...element, at: '' }, name)
  }

  #request({ name, line, column }: ElementEvent): void {
    if (this.#depth === 2) {
      this.#inRequest = name === 'Request'
      if (!CXML_PARTS.has(name)) this.#root ??= unknown({ at: `/cXML/${name}`, line, column }, name)
    }
    if (this.#depth !== 3 || !this.#inRequest || this.#type) return
    if (Object.hasOwn(CXML_FACTS, name)) this.#type = name
    else this.#root ??= unknown({ at: `/cXML/Request/${name}`, line, column }, name)
  }
}

function placesOf(all: readonly Facts[]): string[] {
  return all.flatMap(({ number, date, version, sender, receiver, keys, amount, original }) => [
    ...[...number, date, version, ...sender, ...receiver, ...keys.map(({ at }) => at)],
    ...(amount ? [amount] : []),
    ...(original ? [original.place] : []),
  ])
}

function received(
  { form, type }: Pick<Received, 'form' | 'type'>,
  facts: Facts,
  picking: Picking,
  problems: Problem[],
): Received {
  const first = (places: readonly string[]) => places.map((place) => picking.at(place)[0]?.value).find(Boolean) ?? ''
  const { original } = facts
  const [order, sequence] = [first([UBL_SEQUENCE.order]), first([UBL_SEQUENCE.sequence])]
  return {
    form,
    type,
    version: first([facts.version]) || (form === 'ubl' ? '2.1' : ''),
    number: first(facts.number) || (sequence && order && `${order} ${sequence}`),
    date: first([facts.date]),
    sender: numbersAt(facts.sender, picking),
    receiver: numbersAt(facts.receiver, picking),
    mode: form === 'cxml' ? first([CXML_MODE]) || 'production' : null,
    keys: keysOf(facts, picking),
    amount: (facts.amount && first([facts.amount])) || null,
    original: original !== null && !original.unless.includes(first([original.place])),
    problems,
  }
}

/** EndpointID and ID have their scheme themselves, Identity in the Credential around it. */
function numbersAt(places: readonly string[], picking: Picking): PartyNumber[] {
  return places.flatMap((place) =>
    picking.at(place).map(({ value, attributes, around }) => ({
      scheme: attributes['schemeID'] ?? around['domain'] ?? '',
      value,
    })),
  )
}

/** More than any number has that people know a document by; indexes hold no long ones. */
const KEY_MAX = 200

/** As those of X12 and EDIFACT: in capitals, each once. */
function keysOf({ keys }: Facts, picking: Picking): SetKey[] {
  const found = new Map<string, SetKey>()
  for (const place of keys) {
    for (const picked of picking.at(place.at)) {
      const value = picked.value.toUpperCase().replace(/\s+/g, ' ').slice(0, KEY_MAX)
      const name = `${place.kind} ${value}`
      if (!found.has(name)) found.set(name, { ...place, value })
    }
  }
  return [...found.values()]
}

function unknown(place: Pick<Problem, 'at' | 'line' | 'column'>, found = ''): Problem {
  const { at, line, column } = place
  const expected = [
    ...UBL_DOCUMENTS.map((name) => `UBL ${name}`),
    ...Object.keys(CXML_FACTS).map((name) => `cXML ${name}`),
  ].join(', ')
  return {
    code: 'root-unknown',
    severity: 'error',
    at,
    found: shown(found),
    expected,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  }
}
