import { closeSync, openSync, writeSync } from 'node:fs'

/** What orders look like here: realistic segments, the same for the same number, with a release character now and then. */
export interface Shape {
  head: string
  /** The nth message, from 1, and how many segments it has. */
  message(n: number): string
  tail(messages: number): string
  /** What may be wrong with a message, a class each. */
  faults: readonly ((message: string) => string)[]
  segmentsPerMessage: number
}

/** One segment in so many is wrong, of each class in turn. */
const FAULT_EVERY = 10_000

export const LINES = 40
const two = (n: number) => String(n).padStart(2, '0')
const nine = (n: number) => String(n).padStart(9, '0')

export const x12: Shape = {
  head: `ISA*00*          *00*          *ZZ*ACME           *ZZ*BOLT           *261120*2230*U*00401*000000001*0*T*>~\nGS*PO*ACME*BOLT*20261120*2230*1*X*004010~\n`,
  message(n) {
    const number = nine(n)
    const lines = Array.from({ length: LINES }, (_, i) => x12Line(n, i + 1)).join('')
    const head = `ST*850*${number}~\nBEG*00*SA*PO-${n}**20261120~\nCUR*BY*USD~\nREF*DP*${n % 97}~\nDTM*002*202612${two((n % 28) + 1)}~\nN1*ST*STORE ${n % 500}*92*${nine(n % 500)}~\nN3*${n % 90} MAIN STREET~\nN4*SPRINGFIELD*IL*62701*US~\n`
    return `${head}${lines}CTT*${LINES}~\nSE*${8 + 2 * LINES + 2}*${number}~\n`
  },
  tail: (messages) => `GE*${messages}*1~\nIEA*1*000000001~\n`,
  segmentsPerMessage: 8 + 2 * LINES + 2,
  faults: [
    (text) => text.replace(/PO1\*1\*\d+/, 'PO1*1*TEN'), // no number
    (text) => text.replace(/DTM\*002\*\d{8}/, 'DTM*002*20261399'), // no day
    (text) => text.replace('SPRINGFIELD', 'S'.repeat(31)), // longer than the standard allows
    (text) => text.replace('*IL*', '*I*'), // shorter
    (text) => text.replace('CUR*BY*USD', 'CUR*BY*GBP'), // no code of the guide
    (text) => text.replace(/BEG\*00\*SA\*[^*]+/, 'BEG*00*SA*'), // missing, mandatory
    (text) => text.replace('*VP*', '**'), // missing, by a condition
    (text) => text.replace(/~\nN3\*[^~]*/, ''), // a segment of the guide's, and the count
    (text) => text.replace('~\nCTT*40', '~\nZZZ*1~\nCTT*41'), // not of the set; a rule of the guide, and the count
    (text) => text.replace(/SE\*\d+\*\d+/, 'SE*7*1'), // count and number of the trailer
  ],
}

const x12Line = (n: number, i: number) =>
  `PO1*${i}*${((n * i) % 90) + 1}*EA*${(n % 50) + 1}.${two((i * 7) % 100)}**BP*SKU${n % 1000}-${i}*VP*V${i * 31}*UP*${String(100_000_000_000 + ((n * 41 + i) % 899_999_999)).slice(0, 12)}~\nPID*F****WIDGET NUMBER ${i}, BLUE, SIZE ${i % 9}~\n`

export const edifact: Shape = {
  head: `UNA:+.? '\nUNB+UNOC:3+5412345000013:14+4012345500004:14+261120:2230+1'\n`,
  message(n) {
    const lines = Array.from({ length: LINES }, (_, i) => edifactLine(n, i + 1)).join('')
    const head = `UNH+${n}+ORDERS:D:96A:UN:EAN008'\nBGM+220+PO-${n}+9'\nDTM+137:20261120:102'\nDTM+2:202612${two((n % 28) + 1)}:102'\nNAD+BY+5412345000013::9++ACME ?+ SONS'\nNAD+SU+4012345500004::9'\nCUX+2:EUR:9'\n`
    return `${head}${lines}UNS+S'\nCNT+2:${LINES}'\nUNT+${7 + 4 * LINES + 3}+${n}'\n`
  },
  tail: (messages) => `UNZ+${messages}+1'\n`,
  segmentsPerMessage: 7 + 4 * LINES + 3,
  faults: [
    (text) => text.replace(/QTY\+21:\d+/, 'QTY+21:TEN'),
    (text) => text.replace('DTM+137:20261120:102', 'DTM+137:20261120202611202026112020261120:102'),
    (text) => text.replace('CUX+2:EUR:9', 'CUX+2:GBP:9'),
    (text) => text.replace(/BGM\+220\+[^+]+/, 'BGM+220+'),
    (text) => text.replace('CUX+2:', 'CUX+:'),
    (text) => text.replace("NAD+SU+4012345500004::9'\n", ''),
    (text) => text.replace("UNS+S'", "UNS+S:X:Y'"),
    (text) => text.replace("CNT+2:40'", "ZZZ+1'\nCNT+2:41'"),
    (text) => text.replace(/UNT\+\d+\+\d+/, 'UNT+7+1X'),
  ],
}

const edifactLine = (n: number, i: number) =>
  `LIN+${i}++${String(4_000_000_000_000 + ((n * 41 + i) % 899_999_999)).slice(0, 13)}:EN'\nIMD+F++:::WIDGET ${i}${i % 10 === 0 ? '?, SIZE 9?+' : ' IN BLUE'}'\nQTY+21:${((n * i) % 90) + 1}'\nPRI+AAA:${(n % 50) + 1}.${two((i * 7) % 100)}'\n`

export interface File {
  size: number
  messages: number
  /** How often each class of faults is in it. */
  planted: number[]
}

/** Writes a file of at least so many bytes; with `faulty` one segment in ten thousand is wrong. */
export function writeFile(path: string, shape: Shape, of: { bytes: number; faulty: boolean }): File {
  const file = openSync(path, 'w')
  const { faults } = shape
  const every = Math.floor(FAULT_EVERY / shape.segmentsPerMessage)
  const planted = faults.map(() => 0)
  let size = 0
  let messages = 0
  const write = (text: string) => {
    const buffer = Buffer.from(text, 'latin1')
    for (let at = 0; at < buffer.length; ) at += writeSync(file, buffer, at)
    size += buffer.length
  }
  const next = () => {
    const text = shape.message(++messages)
    if (!of.faulty || messages % every !== 0) return text
    const fault = (messages / every) % faults.length
    planted[fault]!++
    return faults[fault]!(text)
  }
  write(shape.head)
  for (let batch = ''; size < of.bytes; batch = '') {
    while (batch.length < 1_000_000) batch += next()
    write(batch)
  }
  write(shape.tail(messages))
  closeSync(file)
  return { size, messages, planted }
}

/** One message with one fault in an interchange of its own. */
export function alone(shape: Shape, fault: number): Buffer {
  return Buffer.from(shape.head + shape.faults[fault]!(shape.message(1)) + shape.tail(1), 'latin1')
}
