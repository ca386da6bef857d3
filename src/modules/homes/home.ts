import type { Draft } from '../../platform/payloads/draft.ts'
import type { KeptPayload } from '../../platform/payloads/payloads.ts'
import { type Entry, type Home, type OpenedFile, Refused, type Upload } from '../../sftp/home.ts'
import { collectDelivery, type OutboxFile } from '../exchange/collecting.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { receiveInterchange } from '../exchange/receiving.ts'
import { findOutboxFile, findStaged, listOutbox, listStaged, markStagedGone, quotaLeft, stageFile } from './queries.ts'

/** Names that clients use while they upload: kept and shown, but not taken until they are renamed. */
const TEMPORARY = /^\.|\.(tmp|part|filepart|partial|writing|swp|crdownload)$/i

/** The home of one organization in one session: a view over rows, never a folder. */
export class OrganizationHome implements Home {
  readonly #x: Exchange
  readonly #organization: string
  /** Taken in this session: clients look once more at what they sent. */
  readonly #taken = new Map<string, Entry>()
  /** Read to the end in this session: clients remove what they have fetched. */
  readonly #collected = new Set<string>()

  constructor(x: Exchange, organization: string) {
    this.#x = x
    this.#organization = organization
  }

  async list(path: string): Promise<Entry[]> {
    if (path === '/') return ['inbox', 'outbox'].map(folder)
    if (path === '/outbox') return (await listOutbox(this.#pool, this.#organization)).map(outboxEntry)
    if (path === '/inbox') {
      const staged = (await listStaged(this.#pool, this.#organization)).map(stagedEntry)
      const names = new Set(staged.map((one) => one.name))
      return [...staged, ...[...this.#taken.values()].filter((one) => !names.has(one.name))]
    }
    throw new Refused('no-such-file', 'No such folder: there are /inbox and /outbox.')
  }

  async stat(path: string): Promise<Entry | null> {
    if (path === '/' || path === '/inbox' || path === '/outbox') return folder(path.slice(1) || '/')
    const { place, name } = split(path)
    if (place === 'outbox') {
      const file = await findOutboxFile(this.#pool, this.#organization, name)
      return file ? outboxEntry(file) : null
    }
    if (place !== 'inbox') return null
    const staged = await findStaged(this.#pool, this.#organization, name)
    return staged ? stagedEntry(staged) : (this.#taken.get(name) ?? null)
  }

  async read(path: string): Promise<OpenedFile> {
    const { place, name } = split(path)
    const file = place === 'outbox' ? await findOutboxFile(this.#pool, this.#organization, name) : null
    if (!file)
      throw new Refused('no-such-file', place === 'inbox' ? 'What was sent cannot be read back here.' : 'No such file.')
    const reader = await this.#x.payloads.open(file.payload)
    return {
      sizeBytes: reader.sizeBytes,
      read: (offset, length) => reader.read(offset, length),
      close: async (whole) => {
        await reader.close()
        if (!whole) return
        await collectDelivery(this.#x, file, 'read')
        this.#collected.add(name)
      },
    }
  }

  async write(path: string): Promise<Upload> {
    const { place, name } = split(path)
    if (place !== 'inbox' || name === '') throw new Refused('permission-denied', 'Files are sent to /inbox.')
    const left = await quotaLeft(this.#x, this.#organization)
    const draft = this.#x.payloads.draft()
    return {
      get sizeBytes() {
        return draft.sizeBytes
      },
      write: async (offset, bytes) => {
        if (offset + bytes.length > left)
          throw new Refused(
            'failure',
            `The inbox is full: ${left} bytes are left. Rename or remove what is staged there.`,
          )
        await draft.write(offset, bytes)
      },
      close: () => this.#closed(name, draft),
      abort: () => draft.discard(),
    }
  }

  async rename(from: string, to: string): Promise<void> {
    const [old, wanted] = [split(from), split(to)]
    if (old.place !== 'inbox' || wanted.place !== 'inbox')
      throw new Refused('permission-denied', 'Only files in /inbox can be renamed, and stay there.')
    const staged = await findStaged(this.#pool, this.#organization, old.name)
    if (!staged) {
      if (!this.#taken.has(old.name)) throw new Refused('no-such-file', 'No such file.')
      throw new Refused(
        'permission-denied',
        'The file has been taken already. Upload under a temporary name (.tmp, .part) and rename that.',
      )
    }
    if (await findStaged(this.#pool, this.#organization, wanted.name))
      throw new Refused('failure', 'There is a file of that name.')
    const kept: KeptPayload =
      staged.size_bytes <= this.#x.config.payloads.inlineBytesMax
        ? this.#x.payloads.small(await this.#x.payloads.bytes(staged.payload, staged.size_bytes))
        : { hash: staged.payload, sizeBytes: staged.size_bytes, place: 'disk', content: null }
    if (TEMPORARY.test(wanted.name)) await stageFile(this.#x, this.#organization, wanted.name, kept)
    else await this.#take(wanted.name, kept, `inbox:${staged.id}`)
    await markStagedGone(this.#pool, staged.id)
  }

  async remove(path: string): Promise<void> {
    const { place, name } = split(path)
    if (place === 'outbox') {
      const file = await findOutboxFile(this.#pool, this.#organization, name)
      if (file) return collectDelivery(this.#x, file as OutboxFile, 'removed')
      if (this.#collected.has(name)) return // fetched to its end before: it is gone, as wanted
    } else if (place === 'inbox') {
      const staged = await findStaged(this.#pool, this.#organization, name)
      if (staged) return markStagedGone(this.#pool, staged.id)
      if (this.#taken.has(name))
        throw new Refused('permission-denied', 'The file has been taken and can no longer be removed.')
    }
    throw new Refused('no-such-file', 'No such file.')
  }

  get #pool() {
    return this.#x.database.pool
  }

  async #closed(name: string, draft: Draft): Promise<void> {
    try {
      const kept = await draft.keep()
      if (TEMPORARY.test(name)) await stageFile(this.#x, this.#organization, name, kept)
      else await this.#take(name, kept)
    } catch (error) {
      await draft.discard()
      throw error
    }
  }

  async #take(name: string, kept: KeptPayload, key?: string): Promise<void> {
    const channel = this.#x.directory.channelOf(this.#organization, 'in', 'sftp-home')
    if (!channel)
      throw new Refused(
        'permission-denied',
        "Your organization has no channel for files yet. Ask the grid's operators.",
      )
    await receiveInterchange(this.#x, {
      channel,
      name,
      kept,
      actor: `sftp:${this.#organization}`,
      ...(key ? { key } : {}),
    })
    this.#taken.set(name, { name, kind: 'file', sizeBytes: kept.sizeBytes, modifiedAt: new Date(this.#x.now()) })
  }
}

function split(path: string): { place: string; name: string } {
  const [, place = '', ...rest] = path.split('/')
  return { place, name: rest.length === 1 ? rest[0]! : '' }
}

const folder = (name: string): Entry => ({ name, kind: 'folder', sizeBytes: 0, modifiedAt: new Date() })
const stagedEntry = (file: { name: string; size_bytes: number; at: Date }): Entry => ({
  name: file.name,
  kind: 'file',
  sizeBytes: file.size_bytes,
  modifiedAt: file.at,
})
const outboxEntry = (file: { name: string; size_bytes: number; sent_at: Date }): Entry => ({
  name: file.name,
  kind: 'file',
  sizeBytes: file.size_bytes,
  modifiedAt: file.sent_at,
})
