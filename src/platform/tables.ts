// long: a table after the other, as the migrations have them; whoever looks for one searches here
import type { ColumnType, Generated } from 'kysely'

type Timestamp = ColumnType<Date, Date | string, Date | string>
type At = ColumnType<Date, Date | string | undefined, Date | string>
/** Unknown until it happens. */
type Once = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
type Json<T = unknown> = ColumnType<T, string, string>
type StoredProblem = { code: string } & Record<string, unknown>

/** The tables that ordinary verbs write through Kysely; the hot ones are written by grouped statements. */
export interface Tables {
  event_head: { n: number }
  events: {
    seq: number
    at: At
    type: string
    subject_kind: string
    subject: string
    organizations: string[]
    actor: string
    cause: string | null
    depth: number
    data: Json<Record<string, unknown>>
  }
  secrets: { id: string; name: string; sealed: Buffer; created_at: At; changed_at: At }
  api_keys: {
    id: string
    organization: string | null
    name: string
    hash: Buffer
    scopes: string[]
    hides: Generated<string[]>
    created_at: At
    expires_at: Timestamp | null
    revoked_at: Timestamp | null
    made_by: string | null
  }
  idempotent_requests: {
    actor: string
    key: string
    fingerprint: Buffer
    status: number | null
    headers: Json | null
    body: string | null
    created_at: At
  }
  calendars: { id: string; name: string; hours: Json; holidays: Generated<string[]> }
  regions: { id: string; name: string }
  organizations: {
    id: string
    slug: string
    name: string
    role: Generated<string>
    status: Generated<string>
    region: string | null
    locale: Generated<string>
    time_zone: Generated<string>
    calendar: string | null
    version: Generated<number>
    created_at: At
    changed_at: At
  }
  units: {
    id: string
    organization: string
    slug: string
    name: string
    region: string | null
    time_zone: Generated<string>
    calendar: string | null
  }
  identifiers: {
    id: string
    organization: string
    scheme: string
    qualifier: Generated<string>
    value: string
    mode: string
    valid_from: At
    valid_until: At
  }
  channels: {
    id: string
    organization: string
    name: string
    direction: string
    kind: string
    mode: string | null
    connection: string | null
    settings: Json<Record<string, unknown>>
    version: Generated<number>
    created_at: At
    ended_at: Timestamp | null
  }
  connections: {
    id: string
    organization: string
    name: string
    connector: string
    settings: Json<Record<string, unknown>>
    credentials: string[]
    halted: Json<StoredProblem> | null
    version: Generated<number>
    created_at: At
    ended_at: Timestamp | null
  }
  connection_checks: {
    id: string
    connection: string
    version: number
    holds: boolean
    probes: Json<{ layer: string; ms: number; problem?: StoredProblem }[]>
    actor: string
    at: At
  }
  agreements: {
    id: string
    sender: string
    receiver: string
    document_type: string
    mode: string
    channel: string
    settings: Json<Record<string, unknown>>
    valid_from: At
    valid_until: At
    version: Generated<number>
    created_at: At
  }
  dictionaries: {
    id: string
    name: string
    number: number
    standard: string
    release: string
    content: string
    actor: string
    created_at: At
  }
  guides: {
    id: string
    name: string
    version: string
    number: number
    title: string
    standard: string
    release: string
    document: string
    dictionary: string | null
    content: string
    actor: string
    created_at: At
  }
  agreement_defaults: {
    id: string
    organization: string | null
    scope: string
    mode: string
    content: Json
    version: Generated<number>
    changed_at: At
  }
  speaks_for: {
    id: string
    speaker: string
    organization: string
    mode: string
    valid_from: At
    valid_until: At
  }
  organization_proposals: {
    organization: string
    interchange: string
    proposed_by: string
    at: At
    confirmed_by: string | null
    confirmed_at: Timestamp | null
  }
  four_eyes: { id: string; class: string; required: boolean; version: Generated<number>; changed_at: At }
  proposals: {
    id: string
    class: string
    verb: string
    given: Json
    subject: string | null
    version: number | null
    before: Json | null
    after: Json
    actor: string
    reason: string | null
    status: 'open' | 'approved' | 'declined' | 'withdrawn' | 'stale'
    created_at: At
    settled_by: string | null
    settled_at: Timestamp | null
    answer: string | null
  }
  agreement_versions: { subject: string; version: number; content: Json; actor: string; at: At }
  sftp_credentials: {
    id: string
    organization: string
    kind: string
    label: string
    public_key: string | null
    password_hash: string | null
    created_at: At
    revoked_at: Timestamp | null
    expires_at: Timestamp | null
    last_used_at: Once
    refused_at: Once
  }
  contacts: {
    id: string
    organization: string
    name: string
    purposes: string[]
    email: string | null
    phone: string | null
    note: string
    language: string | null
    version: Generated<number>
    created_at: At
    changed_at: At
  }
  inbox_files: {
    id: string
    organization: string
    name: string
    payload: Buffer
    size_bytes: number
    interchange: string | null
    at: At
    gone_at: Timestamp | null
  }
  deliveries: {
    id: string
    interchange: string
    sender: string
    receiver: string
    channel: string
    mode: string
    purpose: string
    name: string
    control_number: number | null
    outbox: boolean
    status: string
    awaits: string | null
    attempt: number
    sent_at: Timestamp | null
    collected_at: Timestamp | null
    removed_at: Timestamp | null
    at: At
  }
  webhooks: {
    id: string
    organization: string | null
    name: string
    url: string
    after_seq: number
    types: string[]
    paused_at: Timestamp | null
    pause_reason: string | null
    former_secret_until: Timestamp | null
    version: Generated<number>
    created_at: At
    ended_at: Timestamp | null
  }
  webhook_messages: {
    id: string
    webhook: string
    seq: number
    status: string
    attempt: Generated<number>
    problem: Json<Record<string, unknown>> | null
    at: At
    sent_at: Timestamp | null
  }
  archive_rules: {
    id: string
    name: string
    after_seq: number
    parties: string[]
    types: string[]
    mode: string | null
    path: string
    moment: Generated<string>
    connection: string | null
    settings: Json<Record<string, unknown>>
    version: Generated<number>
    created_at: At
    ended_at: Timestamp | null
    paused_at: Once
  }
  archived: {
    rule: string
    interchange: string
    path: string
    files: Json
    manifest: Buffer | null
    put_at: Timestamp | null
    at: At
  }
  work_items: {
    id: string
    kind: string
    class: string
    subject_kind: string
    subject: string
    organization: string | null
    problem: Json<{ code: string }>
    opened_at: At
    closed_at: Timestamp | null
    closed_by: string | null
    close_reason: string | null
    owner: string | null
    ignored_until: Timestamp | null
    ignored_by: string | null
    ignore_reason: string | null
    version: Generated<number>
    changed_at: At
  }
  work_policies: {
    class: string
    owner: string | null
    retry_after_minutes: number | null
    retries_max: number
    version: Generated<number>
    changed_at: At
  }
  sensitive_rules: { role: string; hidden: string[] }
  saved_searches: {
    id: string
    organization: string | null
    owner: string
    name: string
    page: string
    filter: string
    shared: boolean
    version: Generated<number>
    created_at: At
    changed_at: At
  }
  jobs: { kind: string; subject: string; due_at: At }
  'auth.user': {
    id: string
    name: string
    email: string
    emailVerified: boolean
    twoFactorEnabled: boolean | null
    createdAt: At
    updatedAt: At
  }
  'auth.session': {
    id: string
    userId: string
    token: string
    expiresAt: Timestamp
    createdAt: At
    updatedAt: Timestamp
    ipAddress: string | null
    userAgent: string | null
  }
  'auth.account': {
    id: string
    accountId: string
    providerId: string
    userId: string
    password: string | null
    createdAt: At
    updatedAt: Timestamp
  }
  'auth.twoFactor': { id: string; userId: string }
  members: {
    id: string
    organization: string | null
    user: string
    role: string
    locale: Generated<string>
    time_zone: Generated<string>
    ends_at: Timestamp | null
    created_at: At
    ended_at: Timestamp | null
  }
  notifications: {
    id: string
    member: string
    organization: string | null
    kind: string
    document_type: string | null
    partner: string | null
    count: number
    subject_kind: string
    subject: string
    called: string | null
    first_at: Timestamp
    at: Timestamp
    read_at: Timestamp | null
  }
  notification_rules: {
    member: string
    organization: string | null
    kind: string | null
    document_type: string | null
    partner: string | null
    told: boolean
  }
  mails: {
    id: string
    template: string
    locale: string
    recipient: string
    parameters: Json<Record<string, string>>
    sealed: Buffer | null
    status: string
    attempt: Generated<number>
    problem: Json<StoredProblem> | null
    created_at: At
    sent_at: Timestamp | null
  }
  invitations: {
    id: string
    kind: string
    organization: string | null
    role: string
    email: string | null
    email_domain: string | null
    locale: Generated<string>
    hash: Buffer
    uses_max: Generated<number>
    uses: Generated<number>
    member_ends_at: Timestamp | null
    mail: string | null
    actor: string
    created_at: At
    expires_at: Timestamp
    opened_at: Timestamp | null
    revoked_at: Timestamp | null
  }
  invitation_uses: { invitation: string; member: string; at: At }
  figures: {
    organization: string
    measure: string
    hour: Timestamp
    side: string
    partner: string | null
    unit: string
    type: string
    mode: string
    bucket: number
    n: number
  }
}
