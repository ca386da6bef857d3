import { expect } from 'vitest'
import { clientOf } from './client.ts'
import { startTestGrid } from './grid.ts'
import { xmlNetwork } from './xml-documents.ts'

/** A grid whose partners speak UBL and cXML, and what one asks of it. */
export async function startXmlGrid(of: Parameters<typeof xmlNetwork>[0] & { env?: Record<string, string> } = {}) {
  const { env, ...network } = of
  const grid = await startTestGrid({ network: xmlNetwork(network), ...(env ? { env } : {}) })
  const call = clientOf(grid.url)
  const keys = { acme: await grid.keyOf('acme'), bolt: await grid.keyOf('bolt'), grid: await grid.keyOf(null, ['*']) }
  const bytesOf = async (payload: Buffer) => Buffer.from(await grid.app.grid.payloads.bytes(payload, 1_000_000_000))
  const interchange = async (id: string) => (await grid.query('select * from interchanges where id = $1', [id]))[0]!
  const decided = (id: string) =>
    grid.until('the decision', async () => {
      const found = await interchange(id)
      return found['status'] !== 'received' && found
    })
  const post = async (who: 'acme' | 'bolt', body: string | Uint8Array) => {
    const sent = await call(keys[who], 'POST /api/v1/interchanges', body)
    expect(sent.status).toBe(202)
    return sent.body.interchange as string
  }
  return {
    grid,
    call,
    keys,
    interchange,
    decided,
    /** Resolves when it is decided. */
    send: async (who: 'acme' | 'bolt', body: string | Uint8Array) => decided(await post(who, body)),
    post,
    documents: (id: unknown) => grid.query('select * from documents where interchange = $1 order by position', [id]),
    /** What was put on its way to an organization because of an interchange. */
    async got(slug: string, cause: unknown) {
      const rows = await grid.query(
        `select d.name, i.payload, d.status, d.id from deliveries d join interchanges i on i.id = d.interchange
          join organizations o on o.id = d.receiver where o.slug = $1 and i.cause = $2 order by d.id`,
        [slug, cause],
      )
      return Promise.all(
        rows.map(async (row) => ({ name: String(row['name']), text: (await bytesOf(row['payload'])).toString() })),
      )
    },
    bytesOf,
  }
}
