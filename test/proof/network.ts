import { connectors } from '../../src/connectors/connectors.ts'
import { secretFields } from '../../src/connectors/define.ts'
import type { Partner } from './partners.ts'
import type { Progress } from './progress.ts'

/**
 * ACME sends by API, SFTP, and from its own SFTP server and bucket. BOLT and DOVE get their orders in strict order, COBB and ELMS in
 * any; the first two by HTTPS, DOVE at an SFTP server, ELMS in a bucket. FERN reads EDIFACT, and gets them translated, by HTTPS.
 */
export const proofNetwork = ({ sinkPort, key }: Pick<Progress, 'sinkPort' | 'key'>, partners: Partner[]) => `
organizations:
  acme:
    name: ACME Stores
    identifiers:
      - { scheme: x12-isa, qualifier: ZZ, value: ACME, mode: test }
      - { scheme: edifact-unb, qualifier: "14", value: "4012345000009", mode: test }
    connections: {${partners.map((one) => `${one.kind}: ${connection(one)}`).join(', ')}}
    channels:
      api: { direction: in, kind: api }
      inbox: { direction: in, kind: sftp-home }
      outbox: { direction: out, kind: sftp-home }
${partners.map((one) => `      fetch-${one.kind}: ${place(one, 'in')}`).join('\n')}
    sftpKeys: ["${key.public.trim()}"]
${posted('bolt', sinkPort)}${posted('cobb', sinkPort)}${posted('fern', sinkPort, UNB)}${partners.map(dropped).join('')}
agreements:
${agreement('bolt', 'strict')}${agreement('cobb', 'none')}${agreement('fern', 'none', 'deliverAs: { format: "edifact:d96a", losses: accept }, ')}${partners.map(({ kind }) => agreement(DROPPED_AT[kind], kind === 'sftp' ? 'strict' : 'none')).join('')}`

/** Who gets its orders where. */
export const DROPPED_AT = { sftp: 'dove', s3: 'elms' } as const

const UNB = '{ scheme: edifact-unb, qualifier: "14", value: "4098765000003", mode: test }'

const posted = (slug: string, port: number, more = '') => `
  ${slug}:
    name: ${slug}
    identifiers: [{ scheme: x12-isa, qualifier: ZZ, value: ${slug.toUpperCase()}, mode: test }${more && `, ${more}`}]
    channels: { push: { direction: out, kind: https, settings: { url: "http://127.0.0.1:${port}/${slug}" } } }`

const dropped = (partner: Partner) => `
  ${DROPPED_AT[partner.kind]}:
    name: ${DROPPED_AT[partner.kind]}
    identifiers: [{ scheme: x12-isa, qualifier: ZZ, value: ${DROPPED_AT[partner.kind].toUpperCase()}, mode: test }]
    connections: { ${partner.kind}: ${connection(partner)} }
    channels: { push: ${place(partner, 'out')} }`

const connection = (partner: Partner) => {
  const named = secretsOf(partner).map(([field, name]) => [field, `\${${name}}`])
  return JSON.stringify({ connector: partner.kind, settings: { ...settingsOf(partner), ...Object.fromEntries(named) } })
}

/** What stands in the text by its name only. */
export const proofSecrets = (partners: Partner[]): Record<string, string> =>
  Object.fromEntries(
    partners.flatMap((partner) =>
      secretsOf(partner).map(([field, name]) => [name, String(settingsOf(partner)[field])]),
    ),
  )

const settingsOf = ({ peer }: Partner) => peer.connection({ host: peer.host, port: peer.port })

const secretsOf = (partner: Partner) =>
  secretFields(connectors[partner.kind]!.connection)
    .filter((field) => settingsOf(partner)[field] !== undefined)
    .map((field): [field: string, name: string] => [field, `${partner.kind}_${field}`.toUpperCase()])

const place = ({ kind, peer }: Partner, direction: 'in' | 'out') =>
  JSON.stringify({
    direction,
    kind,
    connection: kind,
    settings:
      direction === 'out' ? peer.drop : { ...peer.pickUp, everySeconds: 1, ...(kind === 's3' && { pageSize: 1_000 }) },
  })

const agreement = (slug: string, order: string, more = '') => `
  - sender: acme
    receiver: ${slug}
    type: "850"
    mode: test
    channel: push
    settings: { ${more}expect: { technical: none }, order: ${order}, retry: { firstDelayMs: 50, delayMaxMs: 5000, attemptsMax: 100 } }`
