import type { Readable } from 'node:stream'
import type { z } from 'zod'

/** Where a test of a connection got to: each layer is tried only when the ones before it hold. */
export type Layer = 'name' | 'network' | 'tls' | 'identity' | 'sign-in' | 'permission'

/** One layer tried. `problem` is a code of the catalogue with its parameters; none: the layer holds. */
export interface Probe {
  layer: Layer
  ms: number
  problem?: { code: string } & Record<string, unknown>
  /** What the other side can do and what not, where that was tried: kept with the probe. */
  found?: Record<string, string>
}

/** Something that lies ready at the other side. Key and version together are its identity in the ledger. */
export interface Item {
  /** Path or object key, exactly as the source spells it. */
  key: string
  /** What changes when the content does: a version id, an ETag, or size and mtime. */
  version: string
  /** The last part of the key, for people and for name patterns. */
  name: string
  sizeBytes: number
  changedAt: Date | null
}

/** What the grid did with an item, once that is durable. */
export type Outcome = { taken: true; interchange: string } | { taken: false; code: string; sentence: string }

/** A taken item was set aside afterwards: nothing of it went on, and a person is asked. */
export type SetAside = { taken: false; interchange: string; code: string; sentence: string }

/** What settling found and made. */
export interface Settled {
  /** Whether the item lies there still: what is `gone` and listed again has come anew, what was `left` is not taken twice. */
  original: 'gone' | 'left'
  /** Where its bytes lie now; null: nowhere, or not known. */
  place: string | null
}

export interface Told {
  /** Something came that this channel would list. */
  looks: boolean
  /** Somebody must open this address before the system tells more. */
  confirm?: string
}

/** Takes what lies ready. The engine subtracts the ledger, keeps the bytes, commits item and ledger together, then settles. */
export interface Trigger<Session, Settings extends z.ZodObject = z.ZodObject> {
  /** A strict object. The engine adds its own: how often to look, and how large an item may be. */
  settings: Settings
  /** How long an item must lie unchanged, over two looks, before it is taken; 0 where the source shows whole items only. */
  quietMs(settings: z.output<Settings>): number
  /**
   * Everything that lies there now, page by page, in the order in which it should be taken. What is not complete by the source's
   * own conventions (a temporary name, a missing done-file) is left out. An unreachable source throws; it is never an empty list.
   */
  list(session: Session, settings: z.output<Settings>, signal: AbortSignal): AsyncIterable<Item>
  /** The bytes of just this version. @throws {Rejected} `item-changed` when the source has another by now */
  read(session: Session, item: Item, signal: AbortSignal): Promise<Readable>
  /**
   * Marks, moves or removes just this version of the item. May run again after a crash: one that is gone, or lies under its key
   * in another version, is settled.
   */
  settle(
    session: Session,
    of: { item: Item; outcome: Outcome; settings: z.output<Settings>; at: Date },
  ): Promise<Settled>
  /**
   * Says of an item that was settled as taken that it was set aside since: as a refused one it goes where those go, from `place`.
   * May run again, after a crash or for another reason. Returns where its bytes lie now.
   */
  setAside(
    session: Session,
    of: { item: Item; place: string | null; outcome: SetAside; settings: z.output<Settings>; at: Date },
  ): Promise<string | null>
  /**
   * Where the system can push messages of its own: what this one says. It makes a look earlier and is never the truth. Null: it
   * is no such message.
   */
  told?(message: string, of: { connection: Record<string, unknown>; settings: z.output<Settings> }): Told | null
}

/** One thing to hand over. Key, name and bytes are the same on every attempt. */
export interface Drop {
  /** Names this act: where the other side can tell repeats apart, it is told this. */
  key: string
  name: string
  contentType: string
  sizeBytes: number
  sha256: Buffer
  /** What names at the other side may be made of: partner, type, number, yyyy, mm, dd. */
  words?: Record<string, string>
  /** Where it belongs within the place that the settings name: parts of letters, digits, `.`, `_` and `-`, made where they are missing. */
  folder?: string
  /** It must lie there byte by byte: what settings say of its form, such as line ends, does not hold. */
  exact?: boolean
  /** Opens the bytes from their beginning; may be called again. */
  bytes(): Promise<Uint8Array | Readable>
}

/** Hands one thing over, and returns what the other side said of it, for the timeline. */
export interface Action<Session, Settings extends z.ZodObject = z.ZodObject> {
  settings: Settings
  run(
    session: Session,
    of: { drop: Drop; settings: z.output<Settings>; signal: AbortSignal },
  ): Promise<Record<string, string | number>>
}

/**
 * One kind of outside system. A connector knows nothing of what the grid does with it: it holds no retry loop, keeps no state
 * between calls, and throws `Disconnected`, `TryLater`, `Rejected` or `Misconfigured` (anything else is a bug of ours).
 */
export interface Connector<Session, Fields extends z.ZodObject = z.ZodObject> {
  /** As in `channels.kind`. */
  name: string
  title: string
  /** Endpoint and credentials. Fields made by `secret()` are sealed at rest and never shown again. */
  connection: Fields
  /** Fields that say to whom the credentials are shown: when one of them changes, credentials must be given anew. */
  credentialsFor: (keyof z.output<Fields> & string)[]
  /** One plain sentence for each code of a problem that this connector throws: what was found, what to do. */
  problems: Record<string, (found: Record<string, unknown>) => string>
  open(connection: z.output<Fields>, signal: AbortSignal): Promise<Session>
  close(session: Session): Promise<void>
  /** Whether a session that lay idle can be used again. Not said: always. */
  isOpen?(session: Session): boolean
  /** Tries the connection layer by layer and stops at the first that does not hold. Writes nothing outside of a probe's own name. */
  check(connection: z.output<Fields>, signal: AbortSignal): AsyncIterable<Probe>
  /** What a channel that leads in does. */
  pickUp: Trigger<Session> | null
  /** What a channel that leads out does. */
  drop: Action<Session> | null
}

/** A connector as its folder declares it; the generics tie its parts to one session type and one set of fields. */
export function defineConnector<Session, Fields extends z.ZodObject>(
  connector: Connector<Session, Fields>,
): Connector<Session, Fields> {
  return connector
}

/** The names of the fields that are credentials. */
export function secretFields(fields: z.ZodObject): string[] {
  return Object.entries(fields.shape).flatMap(([name, field]) =>
    (field as z.ZodType).meta()?.['secret'] === true ? [name] : [],
  )
}

/** Marks a field of a connection as a credential. */
export function secret<T extends z.ZodType>(field: T): T {
  return field.meta({ secret: true }) as T
}
