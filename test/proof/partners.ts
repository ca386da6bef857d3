import { statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
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
  /** Names in the place to drop at, unfinished ones too, by the time of writing. */
  written?(): Promise<string[]>
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
    const partner = await START[kind]()
    await partner.peer.clear()
    return { kind, ...partner }
  })
  return Promise.all(started)
}

const START: Record<PartnerKind, () => Promise<Omit<Partner, 'kind'>>> = {
  async sftp() {
    const peer = await startSftpPeer()
    return { program: 'OpenSSH', peer, written: () => byTime(join(peer.sshd.folder, 'in')) }
  },
  s3: async () =>
    cephMissing() === null
      ? { program: 'Ceph', peer: await startS3Peer(await startCeph()) }
      : { program: 'Swift', peer: await startS3Peer(await startSwift()) },
}

async function byTime(folder: string): Promise<string[]> {
  const names = await readdir(folder)
  const found = names.map((name) => ({ name, at: statSync(join(folder, name), { bigint: true }).mtimeNs }))
  return found.sort((a, b) => Number(a.at - b.at) || (a.name < b.name ? -1 : 1)).map(({ name }) => name)
}
