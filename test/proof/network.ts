import type { Progress } from './progress.ts'

/** ACME sends by API and SFTP; BOLT gets its orders in strict order, COBB in any. */
export const proofNetwork = ({ sinkPort, key }: Pick<Progress, 'sinkPort' | 'key'>) => `
organizations:
  acme:
    name: ACME Stores
    identifiers: [{ scheme: x12-isa, qualifier: ZZ, value: ACME, mode: test }]
    channels: { api: { direction: in, kind: api }, inbox: { direction: in, kind: sftp-home }, outbox: { direction: out, kind: sftp-home } }
    sftpKeys: ["${key.public.trim()}"]
${receiver('bolt', sinkPort)}${receiver('cobb', sinkPort)}
agreements:
${agreement('bolt', 'strict')}${agreement('cobb', 'none')}`

const receiver = (slug: string, port: number) => `
  ${slug}:
    name: ${slug}
    identifiers: [{ scheme: x12-isa, qualifier: ZZ, value: ${slug.toUpperCase()}, mode: test }]
    channels: { push: { direction: out, kind: https, settings: { url: "http://127.0.0.1:${port}/${slug}" } } }`

const agreement = (slug: string, order: string) => `
  - sender: acme
    receiver: ${slug}
    type: "850"
    mode: test
    channel: push
    settings: { expect: { technical: none }, order: ${order}, retry: { firstDelayMs: 50, attemptsMax: 100 } }`
