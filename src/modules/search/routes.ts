import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { SensitiveClass } from '../../edi/sensitive/classes.ts'
import { maskProblems } from '../../edi/sensitive/masking.ts'
import type { Grid } from '../../grid.ts'
import type { Actor } from '../../platform/actor.ts'
import { hasScope } from '../../platform/http/access.ts'
import type { Http } from '../../platform/http/http.ts'
import { rowsOf } from '../../platform/rows-of.ts'
import type { Tables } from '../../platform/tables.ts'
import {
  type Hit,
  kinds,
  presentAgreement,
  presentConnection,
  presentDocument,
  presentFile,
  presentItem,
  presentPartner,
  searchAnswer,
} from './present.ts'
import {
  findAgreements,
  findConnections,
  findDocuments,
  findFiles,
  findItems,
  findPartners,
  textsUntil,
} from './queries.ts'

/** One box over everything that the asker may see. */
export function searchRoutes(http: Http, grid: Grid): void {
  http.get(
    '/api/v1/search',
    {
      config: { known: true },
      schema: {
        tags: ['search'],
        summary: 'Find documents, partners, files, work items, agreements and connections',
        description:
          'Documents by business key, by the begin of one (case does not count), and where there is none by the words they say; each group only with the scope that its list asks for.',
        querystring: z.object({
          q: z.string().trim().min(1).max(200),
          limit: z.coerce.number().int().min(1).max(20).default(6).meta({ description: 'Hits of each group' }),
        }),
        response: { 200: searchAnswer },
      },
    },
    async ({ actor, query }) => {
      const asked = { text: query.q.normalize('NFC').replaceAll('\0', ''), limit: query.limit }
      const found = await rowsOf(grid.database, actor.organization, (database) => search(database, actor, asked))
      const { complete, until } = await textsUntil(grid.database.kysely)
      const groups = kinds.flatMap((kind) => (found[kind].length === 0 ? [] : [{ kind, hits: found[kind] }]))
      return { groups, texts: { complete, until: until?.toISOString() ?? null } }
    },
  )
}

async function search(
  database: Kysely<Tables>,
  actor: Actor,
  { text, limit }: { text: string; limit: number },
): Promise<Record<(typeof kinds)[number], Hit[]>> {
  const asker = actor.organization
  const hidden = new Set(actor.hides) as ReadonlySet<SensitiveClass>
  const may = { documents: hasScope(actor, 'exchange:read'), partners: hasScope(actor, 'partners:read') }
  const documents = may.documents ? await findDocuments(database, asker, { text, hidden, limit }) : []
  const items = hasScope(actor, 'work:read')
    ? await findItems(database, asker, { text, documents: documents.map(({ id }) => id), hidden, limit })
    : []
  return {
    documents: documents.map(presentDocument),
    'work-items': items.map((item) => presentItem({ ...item, problem: maskProblems(item.problem, hidden) })),
    files: may.documents ? (await findFiles(database, text, limit)).map(presentFile) : [],
    partners: may.partners ? (await findPartners(database, asker, text, limit)).map(presentPartner) : [],
    agreements: may.partners ? (await findAgreements(database, asker, text, limit)).map(presentAgreement) : [],
    connections: may.partners ? (await findConnections(database, asker, text, limit)).map(presentConnection) : [],
  }
}
