import { z } from 'zod'

/** Whose clocks a request means. */
export const timeZone = z.string().max(60).refine(isTimeZone, 'expected a time zone such as Europe/Berlin')

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch {
    return false
  }
}
