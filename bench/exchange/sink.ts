import { hash } from 'node:crypto'
import { type AddressInfo, createServer } from 'node:net'

// The receiver: checks the SHA-256 of each post against its digest and counts keys. Written on bare sockets like the load generator: it
// shares the cores with what it measures.
const keys = new Set<string>()
let wrong = 0

const HEAD_END = Buffer.from('\r\n\r\n')
const ANSWER = Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n')

const server = createServer({ noDelay: true }, (socket) => {
  let left: Buffer | null = null
  socket.on('data', (piece: Buffer) => {
    let bytes = left ? Buffer.concat([left, piece]) : piece
    for (let taken = take(bytes); taken > 0; taken = take(bytes)) {
      bytes = bytes.subarray(taken)
      socket.write(ANSWER)
    }
    left = bytes.length > 0 ? bytes : null
  })
  socket.on('error', () => {})
})

/** Takes one whole post from the front: how many bytes it had, 0 when it is not all there yet. */
function take(bytes: Buffer): number {
  const end = bytes.indexOf(HEAD_END)
  if (end < 0) return 0
  const head = bytes.toString('latin1', 0, end)
  const from = end + HEAD_END.length
  const to = from + Number(field(head, LENGTH))
  if (bytes.length < to) return 0
  if (field(head, DIGEST) !== `sha-256=:${hash('sha256', bytes.subarray(from, to), 'base64')}:`) wrong++
  keys.add(field(head, KEY))
  return to
}

const LENGTH = /\r\ncontent-length: (.*)/i
const DIGEST = /\r\ncontent-digest: (.*)/i
const KEY = /\r\nidempotency-key: (.*)/i

function field(head: string, name: RegExp): string {
  const found = name.exec(head)
  if (!found) throw new Error(`a post without ${name.source}: ${head}`)
  return found[1]!
}

server.listen(0, '127.0.0.1', () =>
  process.send!({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }),
)
process.on('message', () => process.send!({ keys: keys.size, wrong }))
