import { startS3Peer } from '../connectors/s3-peer.ts'
import { startSftpPeer } from '../connectors/sftp-peer.ts'
import type { Peer } from '../connectors/suite.ts'
import { cephMissing, startCeph } from '../peers/ceph.ts'
import { sshdMissing } from '../peers/sshd.ts'
import { startSwift, swiftMissing } from '../peers/swift.ts'

/** A server of a partner: the grid picks up there and drops there. */
export interface Partner {
  kind: PartnerKind
  /** The program that it is. */
  program: string
  peer: Peer
}

export const PARTNERS = ['sftp', 's3'] as const
export type PartnerKind = (typeof PARTNERS)[number]

/** Why a partner's server cannot be started here, or null. */
export const partnerMissing: Record<PartnerKind, string | null> = {
  sftp: sshdMissing(),
  s3: cephMissing() && swiftMissing() && `${cephMissing()}; ${swiftMissing()}`,
}

/** Those that are installed here. */
export async function startPartners(): Promise<Partner[]> {
  const started = PARTNERS.filter((kind) => partnerMissing[kind] === null).map(async (kind) => {
    const [program, peer] = await START[kind]()
    await peer.clear()
    return { kind, program, peer }
  })
  return Promise.all(started)
}

const START: Record<PartnerKind, () => Promise<[program: string, peer: Peer]>> = {
  sftp: async () => ['OpenSSH', await startSftpPeer()],
  s3: async () =>
    cephMissing() === null
      ? ['Ceph', await startS3Peer(await startCeph())]
      : ['Swift', await startS3Peer(await startSwift())],
}
