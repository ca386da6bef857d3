import { posix } from 'node:path'
import ssh2, { type SFTPWrapper } from 'ssh2'
import { isAway } from '../platform/away.ts'
import { GridError } from '../platform/errors.ts'
import { isFull } from '../platform/full.ts'
import { attributes, longName } from './attributes.ts'
import { type Entry, type Home, Refused } from './home.ts'
import { ReadHandle } from './reading.ts'
import { WriteHandle } from './writing.ts'

const { STATUS_CODE, OPEN_MODE } = ssh2.utils.sftp

interface FolderHandle {
  entries: Entry[] | null
}

type Handle = ReadHandle | WriteHandle | FolderHandle

export interface Serving {
  home: Home
  alive(): void
  failed(error: unknown, what: string): void
  cut(): void
}

/** More bytes than this waiting to be written: the client does not wait for answers as the protocol asks. */
const WAITING_BYTES_MAX = 33_554_432

/**
 * Answers the requests of one SFTP session (version 3): each exactly once, those of one handle in the order in which they came,
 * since clients send CLOSE before the last WRITE is answered.
 */
// long: one listener a request type, around the handles of one session
export function serveRequests(stream: SFTPWrapper, serving: Serving): void {
  const { home } = serving
  const handles = new Map<number, Handle>()
  const turns = new Map<number, Promise<unknown>>()
  let last = 0
  let waitingBytes = 0

  const opened = (request: number, handle: Handle) => {
    handles.set(++last, handle)
    const name = Buffer.alloc(4)
    name.writeUInt32BE(last)
    stream.handle(request, name)
  }
  /** Does an act and answers OK, or what went wrong in words that the client may show. */
  const answer = async (request: number, act: () => Promise<unknown>) => {
    serving.alive()
    try {
      if ((await act()) !== ANSWERED) stream.status(request, STATUS_CODE.OK)
    } catch (error) {
      const { code, message } = statusOf(error, serving)
      stream.status(request, code, message)
    }
  }
  const inTurn = (request: number, name: Buffer, act: (handle: Handle, id: number) => Promise<unknown>) => {
    const id = name.length === 4 ? name.readUInt32BE() : 0
    const turn = (turns.get(id) ?? Promise.resolve()).then(() =>
      answer(request, () => {
        const handle = handles.get(id)
        if (!handle) throw new Refused('failure', 'The handle is not open.')
        return act(handle, id)
      }),
    )
    turns.set(id, turn)
    void turn.then(() => {
      if (turns.get(id) === turn) turns.delete(id)
    })
  }

  stream.on('error' as never, () => {})
  // The client has no more requests: it waits for our end of the channel, or for ever.
  stream.once('end' as never, () => stream.end())
  stream.on('OPEN', (request, path, flags) =>
    answer(request, async () => {
      if (flags & OPEN_MODE.WRITE) {
        if (flags & OPEN_MODE.APPEND || (flags & OPEN_MODE.READ && !(flags & OPEN_MODE.TRUNC))) {
          throw new Refused('unsupported', 'Files cannot be appended to or changed: upload the whole file again.')
        }
        opened(request, new WriteHandle(await home.write(jailed(path))))
      } else opened(request, new ReadHandle(await home.read(jailed(path))))
      return ANSWERED
    }),
  )
  stream.on('READ', (request, name, offset, length) =>
    inTurn(request, name, async (handle) => {
      if (!(handle instanceof ReadHandle)) throw new Refused('failure', 'The handle is not open for reading.')
      const bytes = await handle.read(offset, length)
      if (bytes.length === 0) stream.status(request, STATUS_CODE.EOF)
      else stream.data(request, bytes)
      return ANSWERED
    }),
  )
  stream.on('WRITE', (request, name, offset, bytes) => {
    waitingBytes += bytes.length
    if (waitingBytes > WAITING_BYTES_MAX) return serving.cut()
    // ssh2 hands out a view of its packet buffer, which it may use again.
    const own = Buffer.from(bytes)
    inTurn(request, name, async (handle) => {
      waitingBytes -= own.length
      if (!(handle instanceof WriteHandle)) throw new Refused('failure', 'The handle is not open for writing.')
      await handle.write(offset, own)
    })
  })
  stream.on('CLOSE', (request, name) =>
    inTurn(request, name, async (handle, id) => {
      handles.delete(id)
      if (!('entries' in handle)) await handle.close()
    }),
  )
  stream.on('FSTAT', (request, name) =>
    inTurn(request, name, async (handle) => {
      const sizeBytes = 'entries' in handle ? 0 : handle.sizeBytes
      stream.attrs(
        request,
        attributes({ name: '', kind: 'entries' in handle ? 'folder' : 'file', sizeBytes, modifiedAt: new Date() }),
      )
      return ANSWERED
    }),
  )
  const stat = (request: number, path: string) =>
    answer(request, async () => {
      const entry = await home.stat(jailed(path))
      if (!entry) throw new Refused('no-such-file', 'No such file.')
      stream.attrs(request, attributes(entry))
      return ANSWERED
    })
  stream.on('STAT', stat)
  stream.on('LSTAT', stat)
  stream.on('OPENDIR', (request, path) =>
    answer(request, async () => {
      opened(request, { entries: await home.list(jailed(path)) })
      return ANSWERED
    }),
  )
  stream.on('READDIR', (request, name) =>
    inTurn(request, name, async (handle) => {
      if (!('entries' in handle)) throw new Refused('failure', 'The handle is no folder.')
      const some = handle.entries?.splice(0, LISTED_MAX) ?? []
      if (some.length === 0) stream.status(request, STATUS_CODE.EOF)
      else
        stream.name(
          request,
          some.map((entry) => ({ filename: entry.name, longname: longName(entry), attrs: attributes(entry) })),
        )
      return ANSWERED
    }),
  )
  stream.on('REALPATH', (request, path) =>
    answer(request, async () => {
      const whole = jailed(path)
      stream.name(request, [{ filename: whole, longname: whole, attrs: {} as never }])
      return ANSWERED
    }),
  )
  // Clients set times and modes after an upload (`put -p`); there is nothing to set, and no reason to fail them.
  stream.on('SETSTAT', (request) => answer(request, async () => {}))
  stream.on('FSETSTAT', (request, name) => inTurn(request, name, async () => {}))
  stream.on('REMOVE', (request, path) => answer(request, () => home.remove(jailed(path))))
  stream.on('RENAME', (request, from, to) => answer(request, () => home.rename(jailed(from), jailed(to))))
  const refuse = (request: number) =>
    answer(request, () =>
      Promise.reject(
        new Refused('permission-denied', 'Folders and links cannot be made here: there are inbox and outbox.'),
      ),
    )
  stream.on('MKDIR', refuse)
  stream.on('RMDIR', refuse)
  stream.on('SYMLINK', refuse)
  stream.on('READLINK', refuse)
  stream.once('close' as never, () => {
    for (const handle of handles.values()) {
      if (!('entries' in handle)) void handle.abort().catch((error) => serving.failed(error, 'letting go of an upload'))
    }
    handles.clear()
  })
}

