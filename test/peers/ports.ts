import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'

/** The first of so many free ports in a row, below those that the system gives out by itself. */
export async function freePorts(count: number): Promise<number> {
  const floor = await systemPorts()
  for (;;) {
    const first = 10_000 + Math.floor(Math.random() * (floor - 10_000 - count))
    const free = await Promise.all(Array.from({ length: count }, (_, i) => isFree(first + i)))
    if (free.every(Boolean)) return first
  }
}

async function systemPorts(): Promise<number> {
  const range = await readFile('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').catch(() => '32768')
  const first = Number.parseInt(range, 10)
  return first > 11_000 ? first : 32_768
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
