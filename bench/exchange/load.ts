import { connect, type Socket } from 'node:net'
import { order } from '../../test/messages.ts'

// Sends distinct orders over kept connections, closed loop (as fast as answers come) or open loop (at a given rate). Written
// on bare sockets: it shares the cores with what it measures.
const url = new URL(process.env['BENCH_URL']!)
const head = `POST /api/v1/interchanges HTTP/1.1\r\nhost: ${url.host}\r\nauthorization: Bearer ${process.env['BENCH_KEY']}\r\ncontent-type: application/edi-x12\r\ncontent-length: `
const CONNECTIONS = 128
/**
 * At a given rate nobody waits for somebody else's connection: 128 of them, busy for 50 ms each behind a stop of 0.2 s, would make 1,000
 * requests late where the stop itself and what is behind it make 560.
 */
const OPEN_LOOP_CONNECTIONS = 1024
const LINES = 20
let control = 0

interface Connection {
  /** Null until it is opened again. */
  socket: Socket | null
  answered: ((status: number) => void) | null
}

const idle = Array.from({ length: CONNECTIONS }, opened)

function opened(): Connection {
  const connection: Connection = { socket: null, answered: null }
  connection.socket = open(connection)
  return connection
}

function open(connection: Connection): Socket {
  const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true })
  let text = ''
  socket.on('data', (data) => {
    text += data.toString('latin1')
    const end = text.indexOf('\r\n\r\n')
    if (end < 0) return
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)
    if (text.length < end + 4 + length) return
    const status = Number(text.slice(9, 12))
    text = ''
    connection.answered?.(status)
  })
  socket.on('error', (error) => {
    console.error('load generator:', error.message)
    process.exit(1)
  })
  // While all that was sent is being delivered, an idle one may be closed by the grid.
  socket.once('end', () => {
    connection.socket = null
  })
  return socket
}

function message(each: number): Buffer {
  control++
  const po = each === 1 ? `PO${control}` : Array.from({ length: each }, (_, i) => `PO${control}-${i}`)
  const body = order({ control, po, lines: each === 1 ? LINES : 4 })
  return Buffer.from(`${head}${body.length}\r\n\r\n${body}`, 'latin1')
}

process.on('message', (of: { count: number; each: number; perSecond?: number }) => {
  const latencies: number[] = []
  const began = performance.now()
  let sent = 0
  let accepted = 0
  /** Moments at which a request should have gone out (open loop): waiting for a free connection counts as latency. */
  const due: number[] = []
  const go = (connection: Connection, from: number) => {
    connection.answered = (status) => {
      if (status !== 202) {
        console.error(`load generator: answered ${status}`)
        process.exit(1)
      }
      latencies.push(performance.now() - from)
      if (++accepted === of.count) return finish()
      const next = of.perSecond ? due.shift() : sent < of.count ? performance.now() : undefined
      if (next === undefined) idle.push(connection)
      else go(connection, next)
    }
    sent++
    connection.socket ??= open(connection)
    connection.socket.write(message(of.each))
  }
  const finish = () => {
    clearInterval(timer)
    idle.splice(0, idle.length, ...all)
    latencies.sort((a, b) => a - b)
    process.send!({
      seconds: (performance.now() - began) / 1000,
      accepted,
      p99Ms: latencies[Math.floor(latencies.length * 0.99)],
    })
  }
  // The new ones come last, so that few are used while few are enough.
  if (of.perSecond) while (idle.length < OPEN_LOOP_CONNECTIONS) idle.unshift(opened())
  const all = [...idle]
  let planned = 0
  const timer = setInterval(() => {
    if (!of.perSecond) return
    const now = performance.now()
    while (planned < of.count && began + (planned * 1000) / of.perSecond <= now) {
      const at = began + (planned++ * 1000) / of.perSecond
      const connection = idle.pop()
      if (connection) go(connection, at)
      else due.push(at)
    }
  }, 1)
  if (!of.perSecond)
    for (const connection of idle.splice(0, Math.min(CONNECTIONS, of.count))) go(connection, performance.now())
})
process.send!({})
