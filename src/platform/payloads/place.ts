import type { StoredBytes } from './stored-form.ts'

/** A finished stored form, in a file that only its writer knows. */
export interface StoredFile {
  path: string
  sizeBytes: number
}

/** The first layer that fails, and a sentence about it. */
export interface PlaceProblem {
  layer: 'dns' | 'connect' | 'tls' | 'credentials' | 'region' | 'bucket' | 'permission' | 'disk'
  reason: string
}

/** Where payloads too large for a row lie, each under its hash. */
export interface Place {
  readonly name: 'disk' | 's3'
  /** What is read at once when a payload is streamed. */
  readonly pieceBytes: number
  /** The slow part of putting a file there. `known`: there is a row for this hash, so nobody sweeps what lies there. */
  prepare(hash: Buffer, file: StoredFile, known: boolean): Promise<void>
  /** The quick part, never at the same moment as `remove` of this hash. False: it is not there, prepare once more. */
  settle(hash: Buffer, file: StoredFile): Promise<boolean>
  /** Throws `payload-missing`. */
  open(hash: Buffer): Promise<StoredBytes>
  /** Hashes of all that was stored before this moment (milliseconds since 1970), some hundred at a time. */
  older(before: number): AsyncIterable<Buffer[]>
  /** Removes what was stored before this moment; what came since stays. Returns the bytes freed. */
  remove(hash: Buffer, before: number): Promise<number>
  /** Null: bytes can be written, read and removed. */
  check(): Promise<PlaceProblem | null>
}
