import { isa } from './messages.ts'

/** Small X12 messages about one order of messages.ts, for tests: what its supplier sends, and what its buyer says to that. */

const nine = (n: number) => String(n).padStart(9, '0')

/** Sets in one group, from Bolt to Acme unless said otherwise. */
export function interchange(
  o: { control: number; functionalId: string; sender?: string; receiver?: string },
  sets: { type: string; segments: string[] }[],
): string {
  const { control, functionalId, sender = 'BOLT', receiver = 'ACME' } = o
  const texts = sets.map(({ type, segments }, at) => {
    const number = String(at + 1).padStart(4, '0')
    return [`ST*${type}*${number}`, ...segments, `SE*${segments.length + 2}*${number}`].map((one) => `${one}~`).join('')
  })
  const group = `GS*${functionalId}*${sender}*${receiver}*20261121*1200*${control}*X*004010~`
  return `${isa({ sender, receiver, control })}${group}${texts.join('')}GE*${sets.length}*${control}~IEA*1*${nine(control)}~`
}

export interface ItemText {
  line?: string
  quantity: string
  price?: string
  unit?: string
  part?: string
}

export function invoiceSet(number: string, po: string, items: ItemText[], total: string) {
  const lines = items.map(
    ({ line = '1', quantity, price = '9.95', unit = 'EA', part = 'SKU0' }) =>
      `IT1*${line}*${quantity}*${unit}*${price}**BP*${part}`,
  )
  return {
    type: '810',
    segments: [`BIG*20261121*${number}**${po}***DI`, ...lines, `TDS*${total}`, `CTT*${items.length}`],
  }
}

export function shipNoticeSet(
  number: string,
  po: string,
  { line = '1', quantity, unit = 'EA', part = 'SKU0' }: ItemText,
) {
  const segments = [
    `BSN*00*${number}*20261121*1200*0001`,
    'HL*1**S',
    'HL*2*1*O',
    `PRF*${po}`,
    'HL*3*2*I',
    `LIN*${line}*BP*${part}`,
    `SN1**${quantity}*${unit}`,
    'CTT*3',
  ]
  return { type: '856', segments }
}

export function receivingAdviceSet(
  number: string,
  po: string,
  { line = '1', quantity, unit = 'EA', part = 'SKU0' }: ItemText,
) {
  const segments = [
    `BRA*${number}*20261121*00*1`,
    `PRF*${po}`,
    `RCD*${line}*${quantity}*${unit}`,
    `LIN**BP*${part}`,
    'CTT*1',
  ]
  return { type: '861', segments }
}

/** Acme orders from Bolt by API; Bolt answers, ships and invoices by API. */
export const tradeNetwork = (settings = '{ compare: { action: hold } }') => `
organizations:
  acme:
    name: ACME Stores
    identifiers:
      - { scheme: x12-isa, qualifier: ZZ, value: ACME, mode: test }
      - { scheme: edifact-unb, qualifier: "14", value: "4012345000009", mode: test }
    channels: { api: { direction: in, kind: api }, outbox: { direction: out, kind: sftp-home } }
  bolt:
    name: Bolt Supply
    identifiers:
      - { scheme: x12-isa, qualifier: ZZ, value: BOLT, mode: test }
      - { scheme: edifact-unb, qualifier: "14", value: "4098765000008", mode: test }
    channels: { api: { direction: in, kind: api }, outbox: { direction: out, kind: sftp-home } }
  crow:
    name: Crow
    identifiers: [{ scheme: x12-isa, qualifier: ZZ, value: CROW, mode: test }]
    channels: { api: { direction: in, kind: api }, outbox: { direction: out, kind: sftp-home } }
agreements:
  - { sender: acme, receiver: bolt, type: "*", mode: test, channel: outbox, settings: ${settings} }
  - { sender: bolt, receiver: acme, type: "*", mode: test, channel: outbox, settings: ${settings} }
`
