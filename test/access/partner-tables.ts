import { newId } from '../../src/platform/ids.ts'

/** Tables that are never read for a partner, each with its reason. */
export const NEVER: Record<string, string> = {
  jobs: 'the mechanism',
  lanes: 'the mechanism',
  event_head: 'the mechanism',
  readers: 'the mechanism',
  migrations: 'the mechanism',
  idempotent_requests: 'the mechanism: answers are given back to the actor they were for',
  payloads: 'bytes have no owner: they are reached through a row that names them',
  secrets: 'opened by the grid when it acts, and shown to nobody',
  source_identities: 'what came in, to tell repeats: numbers of all pairs',
  control_numbers: "the grid's own numbers",
  control_number_reservations: "the grid's own numbers",
  archive_rules: "the grid's own archive",
  archived: "the grid's own archive",
  withheld_answers: 'what would be answered, while it is not said',
  agreement_versions: 'with the way out of the receiver; the route shows a side what is its own',
  four_eyes: "the grid's own: what two of its people change",
  proposals: "what the grid's people want to change",
  document_decisions: "what the grid's people decided, and why",
  organization_proposals: "the grid's own: who is not known yet",
  reprocessings: "what the grid's people did with what was set aside",
  opaque_files: 'files that wait for each other',
  sensitive_rules: 'how the grid shows fields, to all of a role',
  work_policies: 'how the grid handles its work',
  corrections: "edits of the grid's people",
  resends: "what the grid's people sent again, and why",
  bulk_resends: "what the grid's people sent again, and why",
  bulk_resend_refusals: "what the grid's people sent again, and why",
  batch_entries: "of two sides, with the sender's envelope; the route shows the sender its own",
  document_attachments: 'what a document claims to belong to, before that is settled',
  document_translations: 'what one form says and the other does not, with both; the route shows the sender its own',
  approvals: "asked of the grid's people, with the form of both sides",
  mails: 'with links that let in who has them',
  'auth.user': 'people sign in as persons, not as an organization',
  'auth.session': 'with the token of the session',
  'auth.account': 'with the hash of the password',
  'auth.verification': 'codes that let in who has them',
  'auth.twoFactor': 'second factors',
  'auth.passkey': 'second factors',
  'auth.ssoProvider': "the grid's own",
}

type Row = Record<string, unknown>

/** Rows of one partner in every table that partners read. */
export function seedOf(organization: string): Record<string, Row[]> {
  const [region, calendar, channel, connection, webhook, invitation, member] = ids(7)
  const places = {
    regions: [{ id: region, name: `region ${region}` }],
    calendars: [{ id: calendar, name: `calendar ${calendar}`, hours: '{}' }],
    organizations: [{ id: organization, slug: `o${organization}`, name: 'One', region, calendar }],
    units: [{ ...of(organization), slug: 'unit', name: 'Unit' }],
    identifiers: [{ ...of(organization), scheme: 'gln', value: organization, mode: 'test' }],
  }
  const ways = {
    channels: [{ id: channel, organization, name: 'in', direction: 'in', kind: 'api' }],
    connections: [{ id: connection, organization, name: 'theirs', connector: 'sftp' }],
    connection_checks: [{ id: newId(), connection, version: 1, holds: true, probes: '[]', actor: 'system' }],
    contacts: [{ ...of(organization), name: 'Robin Weaver', email: 'robin@one.example' }],
    sftp_credentials: [{ ...of(organization), kind: 'key', label: 'k', public_key: 'ssh-ed25519 AAAA' }],
    pickup_channels: [{ channel }],
    pickups: [{ channel, identity: bytes(organization), key: 'k', version: '1', name: 'k', size_bytes: 1 }],
    inbox_files: [{ ...of(organization), name: 'f', payload: bytes('f'), size_bytes: 1 }],
  }
  const people = {
    api_keys: [{ ...of(organization), name: 'key', hash: bytes(organization), scopes: [] }],
    members: [{ id: member, organization, user: newId(), role: 'partner-admin' }],
    invitations: [
      {
        ...{ id: invitation, organization, kind: 'code', role: 'partner-member' },
        ...{ hash: bytes(organization), actor: 'system', expires_at: new Date() },
      },
    ],
    invitation_uses: [{ invitation, member }],
    notifications: [
      {
        ...{
          ...of(organization),
          member,
          kind: 'document-failed',
          count: 1,
          subject_kind: 'document',
          subject: newId(),
        },
        ...{ first_at: new Date(), at: new Date() },
      },
    ],
    notification_rules: [{ member, organization, kind: 'document-failed', told: false }],
    webhooks: [{ id: webhook, organization, name: 'hook', url: 'https://x.example', after_seq: 0, types: ['*'] }],
    webhook_messages: [{ id: newId(), webhook, seq: 1, status: 'sent' }],
  }
  return { ...places, ...ways, ...people, ...exchanged(organization, channel!) }
}

