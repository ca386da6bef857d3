import { setTimeout as sleep } from 'node:timers/promises'
import { collectDelivery, type OutboxFile } from '../exchange/collecting.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { receiveInterchange } from '../exchange/receiving.ts'
import { answer, contrl, edifact, invoice, LABEL, message, order, orderAnswer, orders, shipNotice } from './messages.ts'

/**
 * Sends what the partners of the sample would send, so that there is a document in every state. Each message has a key of its
 * own: sent again after a kill, it is the same interchange.
 */
export async function sendSample(x: Exchange, signal: AbortSignal): Promise<void> {
  const partners = new Partners(x, signal)
  await goodOrder(partners)
  await ordersThatWait(partners)
  await setAside(partners)
  await toBeApproved(partners)
  await waysOfCedar(partners)
  await orderOfEurope(partners)
}

/** From the order to the invoice; the invoice is suspended, since its total is no amount. */
async function goodOrder(p: Partners): Promise<void> {
  await p.send({ from: 'ACME', to: 'BOLT', type: '850', control: 101 }, order('PO-2001'))
  await p.answer({ key: 'PO-2001', type: '850', by: 'BOLT', to: 'ACME', control: 201 }, 'A')
  await p.send({ from: 'BOLT', to: 'ACME', type: '855', control: 202 }, orderAnswer('PO-2001'))
  await p.answer({ key: 'PO-2001', type: '855', by: 'ACME', to: 'BOLT', control: 102 }, 'A')
  await p.send({ from: 'BOLT', to: 'ACME', type: '856', control: 203 }, shipNotice('SH-2001', 'PO-2001'))
  await p.collect('SH-2001', '856') // and owes the receipt
  await p.send({ from: 'BOLT', to: 'ACME', type: '810', control: 204 }, invoice('INV-2001', 'PO-2001', '91O.80'))
}

/** Released; sent once more; the same number in another message; not valid; refused by its receiver. */
async function ordersThatWait(p: Partners): Promise<void> {
  const second = { from: 'ACME', to: 'BOLT', type: '850', control: 103 }
  await p.send(second, order('PO-2002'))
  await p.send(second, order('PO-2002'), 'again')
  await p.send({ ...second, control: 104 }, order('PO-2002'))
  await p.send({ ...second, control: 105 }, order('PO-2003', '20261320'))
  await p.send({ ...second, control: 106 }, order('PO-2004'))
  await p.answer({ key: 'PO-2004', type: '850', by: 'BOLT', to: 'ACME', control: 205 }, 'R')
}

/** Waits for an approval. */
async function toBeApproved(p: Partners): Promise<void> {
  await p.send({ from: 'BOLT', to: 'CEDAR', type: '855', control: 208 }, orderAnswer('PO-2008'))
}

/** To nobody, and about something that was not agreed. */
async function setAside(p: Partners): Promise<void> {
  await p.send({ from: 'ACME', to: 'DELTA', type: '850', control: 107 }, order('PO-2005'))
  await p.send({ from: 'BOLT', to: 'CEDAR', type: '810', control: 206 }, invoice('INV-2002', 'PO-2006', '91080'))
}

async function waysOfCedar(p: Partners): Promise<void> {
  await p.send({ from: 'ACME', to: 'CEDAR', type: '850', control: 108 }, order('PO-2006'))
  await p.send({ from: 'BOLT', to: 'CEDAR', type: '850', control: 207 }, order('PO-2007'))
  await p.send({ from: 'CEDAR', to: 'ACME', type: '856', control: 301 }, shipNotice('SH-2006', 'PO-2006'))
  await p.put('CEDAR', 'label_acme_PO-2006.pdf', LABEL)
  // Cases, where the guide of ACME wants pieces.
  const cases = shipNotice('SH-2010', 'PO-2006').map((segment) => segment.replace('*24*EA', '*2*CA'))
  await p.send({ from: 'CEDAR', to: 'ACME', type: '856', control: 302 }, cases)
}

/** By EDIFACT, taken and acknowledged by CONTRL. */
async function orderOfEurope(p: Partners): Promise<void> {
  const order = { from: 'acme', to: 'bolt', reference: '109', name: 'ORDERS:D:96A:UN:EAN008' } as const
  await p.put('ACME', 'orders-109.edi', edifact(order, orders('PO-2009')))
  const text = await p.collect('PO-2009', 'ORDERS')
  const answer = { from: 'bolt', to: 'acme', reference: '209', name: 'CONTRL:D:3:UN' } as const
  await p.put('BOLT', 'contrl-209.edi', edifact(answer, contrl(text.split('+')[5]!)))
}

interface Answered {
  key: string
  type: string
  by: string
  to: string
  control: number
}

/** What people and programs at the other ends do. */
class Partners {
  readonly #x: Exchange
  readonly #signal: AbortSignal

  constructor(x: Exchange, signal: AbortSignal) {
    this.#x = x
    this.#signal = signal
  }

  async send(envelope: { from: string; to: string; type: string; control: number }, body: string[], turn = '') {
    const name = `${envelope.type}-${envelope.control}.edi`
    await this.put(envelope.from, name, message(envelope, body), turn)
  }

  async put(from: string, name: string, text: string, turn = ''): Promise<void> {
    this.#signal.throwIfAborted()
    const { directory, payloads } = this.#x
    const channel = directory.channelNamed(directory.organizationBySlug(from.toLowerCase())?.id ?? '', 'inbox')
    if (!channel) throw new Error(`${from} of the sample network is gone`)
    const kept = payloads.small(Buffer.from(text))
    await receiveInterchange(this.#x, { channel, name, kept, actor: 'system', key: `sample ${name} ${turn}`.trim() })
  }

  /** The receiver fetches what the document left in. */
  async collect(key: string, type: string): Promise<string> {
    const file = await this.#sent(key, type)
    await collectDelivery(this.#x, file, 'read')
    return Buffer.from(await this.#x.payloads.bytes(file.payload, 65_536)).toString('latin1')
  }

  async answer({ key, type, by, to, control }: Answered, verdict: 'A' | 'R'): Promise<void> {
    const text = await this.collect(key, type)
    const [, id, number] = /GS\*(\w+)\*\w+\*\w+\*\d+\*\d+\*(\d+)/.exec(text)!
    await this.send({ from: by, to, type: '997', control }, answer({ id: id!, number: number!, type }, verdict))
  }

  /** Waits until the document is on its way. */
  async #sent(key: string, type: string): Promise<OutboxFile & { payload: Buffer }> {
    for (;;) {
      const { rows } = await this.#x.database.pool.query(
        `select v.id as delivery, v.interchange, v.sender, v.receiver, v.purpose, v.awaits, v.name, i.document_count, i.payload
          from documents d join deliveries v on v.interchange = d.outgoing join interchanges i on i.id = d.outgoing
          where d.business_key = $1 and d.type = $2 limit 1`,
        [key, type],
      )
      if (rows[0]) return rows[0]
      await sleep(50, undefined, { signal: this.#signal })
    }
  }
}
