import { closeSync, openSync, writeSync } from 'node:fs'

/** What orders look like here: realistic segments, the same for the same number, with a release character now and then. */
export interface Shape {
  head: string
  /** The nth message, from 1, and how many segments it has. */
  message(n: number): string
  tail(messages: number): string
}

const LINES = 40
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
}

const edifactLine = (n: number, i: number) =>
  `LIN+${i}++${String(4_000_000_000_000 + ((n * 41 + i) % 899_999_999)).slice(0, 13)}:EN'\nIMD+F++:::WIDGET ${i}${i % 10 === 0 ? '?, SIZE 9?+' : ' IN BLUE'}'\nQTY+21:${((n * i) % 90) + 1}'\nPRI+AAA:${(n % 50) + 1}.${two((i * 7) % 100)}'\n`

/** Writes a file of at least so many bytes; returns how many it has, and the messages. */
export function writeFile(path: string, shape: Shape, bytes: number): { size: number; messages: number } {
  const file = openSync(path, 'w')
  let size = 0
  const write = (text: string) => {
    const buffer = Buffer.from(text, 'latin1')
    for (let at = 0; at < buffer.length; ) at += writeSync(file, buffer, at)
    size += buffer.length
  }
  write(shape.head)
  let messages = 0
  for (let batch = ''; size < bytes; batch = '') {
    while (batch.length < 1_000_000) batch += shape.message(++messages)
    write(batch)
  }
  write(shape.tail(messages))
  closeSync(file)
  return { size, messages }
}
