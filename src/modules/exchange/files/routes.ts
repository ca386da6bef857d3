import { Readable } from 'node:stream'
import { z } from 'zod'
import { actorName } from '../../../platform/actor.ts'
import { hiddenFrom } from '../../../platform/http/access.ts'
import type { Http } from '../../../platform/http/http.ts'
import { queriesOf, type Rows } from '../../../platform/rows-of.ts'
import { keepBody } from '../bodies.ts'
import { exchangeError } from '../errors.ts'
import type { Exchange } from '../exchange.ts'
import { presentDocument } from '../present.ts'
import { findDocument } from '../queries.ts'
import { giveFile } from './adding.ts'
import { chooseAttachment } from './attaching.ts'
import { attachmentAnswer, documentShown, fileAnswer, presentAttachment, presentFile } from './present.ts'
import { findAttachment, findFile, listFiles } from './queries.ts'

const tags = ['exchange']
const byId = z.object({ id: z.uuid() })
const read = { scope: 'exchange:read' }

/** A document with its files. Who may see the document may see them; nobody else learns that there are any. */
export function fileRoutes(http: Http, x: Exchange): void {
  openingRoute(http, x)
  addingRoute(http, x)
  http.get(
    '/api/v1/documents/:id',
    {
      config: read,
      schema: { tags, summary: 'Show a document with its files', params: byId, response: { 200: documentShown } },
    },
    async ({ actor, params }) => {
      const { found, given } = await queriesOf(x.database, actor.organization, async (rows) => {
        const found = await visible(rows, actor.organization, params.id)
        return { found, given: await listFiles(rows, found.id) }
      })
      const own = actor.organization === null || found.sender === actor.organization
      const attachment = own ? await findAttachment(x.database.pool, found.id) : undefined
      const files = given.map(presentFile)
      const attachesTo = attachment ? presentAttachment(attachment) : null
      return { ...presentDocument(found, actor.organization), files, attachesTo }
    },
  )
  http.put(
    '/api/v1/documents/:id/attachment',
    {
      config: { scope: 'exchange:write', gridOnly: true },
      schema: {
        tags,
        summary: 'Say which documents a file belongs to',
        description:
          'The id is that of the file. Only documents between the same two parties and of the same mode; none at all: it lies beside no document.',
        params: byId,
        body: z.strictObject({ documents: z.array(z.uuid()).max(20), reason: z.string().trim().min(1).max(1_000) }),
        response: { 200: attachmentAnswer },
      },
    },
    async ({ actor, params, body }) => presentAttachment(await chooseAttachment(x, actor, params.id, body)),
  )
}

// biome-ignore lint/suspicious/noExplicitAny: a row of the database
async function visible(rows: Rows, asker: string | null, id: string): Promise<any> {
  const found = await findDocument(rows, asker, id)
  if (!found) throw exchangeError('document-unknown', { id })
  return found
}

function openingRoute(http: Http, x: Exchange): void {
  http.get(
    '/api/v1/documents/:id/files/:file/payload',
    {
      config: read,
      schema: {
        tags,
        summary: 'Read the bytes of a file beside a document',
        description: 'Each opening is an event on the timeline of the document.',
        params: byId.extend({ file: z.uuid() }),
      },
    },
    async ({ actor, params }, reply) => {
      const found = await queriesOf(x.database, actor.organization, async (rows) => {
        const document = await visible(rows, actor.organization, params.id)
        return findFile(rows, document.id, params.file)
      })
      if (!found) throw exchangeError('file-unknown', { file: params.file })
      // One that came as a document is shown as documents are.
      const refusal = found.source === null ? undefined : hiddenFrom(actor)
      if (refusal) throw refusal
      const reader = await x.payloads.open(found.payload)
      await x.commit({ rows: [], events: [openedEvent(found, actor)] }).catch(async (error) => {
        await reader.close()
        throw error
      })
      const stream = Readable.from(reader.stream())
      stream.once('close', () => void reader.close())
      // Partners give files of any kind: nothing of them runs in a browser.
      reply.type('application/octet-stream').header('content-length', reader.sizeBytes)
      reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`)
      return reply.header('x-content-type-options', 'nosniff').send(stream)
    },
  )
}

type Asker = Parameters<typeof actorName>[0]

function openedEvent(file: NonNullable<Awaited<ReturnType<typeof findFile>>>, actor: Asker) {
  const { id, document, name, version, organization } = file
  const organizations = [...new Set([organization, actor.organization])].filter((one) => one !== null)
  const by = { actor: actorName(actor), data: { file: id, name, version, organization: actor.organization } }
  return { type: 'document.file-opened', subjectKind: 'document', subject: document, organizations, ...by }
}

function addingRoute(http: Http, x: Exchange): void {
  const { interchangeBytesMax, payloads } = x.config
  void http.register(async (scope) => {
    const door = scope as unknown as Http
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('*', (_request, body, done) => done(null, body))
    door.post(
      '/api/v1/documents/:id/files',
      {
        config: { scope: 'exchange:write', idempotency: 'own' },
        bodyLimit: interchangeBytesMax,
        schema: {
          tags,
          summary: 'Add a file to a document',
          description:
            'For its sender and its receiver. The same bytes again are the same file; others under a name that is there are its next version. A key of the grid names the organization in the header Entrepot-Organization.',
          consumes: ['application/octet-stream'],
          response: { 200: fileAnswer, 201: fileAnswer },
          params: byId,
          querystring: z.object({
            name: z
              .string()
              .trim()
              .min(1)
              .max(200)
              .regex(/^[^/\\\p{Cc}]+$/u, 'expected a name without slashes'),
            relation: z.string().trim().min(1).max(40).default('file'),
          }),
        },
      },
      async (request, reply) => {
        const { actor, params, query } = request
        const { organization: asker } = actor
        const document = await queriesOf(x.database, asker, (rows) => visible(rows, asker, params.id))
        const named = request.headers['entrepot-organization']
        const organization = actor.organization ?? x.directory.organizationBySlug(String(named ?? ''))?.id
        if (organization === undefined || (organization !== document.sender && organization !== document.receiver))
          throw exchangeError('file-not-party', params)
        const kept = await keepBody(x, request, payloads.inlineBytesMax)
        const contentType = String(request.headers['content-type'] ?? 'application/octet-stream').slice(0, 200)
        const of = { organization, ...query, contentType, actor: actorName(actor) }
        const { id, added } = await giveFile(x, document.id, kept, of)
        reply.code(added ? 201 : 200)
        return presentFile((await findFile(x.database.pool, document.id, id))!)
      },
    )
  })
}
