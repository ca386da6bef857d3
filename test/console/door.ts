import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Whom the grid takes the browser for. */
export interface Somebody {
  key: string
  me: {
    member: { id: string; name: string; email: string; role: string; locale: string; timeZone: string } | null
    organization: { id: string; slug: string; name: string; role: string } | null
    scopes: string[]
  }
}

/**
 * Stands before the grid as signing in will: puts a key into each request of somebody who is signed in, and says who that is.
 * Everything else, headers of the pages included, is the grid's own.
 */
export async function openDoor(grid: string) {
  const door = { url: '', somebody: null as Somebody | null, close }
  const server = createServer((asked, answer) => {
    if (asked.url === '/api/v1/me') return sayWho(door.somebody, answer)
    pass(asked, answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  door.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return door

  function pass(asked: IncomingMessage, answer: ServerResponse): void {
    const { method = 'GET', url = '/', headers } = asked
    const authorization = door.somebody === null ? {} : { authorization: `Bearer ${door.somebody.key}` }
    const passed = request(grid + url, { method, headers: { ...headers, ...authorization } }, (given) => {
      answer.writeHead(given.statusCode!, given.headers)
      given.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    answer.on('close', () => passed.destroy())
    asked.pipe(passed)
  }

  async function close(): Promise<void> {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

function sayWho(somebody: Somebody | null, answer: ServerResponse): void {
  const problem = { code: 'unauthenticated', status: 401, title: 'Unauthenticated', detail: 'Nobody is signed in.' }
  answer.writeHead(somebody === null ? 401 : 200, { 'content-type': 'application/json' })
  answer.end(JSON.stringify(somebody?.me ?? problem))
}
