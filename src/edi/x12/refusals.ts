import type { SetAcknowledgement } from './items.ts'

/** AK304 and IK304. */
const SEGMENT: Record<string, string> = {
  '1': 'is no segment that the receiver knows',
  '2': 'was not expected there',
  '3': 'is mandatory and missing',
  '4': 'begins a loop that occurs too often',
  '5': 'is used too often',
  '6': 'does not belong to this set',
  '7': 'stands out of its order',
  '8': 'has elements in error',
  I4: 'must not be used by the guide',
  I6: 'is required by the guide here and missing',
  I7: 'begins a loop that the guide wants more often',
  I8: 'is used less often than the guide wants',
  I9: 'must not be used by the guide here',
}

/** AK403 and IK403. */
const ELEMENT: Record<string, string> = {
  '1': 'is mandatory and missing',
  '2': 'is required here and missing',
  '3': 'is one element too many',
  '4': 'is too short',
  '5': 'is too long',
  '6': 'has a character that is not allowed',
  '7': 'is no code of its list',
  '8': 'is no date',
  '9': 'is no time',
  '10': 'must be empty here',
  '12': 'is repeated too often',
  '13': 'has too many components',
  I6: 'is a code that the guide does not use',
  I9: 'is required by the guide here and missing',
  I10: 'must not be used by the guide',
  I11: 'is repeated less often than the guide wants',
  I12: 'does not have the form that the guide wants',
  I13: 'must not be used by the guide here',
}

/** AK502 and IK502. */
const SET: Record<string, string> = {
  '1': 'the receiver does not take this set',
  '2': 'its SE is missing',
  '3': 'SE02 is not ST02',
  '4': 'SE01 does not count its segments',
  '5': 'segments are in error',
  '6': 'ST01 is missing or wrong',
  '7': 'ST02 is missing or wrong',
  '8': 'the name of its authentication key is unknown',
  '9': 'the name of its encryption key is unknown',
  '10': 'the security service asked for is not available',
  '11': 'the recipient of its security is unknown',
  '12': 'its length is wrong for decryption',
  '13': 'its message authentication code is wrong',
  '15': 'the originator of its security is unknown',
  '16': 'what was decrypted cannot be read',
  '17': 'security is not supported',
  '18': 'it does not belong into its group',
  '19': 'ST03 names no guide that is known',
  '23': 'ST02 was used before in its group',
  I5: 'segments are in error by the guide',
  I6: 'the receiver does not take this guide',
}

/** AK905. */
const GROUP: Record<string, string> = {
  '1': 'the receiver does not take this group',
  '2': 'the receiver does not take this version',
  '3': 'its GE is missing',
  '4': 'GE02 is not GS06',
  '5': 'GE01 does not count its sets',
  '6': 'GS06 is wrong',
  '10': 'the name of its authentication key is unknown',
  '11': 'the name of its encryption key is unknown',
  '12': 'the security service asked for is not available',
  '13': 'the recipient of its security is unknown',
  '14': 'the originator of its security is unknown',
  '15': 'what was decrypted cannot be read',
  '16': 'security is not supported',
  '17': 'its length is wrong for decryption',
  '18': 'its message authentication code is wrong',
  '19': 'GS06 was used before in its interchange',
  '23': 'its S3E is missing',
  '24': 'its S3S is missing',
  '25': 'its S4E is missing',
  '26': 'its S4S is missing',
}

/** TA105. */
const ENVELOPE: Record<string, string> = {
  '000': 'nothing is wrong',
  '001': 'IEA02 is not ISA13',
  '002': 'ISA11 names a standard that is not supported',
  '003': 'ISA12 is a version that is not supported',
  '004': 'the segment terminator is wrong',
  '005': 'the qualifier of the sender (ISA05) is wrong',
  '006': 'the sender (ISA06) is wrong',
  '007': 'the qualifier of the receiver (ISA07) is wrong',
  '008': 'the receiver (ISA08) is wrong',
  '009': 'the receiver (ISA08) is unknown there',
  '010': 'ISA01 is wrong',
  '011': 'ISA02 is wrong',
  '012': 'ISA03 is wrong',
  '013': 'ISA04 is wrong',
  '014': 'the date (ISA09) is wrong',
  '015': 'the time (ISA10) is wrong',
  '016': 'ISA11 is wrong',
  '017': 'the version (ISA12) is wrong',
  '018': 'the control number (ISA13) is wrong',
  '019': 'ISA14 is wrong',
  '020': 'ISA15 is wrong',
  '021': 'IEA01 does not count its groups',
  '022': 'its structure is wrong',
  '023': 'it ends before its IEA',
  '024': 'its content is wrong, such as a GS that cannot be read',
  '025': 'the control number (ISA13) was used before',
  '026': 'the element separator is wrong',
  '027': 'the component separator is wrong',
  '028': 'the date of deferred delivery is wrong',
  '029': 'the time of deferred delivery is wrong',
  '030': 'the time of deferred delivery is wrong',
  '031': 'the grade of service is wrong',
}

const word = (words: Record<string, string>, code: string) => `${words[code] ?? 'is wrong'} (${code})`
const CAUSES_MAX = 20

/** Why the receiver refused a set: each cause with its place and code, the sets' own causes where nothing is more exact. */
export function setRefusal(set: SetAcknowledgement): string[] {
  const causes = set.segments.flatMap((segment) => {
    const place = `${segment.segment} (segment ${segment.position})`
    if (segment.elements.length === 0) return [`${place} ${word(SEGMENT, segment.code)}`]
    return segment.elements.map(({ position, component, code, value }) => {
      const name = `${segment.segment}${String(position).padStart(2, '0')}${component ? `-${component}` : ''}`
      const found = value === '' ? '' : `, found "${value}"`
      return `${name} (segment ${segment.position}) ${word(ELEMENT, code)}${found}`
    })
  })
  // 5 only says that there are causes above.
  const own = set.errors.filter((code) => causes.length === 0 || (code !== '5' && code !== 'I5'))
  return [...causes, ...own.map((code) => explained(SET, code))].slice(0, CAUSES_MAX)
}

export function groupRefusal(codes: string[]): string[] {
  return codes.map((code) => explained(GROUP, code))
}

export function envelopeRefusal(note: string): string {
  return explained(ENVELOPE, note)
}

const explained = (words: Record<string, string>, code: string) =>
  `${words[code] ?? 'for a reason of its own'} (${code})`
