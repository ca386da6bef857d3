/** Small X12 messages of our own, for tests, proof and bench. */

export interface OrderOptions {
  sender?: string
  receiver?: string
  control: number
  po?: string | string[]
  usage?: 'T' | 'P'
  lines?: number
  acknowledgementRequested?: boolean
}

export const isa = (o: { sender: string; receiver: string; control: number; usage?: string; ta1?: boolean }) =>
  `ISA*00*          *00*          *ZZ*${o.sender.padEnd(15)}*ZZ*${o.receiver.padEnd(15)}*261120*2230*U*00401*${nine(o.control)}*${o.ta1 ? 1 : 0}*${o.usage ?? 'T'}*>~`
const nine = (n: number) => String(n).padStart(9, '0')

export function orderSet(po: string, number: string, lines = 2): string {
  const items = Array.from(
    { length: lines },
    (_, i) => `PO1*${i + 1}*10*EA*9.95**BP*SKU${i}*VP*V${i}~PID*F****WIDGET NUMBER ${i} WITH A DESCRIPTION~`,
  )
  return `ST*850*${number}~BEG*00*SA*${po}**20261120~${items.join('')}CTT*${lines}~SE*${4 + 2 * lines}*${number}~`
}

/** An interchange of 850s. */
export function order(o: OrderOptions): string {
  const { sender = 'ACME', receiver = 'BOLT', control, usage = 'T', lines = 2 } = o
  const numbers = [o.po ?? `PO${control}`].flat()
  const sets = numbers.map((po, i) => orderSet(po, String(i + 1).padStart(4, '0'), lines)).join('')
  const head = isa({ sender, receiver, control, usage, ta1: o.acknowledgementRequested === true })
  return `${head}GS*PO*${sender}*${receiver}*20261120*2230*${control}*X*004010~${sets}GE*${numbers.length}*${control}~IEA*1*${nine(control)}~`
}

/** A 997 that answers one group. */
export function acknowledgement(o: {
  sender: string
  receiver: string
  control: number
  group: number
  code?: 'A' | 'R' | 'P'
  sets?: [string, string][]
  usage?: string
}): string {
  const { sender, receiver, control, group, code = 'A', sets = [] } = o
  const lines = sets.map(([number, verdict]) => `AK2*850*${number}~AK5*${verdict}~`).join('')
  const accepted = code === 'A' ? 1 : sets.filter(([, verdict]) => verdict === 'A').length
  const body = `AK1*PO*${group}~${lines}AK9*${code}*${sets.length || 1}*${sets.length || 1}*${accepted}~`
  const count = 4 + 2 * sets.length
  return `${isa({ sender, receiver, control, ...(o.usage ? { usage: o.usage } : {}) })}GS*FA*${sender}*${receiver}*20261120*2230*${control}*X*004010~ST*997*0001~${body}SE*${count}*0001~GE*1*${control}~IEA*1*${nine(control)}~`
}

/** Two partners: ACME sends orders by API and fetches answers; BOLT gets them where `push` says, or in its outbox. */
export const network = (
  o: {
    push?: string
    expect?: '997' | 'none'
    order?: 'none' | 'business-key' | 'strict'
    firstDelayMs?: number
    attemptsMax?: number
  } = {},
) => `
organizations:
  acme:
    name: ACME Stores
    identifiers: [{ scheme: x12-isa, qualifier: ZZ, value: ACME, mode: test }]
    channels: { api: { direction: in, kind: api }, inbox: { direction: in, kind: sftp-home }, outbox: { direction: out, kind: sftp-home } }
  bolt:
    name: Bolt Supply
    identifiers: [{ scheme: x12-isa, qualifier: ZZ, value: BOLT, mode: test }]
    channels:
      api: { direction: in, kind: api }
      inbox: { direction: in, kind: sftp-home }
      outbox: { direction: out, kind: sftp-home }
      ${o.push ? `push: { direction: out, kind: https, settings: { url: "${o.push}" } }` : ''}
agreements:
  - sender: acme
    receiver: bolt
    type: "850"
    mode: test
    channel: ${o.push ? 'push' : 'outbox'}
    settings: { expect: { technical: "${o.expect ?? '997'}" }, order: ${o.order ?? 'none'}, retry: { firstDelayMs: ${o.firstDelayMs ?? 50}, attemptsMax: ${o.attemptsMax ?? 5} } }
`
