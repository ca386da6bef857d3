import type { SetAcknowledgement } from '../x12/items.ts'

/** 0085, at any level. */
const ERRORS: Record<string, string> = {
  '2': 'the syntax version or level is not supported',
  '7': 'the receiver of the interchange is somebody else',
  '12': 'a value is not valid',
  '13': 'something mandatory is missing',
  '14': 'a value is not supported here',
  '15': 'it is not supported in this place',
  '16': 'there are too many parts',
  '17': 'there is no agreement for it',
  '18': 'there is an error without a closer word',
  '19': 'the decimal mark is not valid',
  '20': 'a character is not valid as a service character',
  '21': 'a character is not valid',
  '22': 'a service character is not valid',
  '23': 'the sender is unknown there',
  '24': 'it is too old',
  '25': 'the test indicator is not supported',
  '26': 'it has come before',
  '27': 'the security function is not supported',
  '28': 'the references of its begin and end differ',
  '29': 'what its end counts is not what has come',
  '30': 'messages and groups are mixed',
  '31': 'its group holds messages of several types',
  '32': 'it is empty',
  '33': 'it stands outside of a message, a group or an interchange',
  '34': 'the test indicator is not allowed there',
  '35': 'it is repeated too often',
  '36': 'its segment group is repeated too often',
  '37': 'the form of a value is not that of its type',
  '38': 'there is no digit before the decimal mark',
  '39': 'a value is too long',
  '40': 'a value is too short',
  '41': 'the communication network failed for good',
  '42': 'the communication network failed for a while',
  '43': 'the receiver of the interchange is unknown',
  '45': 'a separator stands at the end',
  '46': 'the character set is not supported',
  '47': 'the envelope has functions that are not supported',
  '48': 'a dependency does not hold',
}

const CAUSES_MAX = 20
const word = (code: string) => `${ERRORS[code] ?? 'there is an error'} (${code})`

/** Why the receiver refused a message: each cause with its place and code of 0085, where it names one. */
export function messageRefusal({ errors, segments }: SetAcknowledgement): string[] {
  const causes = segments.flatMap(({ position, code, elements }) => [
    ...(code === '' ? [] : [`segment ${position}: ${word(code)}`]),
    ...elements.map((one) => {
      const component = one.component ? `, component ${one.component}` : ''
      const place = one.position === 0 ? 'its tag' : `element ${one.position}${component}`
      return `segment ${position}, ${place}: ${word(one.code)}`
    }),
  ])
  return [...errors.map(word), ...causes].slice(0, CAUSES_MAX)
}

/** Why it refused the interchange. */
export function controlRefusal(codes: string[]): string[] {
  return codes.map(word)
}
