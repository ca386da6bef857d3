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
      const timer = setTimeout(() => http.server.closeAllConnections(), within_ms)
      await http.close().finally(() => clearTimeout(timer))
    },
  }
}