/** As sender and as receiver, with somebody who is no partner here. */
function exchanged(organization: string, channel: string): Record<string, Row[]> {
  const [sent, received, delivered, fetched] = ids(4)
  const other = newId()
  const pairs = [
    { sender: organization, receiver: other },
    { sender: other, receiver: organization },
  ]
  const document = (id: string | undefined, sides: Row) => ({
    ...{
      id,
      ...sides,
      interchange: newId(),
      position: 0,
      mode: 'test',
      standard: 'x12',
      type: '850',
      version: '004010',
    },
    ...{ control_number: '1', group_number: '1', from_offset: 0, to_offset: 1, status: 'released' },
  })
  return {
    ...agreed(
      organization,
      pairs.map((sides) => ({ id: newId(), ...sides, document_type: '*', mode: 'test', channel })),
    ),
    speaks_for: [
      { id: newId(), speaker: organization, organization: other, mode: 'test' },
      { id: newId(), speaker: other, organization, mode: 'test' },
    ],
    documents: [document(sent, pairs[0]!), document(received, pairs[1]!)],
    document_sides: [sent, received].map((id) => ({ organization, document: id })),
    document_troubles: [{ document: sent, status: 'held' }],
    document_texts: [{ document: sent, words: "'widget':1", opaque: false }],
    figures: [
      {
        ...{ organization, measure: 'documents', hour: new Date(0), side: 'sent', partner: other, unit: '' },
        ...{ type: '850', mode: 'test', bucket: 0, n: 1 },
      },
    ],
    document_keys: [
      { kind: 'purchase-order', value: 'PO_1', issuer: organization, counterpart: other, document: sent },
    ],
    deliveries: [delivered, fetched].map((id, at) => ({
      ...{ id, ...pairs[at], interchange: newId(), channel, mode: 'test', purpose: 'documents' },
      ...{ name: `${id}`, status: 'sent' },
    })),
    receipts: [delivered, fetched].map((delivery) => ({
      id: newId(),
      delivery,
      level: 'transport',
      state: 'positive',
    })),
    ...beside(organization, { channel, document: sent! }),
  }
}

/** Agreements, with a guide of their own and its dictionary. */
function agreed(organization: string, agreements: Row[]): Record<string, Row[]> {
  const [dictionary, guide] = ids(2)
  const name = `g-${organization}`
  const judging = { standard: 'x12', release: '004010', content: '{}', actor: 'system', number: 1 }
  return {
    dictionaries: [{ id: dictionary, name: `d-${organization}`, ...judging }],
    guides: [{ id: guide, name, version: '1', title: 'Theirs', dictionary, document: '850', ...judging }],
    agreements: agreements.map((row) => ({ ...row, settings: JSON.stringify({ guide: name }) })),
  }
}

function beside(organization: string, { channel, document }: { channel: string; document: string }) {
  const file = { name: 'f', payload: bytes('f'), size_bytes: 1 }
  return {
    saved_searches: [
      { ...of(organization), owner: organization, name: 's', page: 'documents', filter: '', shared: true },
    ],
    agreement_defaults: [{ ...of(organization), scope: 'sending', mode: 'test', content: '{}' }],
    interchanges: [
      { ...of(organization), direction: 'in', channel, payload: bytes('i'), size_bytes: 1, status: 'processed' },
    ],
    document_files: [
      {
        ...{ ...of(organization), document, ...file, relation: 'certificate' },
        ...{ content_type: 'text/plain', version: 1, actor: 'system' },
      },
    ],
    payload_uses: [{ payload: bytes('p'), organization, subject: newId(), purpose: 'received' }],
    work_items: [
      { ...of(organization), kind: 'failure', subject_kind: 'document', subject: document, problem: '{"code":"x"}' },
    ],
    events: [
      {
        ...{ seq: nextSeq(), type: 'document.released', subject_kind: 'document', subject: document },
        ...{ organizations: [organization, newId()], actor: 'system' },
      },
    ],
  }
}

let seq = 1_000_000
const nextSeq = () => seq++
const ids = (count: number) => Array.from({ length: count }, newId)
const of = (organization: string) => ({ id: newId(), organization })
const bytes = (text: string) => Buffer.from(text)
