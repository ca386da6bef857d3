/** The service characters of an interchange as byte values (ISO 9735 §6). */
export interface ServiceString {
  component: number
  element: number
  /** What UNA says; both a point and a comma are read, whichever it is. */
  decimal: number
  /** Null: UNA has a space there, and nothing is released. */
  release: number | null
  /** Null before syntax version 4, and where UNA has a space there. */
  repetition: number | null
  terminator: number
}

/** UNA has a fixed length: its tag and six characters. */
export const UNA_BYTES = 9

const SPACE = 0x20
const [COLON, PLUS, POINT, COMMA, QUESTION, ASTERISK, APOSTROPHE] = [0x3a, 0x2b, 0x2e, 0x2c, 0x3f, 0x2a, 0x27]

/** What holds where no UNA says otherwise, with the repetition of syntax version 4. */
export const DEFAULT_SERVICE: ServiceString = {
  component: COLON,
  element: PLUS,
  decimal: POINT,
  release: QUESTION,
  repetition: ASTERISK,
  terminator: APOSTROPHE,
}

/** Reads the nine bytes of a UNA. */
export function readUna(bytes: Uint8Array, at: number): ServiceString {
  const byte = (n: number) => bytes[at + 3 + n]!
  const spaced = (n: number) => (byte(n) === SPACE ? null : byte(n))
  return {
    component: byte(0),
    element: byte(1),
    decimal: byte(2),
    release: spaced(3),
    repetition: spaced(4),
    terminator: byte(5),
  }
}

/** Different characters that are no letters or digits; null: as it should be, else what is wrong. */
export function unusable({ component, element, release, repetition, terminator }: ServiceString): string | null {
  const used = [component, element, terminator, release, repetition].filter((byte) => byte !== null)
  if (used.some((byte) => /[A-Za-z0-9 ]/.test(String.fromCharCode(byte))))
    return 'characters that are no letters, digits or spaces'
  return new Set(used).size === used.length ? null : 'different characters'
}

/** Only syntax version 4 repeats elements; before it, UNA has a place for that which is not used. */
export function inVersion(service: ServiceString, version: number): ServiceString {
  return version >= 4 ? service : { ...service, repetition: null }
}

export function unaText({ component, element, decimal, release, repetition, terminator }: ServiceString): string {
  const characters = [component, element, decimal, release ?? SPACE, repetition ?? SPACE, terminator]
  return `UNA${String.fromCharCode(...characters)}`
}

/** Whether an interchange of this syntax version may leave UNA out. */
export function isDefault(service: ServiceString, version: number): boolean {
  const standard = inVersion(DEFAULT_SERVICE, version)
  // In version 4 the decimal mark of UNA says nothing: both may be used.
  const decimal = version >= 4 ? [POINT, COMMA].includes(service.decimal) : service.decimal === standard.decimal
  const names = ['component', 'element', 'release', 'repetition', 'terminator'] as const
  return decimal && names.every((name) => service[name] === standard[name])
}

/** As characters, for text. */
export function marksFor({ element, terminator, component, repetition, release }: ServiceString) {
  const text = (byte: number) => String.fromCharCode(byte)
  const [repeats, releases] = [repetition, release].map((byte) => (byte === null ? null : text(byte)))
  const edifact = { component: text(component), repetition: repeats ?? null, release: releases ?? null }
  return { element: text(element), terminator: text(terminator), edifact }
}
