import { GLN } from './network.ts'

const GROUPS: Record<string, string> = { '850': 'PO', '855': 'PR', '856': 'SH', '810': 'IN', '997': 'FA' }

export interface Envelope {
  from: string
  to: string
  type: string
  control: number
}

/** One set in an envelope of its own. `body` are the segments between ST and SE. */
export function message({ from, to, type, control }: Envelope, body: string[]): string {
  const nine = String(control).padStart(9, '0')
  return [
    `ISA*00*          *00*          *ZZ*${from.padEnd(15)}*ZZ*${to.padEnd(15)}*261120*0900*U*00401*${nine}*0*T*>~`,
    `GS*${GROUPS[type]}*${from}*${to}*20261120*0900*${control}*X*004010~`,
    `ST*${type}*0001~`,
    ...body.map((segment) => `${segment}~`),
    `SE*${body.length + 2}*0001~`,
    `GE*1*${control}~`,
    `IEA*1*${nine}~`,
    '',
  ].join('\n')
}

export const order = (number: string, day = '20261120') => [
  `BEG*00*SA*${number}**${day}`,
  'DTM*002*20261204',
  'N1*ST*ACME STORES EAST*92*0017',
  'N3*1 HARBOUR ROAD',
  'N4*NEWARK*NJ*07102*US',
  'PO1*1*24*EA*9.95**BP*A-100*VP*B-7',
  'PID*F****LAMP, BLACK, 40 CM',
  'PO1*2*6*CT*112.5**BP*A-220*VP*B-9',
  'PID*F****CABLE, 5 M, BOX OF 12',
  'CTT*2',
]

export const orderAnswer = (number: string) => [
  `BAK*00*AD*${number}*20261120`,
  'PO1*1*24*EA*9.95**BP*A-100*VP*B-7',
  'ACK*IA*24*EA',
  'PO1*2*6*CT*112.5**BP*A-220*VP*B-9',
  'ACK*IA*6*CT',
  'CTT*2',
]

export const shipNotice = (shipment: string, number: string) => [
  `BSN*00*${shipment}*20261121*1015`,
  'HL*1**S',
  'TD1*CTN*3',
  'HL*2*1*O',
  `PRF*${number}`,
  'HL*3*2*I',
  'LIN*1*BP*A-100',
  'SN1*1*24*EA',
  'CTT*3',
]

/** `total` in cents. */
export const invoice = (name: string, number: string, total: string) => [
  `BIG*20261122*${name}*20261120*${number}`,
  'IT1*1*24*EA*9.95**BP*A-100*VP*B-7',
  'IT1*2*6*CT*112.5**BP*A-220*VP*B-9',
  `TDS*${total}`,
  'CTT*2',
]

/** The answer to one group of one set. */
export const answer = (group: { id: string; number: string; type: string }, verdict: 'A' | 'R') => [
  `AK1*${group.id}*${group.number}`,
  `AK2*${group.type}*0001`,
  `AK5*${verdict}${verdict === 'R' ? '*5' : ''}`,
  `AK9*${verdict}*1*1*${verdict === 'A' ? 1 : 0}`,
]

/** An interchange of EDIFACT around one message. */
export function edifact(
  { from, to, reference, name }: { from: 'acme' | 'bolt'; to: 'acme' | 'bolt'; reference: string; name: string },
  body: string[],
): string {
  return [
    `UNB+UNOC:3+${GLN[from]}:14+${GLN[to]}:14+261120:0900+${reference}++++++1'`,
    `UNH+1+${name}'`,
    ...body.map((segment) => `${segment}'`),
    `UNT+${body.length + 2}+1'`,
    `UNZ+1+${reference}'`,
    '',
  ].join('\n')
}

export const orders = (number: string) => [
  `BGM+220+${number}+9`,
  'DTM+137:20261120:102',
  'DTM+2:20261204:102',
  `NAD+BY+${GLN.acme}::9++ACME STORES EUROPE`,
  `NAD+SU+${GLN.bolt}::9`,
  'CUX+2:EUR:9',
  'LIN+1++4000862141404:EN',
  'IMD+F++:::LAMPE, SCHWARZ, 40 CM',
  'QTY+21:24',
  'PRI+AAA:9.95',
  'UNS+S',
  'CNT+2:1',
]

/** The answer to one interchange: all of it is taken. */
export const contrl = (reference: string) => [`UCI+${reference}+${GLN.acme}:14+${GLN.bolt}:14+7`]

/** The smallest file that is a PDF. */
export const LABEL =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'