const ANSWERED = Symbol('answered')
const LISTED_MAX = 200

/** The path inside the home: absolute, without `..`; what a name may not hold is refused. */
function jailed(path: string): string {
  if (path.includes('\0')) throw new Refused('no-such-file', 'A name cannot hold NUL.')
  const whole = posix.resolve('/', path)
  if (Buffer.byteLength(posix.basename(whole)) > 200) throw new Refused('failure', 'A name may have at most 200 bytes.')
  return whole
}

function statusOf(error: unknown, serving: Serving): { code: number; message: string } {
  if (error instanceof Refused) {
    const codes = {
      'no-such-file': STATUS_CODE.NO_SUCH_FILE,
      'permission-denied': STATUS_CODE.PERMISSION_DENIED,
      failure: STATUS_CODE.FAILURE,
      unsupported: STATUS_CODE.OP_UNSUPPORTED,
    }
    return { code: codes[error.refusal], message: error.message }
  }
  if (isAway(error))
    return { code: STATUS_CODE.FAILURE, message: 'The grid cannot keep anything at the moment. Try again in a minute.' }
  if (isFull(error))
    return { code: STATUS_CODE.FAILURE, message: 'The grid has no room left. Nothing was kept: try again later.' }
  if (error instanceof GridError) return { code: STATUS_CODE.FAILURE, message: error.message }
  serving.failed(error, 'an SFTP request')
  return {
    code: STATUS_CODE.FAILURE,
    message: 'The grid failed. Try again; if it stays so, tell its operators the time.',
  }
}
