import type { Contrl, MessageReport } from './items.ts'

/** 0085, said of a segment, an element, a message or an interchange. */
const ERRORS: Record<string, string> = {
  '2': 'is of a syntax version or level that is not supported',
  '7': 'names a recipient that is not the actual one',
  '12': 'has a value that is not valid',
  '13': 'is missing',
  '14': 'has a value that is not supported there',
  '15': 'is not supported there',
  '16': 'has too many elements or components',
  '17': 'is not agreed with the receiver',
  '18': 'is wrong for a reason that is not told',
  '19': 'has a decimal mark that is not valid',
  '20': 'has a character that cannot be a service character',
  '21': 'has characters that are not allowed',
  '22': 'has service characters that are not allowed',
  '23': 'comes from a sender whom the receiver does not know',
  '24': 'is too old',
  '25': 'is a test, and the receiver takes none',
  '26': 'was sent before',
  '27': 'asks for security that is not supported',
  '28': 'does not repeat the reference of its header',
  '29': 'does not count what was received',
  '30': 'mixes groups and messages',
  '31': 'is of another type than the rest of its group',
  '32': 'has nothing below it',
  '33': 'stands outside of a message or group',
  '34': 'nests where nesting is not allowed',
  '35': 'is repeated too often',
  '36': 'begins a group that is repeated too often',
  '37': 'has characters of the wrong kind',
  '38': 'has no digit before its decimal mark',
  '39': 'is too long',
  '40': 'is too short',
  '41': 'met a permanent error of the network',
  '42': 'met a temporary error of the network',
  '43': 'names a recipient whom the receiver does not know',
  '45': 'ends with a separator that nothing follows',
  '46': 'is written in characters that are not supported',
  '47': 'uses an envelope that is not supported',
  '48': 'breaks a condition between its elements',
}

const CAUSES_MAX = 20

/** Why the receiver refused a message: each cause with its place and code, the message's own where nothing is more exact. */
export function messageRefusal(message: MessageReport): string[] {
  const causes = message.segments.flatMap(({ position, error, elements }) => {
    // A missing segment is named by the one before its place.
    const place = error === '13' ? `A segment behind segment ${position}` : `Segment ${position}`
    const own = error === '' ? [] : [`${place} ${explained(error)}`]
    const inside = elements.map(({ error: code, element, component }) => {
      const within = component === undefined ? '' : `, component ${component}`
      return `${element === 0 ? 'The tag' : `Element ${element}${within}`} of segment ${position} ${explained(code)}`
    })
    return [...own, ...inside]
  })
  return [...message.errors.map((code) => `The message ${explained(code)}`), ...causes].slice(0, CAUSES_MAX)
}

/** Why the receiver refused a whole interchange; null: it says no reason. */
export function interchangeRefusal({ error, segment }: Pick<Contrl, 'error' | 'segment'>): string | null {
  if (error === '') return null
  return `The interchange ${explained(error)}${segment === '' ? '' : `, seen at its ${segment}`}`
}

const explained = (code: string) =>
  Object.hasOwn(ERRORS, code) ? `${ERRORS[code]} (${code})` : `is wrong for a reason of its own (${code})`
