/** What the SFTP server shows: it knows sessions, handles and requests; what a path means is its home's business. */

export interface Entry {
  name: string
  kind: 'file' | 'folder'
  sizeBytes: number
  modifiedAt: Date
}

/** One organization's view, for one session. Paths are absolute and normalised: `/inbox/order.edi`. */
export interface Home {
  list(path: string): Promise<Entry[]>
  /** Null: there is no such file or folder. */
  stat(path: string): Promise<Entry | null>
  read(path: string): Promise<OpenedFile>
  write(path: string): Promise<Upload>
  rename(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
}

export interface OpenedFile {
  sizeBytes: number
  read(offset: number, length: number): Promise<Buffer>
  /** `whole`: every byte was sent to the client before it closed the handle. */
  close(whole: boolean): Promise<void>
}

export interface Upload {
  sizeBytes: number
  write(offset: number, bytes: Buffer): Promise<void>
  /** Keeps and commits; CLOSE is answered OK only when this has resolved. */
  close(): Promise<void>
  /** The connection is gone: nothing of it counts. */
  abort(): Promise<void>
}

/** A public key in OpenSSH's one-line form, and until when it opens. */
export interface KnownKey {
  id: string
  line: string
  expiresAt: Date | null
}

/** Who may come in, and as whom. */
export interface Doorkeeper {
  /** The keys of this user, also those that have expired; empty for an unknown one. */
  keysOf(username: string): Promise<KnownKey[]>
  /** Its holder has shown to have it, and is let in; or is not, since its time is over. */
  keyShown(key: KnownKey, came: 'in' | 'late'): Promise<void>
  /** As much work for an unknown user as for a known one. */
  passwordFits(username: string, password: string): Promise<boolean>
  homeOf(username: string): Promise<Home>
}

export type Refusal = 'no-such-file' | 'permission-denied' | 'failure' | 'unsupported'

/** A request that is refused for a reason that the client may read. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal, message: string) {
    super(message)
    this.refusal = refusal
  }
}
