/** Small EDIFACT messages of our own, for tests. */

export interface EdifactOptions {
  sender?: string
  receiver?: string
  control: string
  test?: boolean
  /** 0031 */
  acknowledgement?: '' | '1' | '2'
  syntax?: string
}

/** Syntax version 3 without UNA, around messages that are already written. */
export function edifact(o: EdifactOptions, messages: string[]): string {
  const { sender = '4012345000009:14', receiver = '4098765000008:14', control, test = true } = o
  const { acknowledgement = '1', syntax = 'UNOC:3' } = o
  const unb = `UNB+${syntax}+${sender}+${receiver}+261120:2230+${control}++++${acknowledgement}${test ? '++1' : ''}'`
  return `${unb}${messages.join('')}UNZ+${messages.length}+${control}'`
}

export function ordersMessage(reference: string, po: string, quantity = '10'): string {
  const segments = [
    `UNH+${reference}+ORDERS:D:96A:UN:EAN008`,
    `BGM+220+${po}+9`,
    'DTM+137:20261120:102',
    'NAD+BY+4012345000009::9',
    'CTA+PD+:Erika Muster',
    'COM+erika@example.com:EM',
    'NAD+SU+4098765000008::9',
    'FII+BF+DE89370400440532013000',
    'LIN+1++4000862141404:EN',
    'IMD+F++:::WIDGET ?+ MORE',
    `QTY+21:${quantity}`,
    'PRI+AAA:24.99',
    'UNS+S',
    'MOA+86:249.90',
  ]
  return [...segments, `UNT+${segments.length + 1}+${reference}`].map((one) => `${one}'`).join('')
}

export interface ContrlOptions extends Omit<EdifactOptions, 'acknowledgement'> {
  /** The number that was given to what it answers. */
  answers: string
  /** 0083, and 0085. */
  action?: string
  /** Messages that are refused, by their number. */
  refused?: string[]
}

/** What the receiver of our orders says of them. */
export function contrl({ answers, action = '7', refused = [], ...of }: ContrlOptions): string {
  const { sender = '4098765000008:14', receiver = '4012345000009:14' } = of
  const messages = refused.map((reference) => `UCM+${reference}+ORDERS:D:96A:UN:EAN008+4'UCS+11'UCD+37+2:2'`)
  const segments = [
    `UNH+1+CONTRL:D:3:UN'`,
    `UCI+${answers}+${receiver}+${sender}+${action}'`,
    ...messages,
    `UNT+${3 + 3 * refused.length}+1'`,
  ]
  return edifact({ ...of, sender, receiver, acknowledgement: '' }, [segments.join('')])
}

/** ACME sends orders by API, and Bolt has them where it fetches them; both by their GLN. */
export const edifactNetwork = (o: { settings?: string; push?: string } = {}) => `
organizations:
  acme:
    name: ACME Stores
    identifiers:
      - { scheme: edifact-unb, qualifier: "14", value: "4012345000009", mode: test }
      - { scheme: x12-isa, qualifier: ZZ, value: ACME, mode: test }
    channels: { api: { direction: in, kind: api }, inbox: { direction: in, kind: sftp-home }, outbox: { direction: out, kind: sftp-home } }
  bolt:
    name: Bolt Supply
    identifiers:
      - { scheme: edifact-unb, qualifier: "14", value: "4098765000008", mode: test }
      - { scheme: x12-isa, qualifier: ZZ, value: BOLT, mode: test }
    channels: { api: { direction: in, kind: api }, inbox: { direction: in, kind: sftp-home }, outbox: { direction: out, kind: sftp-home }${o.push ? `, push: { direction: out, kind: https, settings: { url: "${o.push}" } }` : ''} }
agreements:
  - { sender: acme, receiver: bolt, type: ORDERS, mode: test, channel: ${o.push ? 'push' : 'outbox'}, settings: { expect: { technical: "997" }${o.settings ? `, ${o.settings}` : ''} } }
  - { sender: acme, receiver: bolt, type: "850", mode: test, channel: outbox, settings: { expect: { technical: "997" } } }
`

/** What Bolt invoices of an order of `ordersMessage`. */
export function invoicMessage(
  reference: string,
  number: string,
  of: { po: string; quantity: string; price?: string },
): string {
  const { po, quantity, price = '24.99' } = of
  const segments = [
    `UNH+${reference}+INVOIC:D:96A:UN:EAN008`,
    `BGM+380+${number}+9`,
    'DTM+137:20261121:102',
    `RFF+ON:${po}`,
    'NAD+BY+4012345000009::9',
    'NAD+SU+4098765000008::9',
    'CUX+2:EUR:4',
    'LIN+1++4000862141404:EN',
    `QTY+47:${quantity}`,
    `PRI+AAA:${price}`,
    'UNS+S',
    'MOA+86:249.90',
  ]
  return [...segments, `UNT+${segments.length + 1}+${reference}`].map((one) => `${one}'`).join('')
}
