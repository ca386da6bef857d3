import { Refused, type Upload } from './home.ts'

/** A file open for writing. One failed write spoils it: a file with a hole must not be taken for whole. */
export class WriteHandle {
  readonly #upload: Upload
  #failed = false

  constructor(upload: Upload) {
    this.#upload = upload
  }

  get sizeBytes(): number {
    return this.#upload.sizeBytes
  }

  async write(offset: number, bytes: Buffer): Promise<void> {
    try {
      await this.#upload.write(offset, bytes)
    } catch (error) {
      this.#failed = true
      throw error
    }
  }

  async close(): Promise<void> {
    if (!this.#failed) return this.#upload.close()
    await this.#upload.abort()
    throw new Refused('failure', 'The upload failed before it was closed: nothing was taken. Send the file again.')
  }

  abort(): Promise<void> {
    return this.#upload.abort()
  }
}
