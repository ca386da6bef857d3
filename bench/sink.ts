import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

// The receiver: checks the SHA-256 of each post against its digest and counts keys.
const keys = new Set<string>()
let wrong = 0

const server = createServer((request, response) => {
  const sha = createHash('sha256')
  request.on('data', (piece) => sha.update(piece))
  request.on('end', () => {
    if (request.headers['content-digest'] !== `sha-256=:${sha.digest('base64')}:`) wrong++
    keys.add(String(request.headers['idempotency-key']))
    response.writeHead(200, { 'content-length': 0 }).end()
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () =>
  process.send!({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }),
)
process.on('message', () => process.send!({ keys: keys.size, wrong }))
