import type { Http } from './http.ts'

export interface Listening {
  url: string
  port: number
  /** Takes nothing new, lets what is at work finish within this time, then cuts. */
  close(within_ms?: number): Promise<void>
}

export async function listen(http: Http, { host, port }: { host: string; port: number }): Promise<Listening> {
  const url = await http.listen({ host, port })
  const address = http.server.address()
  return {
    url,
    port: typeof address === 'object' && address !== null ? address.port : port,
    async close(within_ms = 10_000) {
      const cut = setTimeout(() => http.server.closeAllConnections(), within_ms)
      // One that was at work when we began is idle once it is done, and its client may keep it open.
      const sweep = setInterval(() => http.server.closeIdleConnections(), 50)
      await http.close().finally(() => {
        clearTimeout(cut)
        clearInterval(sweep)
      })
    },
  }
}
