import type { QueryClient } from '@tanstack/react-query'

/** What pages show of the things that an event may speak of, by the first part of their query keys. */
const SHOWN: Record<string, string[]> = {
  document: ['documents', 'work-items'],
  interchange: ['documents', 'interchanges', 'work-items'],
  delivery: ['documents', 'work-items'],
  receipt: ['documents', 'work-items'],
  'work-item': ['work-items', 'documents'],
}

/** Events come in crowds; what they make old is asked for once. */
const COLLECT_MS = 400
const SHARED = 'entrepot.live'

/**
 * Lets go of what pages show when the grid says that it changed. One page of a browser keeps the connection and tells the
 * others: a browser opens six connections to a server, and each page would hold one.
 */
export function followLive(queries: QueryClient): () => void {
  const stopping = new AbortController()
  const stale = new Staleness(queries)
  const others = new BroadcastChannel(SHARED)
  others.onmessage = ({ data }: MessageEvent<{ kinds: string[] | null }>) => stale.add(data.kinds)
  const tell = (kinds: string[] | null) => {
    stale.add(kinds)
    others.postMessage({ kinds })
  }
  const hold = () => connection(stopping.signal, tell)
  // Where locks are missing (plain HTTP from another machine) each page has its own.
  if (navigator.locks) navigator.locks.request(SHARED, { signal: stopping.signal }, hold).catch(() => {})
  else void hold()
  return () => {
    stopping.abort()
    others.close()
    stale.stop()
  }
}

/** Until the signal; a browser opens a lost one again by itself and says which event it saw last. */
function connection(signal: AbortSignal, tell: (kinds: string[] | null) => void): Promise<void> {
  return new Promise((resolve) => {
    const source = new EventSource('/api/v1/live')
    source.addEventListener('reset', () => tell(null))
    source.addEventListener('change', ({ data }: MessageEvent<string>) => {
      tell([(JSON.parse(data) as { subject: { kind: string } }).subject.kind])
    })
    source.addEventListener('notifications', () => tell(['notification']))
    const end = () => {
      source.close()
      resolve()
    }
    if (signal.aborted) end()
    else signal.addEventListener('abort', end)
  })
}

class Staleness {
  readonly #queries: QueryClient
  #kinds = new Set<string>()
  #all = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(queries: QueryClient) {
    this.#queries = queries
  }

  /** Null: everything. */
  add(kinds: string[] | null): void {
    if (kinds === null) this.#all = true
    for (const kind of kinds ?? []) this.#kinds.add(kind)
    this.#timer ??= setTimeout(() => this.#settle(), COLLECT_MS)
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #settle(): void {
    this.#timer = undefined
    const roots = new Set([...this.#kinds].flatMap((kind) => SHOWN[kind] ?? [`${kind}s`]))
    if (this.#all) void this.#queries.invalidateQueries()
    else for (const root of roots) void this.#queries.invalidateQueries({ queryKey: [root] })
    this.#kinds = new Set()
    this.#all = false
  }
}
