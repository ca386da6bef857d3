import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Http } from '../../platform/http/http.ts'
import type { Channel } from '../agreements/lookup.ts'
import { type Foreseen, foresee, senderOf } from './dry-run.ts'
import { exchangeError } from './errors.ts'
import type { Exchange } from './exchange.ts'
import { givenName, NAME_HEADER } from './given-name.ts'
import type { Draft } from './intake.ts'
import { presentProblems, problem } from './present.ts'
import { wantedFor } from './translating/translating.ts'

const BYTES_MAX = 16_777_216

const document = z.object({
  position: z.int(),
  type: z.string(),
  version: z.string(),
  key: z.string().nullable(),
  receiver: z.string().nullable(),
  status: z.string().meta({ description: 'What it would become' }),
  agreement: z.object({ id: z.uuid(), type: z.string(), version: z.int() }).nullable(),
  channel: z
    .object({ name: z.string(), kind: z.string() })
    .nullable()
    .meta({ description: 'The way out; for keys of the grid' }),
  deliveredAs: z
    .object({
      format: z.string().meta({ description: 'As its agreement names it' }),
      losses: z.int().nullable().meta({ description: 'Values that it has no place for; null: it would not get there' }),
    })
    .nullable()
    .meta({ description: 'The form that its receiver would get; null: as it came' }),
  order: z.string().nullable(),
  batch: z
    .object({
      leavesAt: z.iso.datetime(),
      why: z.enum(['count', 'size', 'due']).meta({ description: 'It fills its batch and leaves at once; or it waits' }),
      documents: z.int().meta({ description: 'In the batch with those that wait already' }),
    })
    .nullable()
    .meta({ description: 'It would wait for others of its agreement; null: it leaves at once by itself' }),
  expects: z.string().nullable().meta({ description: 'The receipt that the receiver owes' }),
  rules: z
    .array(z.object({ rule: z.string(), of: z.string(), fired: z.boolean(), because: z.string().nullable() }))
    .meta({ description: 'Every rule looked at, in order; for keys of the grid' }),
  problems: z.array(problem),
})

const answer = z.object({
  interchanges: z.array(
    z.object({
      outcome: z.enum(['processed', 'quarantined', 'rejected', 'duplicate']),
      sender: z.string().nullable(),
      receiver: z.string().nullable(),
      mode: z.string().nullable(),
      controlNumber: z.string().nullable(),
      answers: z.array(z.string()).meta({ description: 'What its sender would be answered: 997, TA1, CONTRL' }),
      problems: z.array(problem),
      documents: z.array(document),
    }),
  ),
})

/** Where would this go? Says it and writes nothing. */
export function dryRunRoute(http: Http, x: Exchange): void {
  void http.register(async (door) => {
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    door.post(
      '/api/v1/routes/dry-run',
      {
        config: { scope: 'exchange:read', idempotency: 'own' },
        bodyLimit: BYTES_MAX,
        schema: {
          tags: ['exchange'],
          summary: 'Say what would become of a file',
          consumes: ['application/octet-stream'],
          description:
            'As if it had come now by a channel of the organization (Entrepot-Channel, else its API or SFTP home). ' +
            `A key of the grid may name the organization; without, it is whose identifier the envelope names. ${NAME_HEADER}`,
          response: { 200: answer },
        },
      },
      async (request) => {
        const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const name = givenName(request)
        const found = await foresee(x, { channel: channelOf(x, request, bytes), name, bytes })
        return { interchanges: found.map((one) => presentForeseen(x, one, request.actor.organization)) }
      },
    )
  })
}

function channelOf(x: Exchange, request: FastifyRequest, bytes: Buffer): Channel {
  const named = request.headers['entrepot-organization']
  const asked = typeof named === 'string' ? x.directory.organizationBySlug(named)?.id : senderOf(x, bytes)
  const organization = request.actor.organization ?? asked
  const called = request.headers['entrepot-channel']
  if (organization === undefined) throw exchangeError('key-of-organization-needed')
  const channel =
    typeof called === 'string'
      ? x.directory.channelNamed(organization, called)
      : (x.directory.channelOf(organization, 'in', 'api') ?? x.directory.channelOf(organization, 'in', 'sftp-home'))
  if (channel?.direction === 'in') return channel
  const owner = x.directory.organization(organization)?.slug ?? organization
  throw exchangeError('channel-unknown', {
    organization: owner,
    channel: typeof called === 'string' ? ` ${called}` : '',
  })
}

function presentForeseen(x: Exchange, { intake, documents, outcome, answers }: Foreseen, asker: string | null) {
  const slug = (id: string | undefined) => (id === undefined ? null : (x.directory.organization(id)?.slug ?? null))
  const problems = [...(intake.refused ? [intake.refused] : []), ...intake.envelopeProblems, ...intake.rubbish]
  return {
    outcome,
    sender: slug(intake.parties?.sender),
    receiver: slug(intake.parties?.receiver),
    mode: intake.parties?.mode ?? null,
    controlNumber: intake.isa?.controlNumber ?? null,
    answers,
    problems: presentProblems(problems),
    documents: documents.map(({ draft, status, rules, batch }) => {
      const { agreement, businessKey, position, type, version } = draft
      const channel = asker === null && draft.channel !== null ? x.directory.channel(draft.channel) : undefined
      const settings = agreement?.settings
      return {
        position,
        type,
        version,
        key: businessKey?.value ?? null,
        receiver: slug(agreement?.receiver ?? intake.parties?.receiver),
        status,
        agreement: agreement && { id: agreement.id, type: agreement.type, version: agreement.version },
        channel: channel ? { name: channel.name, kind: channel.kind } : null,
        deliveredAs: deliveredAs(draft),
        order: settings?.order ?? null,
        batch: batch ? { ...batch, leavesAt: batch.leavesAt.toISOString() } : null,
        expects: settings ? settings.expect.technical : null,
        rules: asker === null ? rules : [],
        problems: presentProblems(draft.problems),
      }
    }),
  }
}

function deliveredAs(draft: Draft) {
  const wanted = wantedFor(draft)
  return wanted && { format: wanted.format, losses: draft.translated?.losses.length ?? null }
}
