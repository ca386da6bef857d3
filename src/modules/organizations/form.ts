import { z } from 'zod'

export const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'expected 1 to 63 lower case letters, digits and "-", not beginning with "-"')
export const mode = z.enum(['test', 'production'], 'expected test or production')
const name = z.string().trim().min(1).max(200)
const label = z.string().trim().min(1).max(100)
export const timeZone = z.string().refine(isTimeZone, 'expected a time zone such as Europe/Berlin')
export const locale = z.string().refine(isLocale, 'expected a language such as en or de-AT')

/** A date is midnight UTC of that day. */
export const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], 'expected 2026-12-31 or 2026-12-31T18:00:00Z')
  .transform((text) => new Date(text))

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'expected a time such as 08:00')
const opening = z.tuple([clock, clock]).refine(([from, until]) => from < until, 'expected the end after the beginning')

export const calendarForm = z.strictObject({
  hours: z.partialRecord(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']), z.array(opening)),
  holidays: z.array(z.iso.date()).default([]),
})

export const regionName = label
export const calendarName = label

/** Regions and calendars by name; null: none. */
const fields = {
  name,
  role: z.enum(['host', 'partner']),
  status: z.enum(['active', 'inactive']),
  locale,
  timeZone,
  region: label.nullable(),
  calendar: label.nullable(),
}

export const organizationForm = z.strictObject({
  name,
  role: fields.role.default('partner'),
  status: fields.status.default('active'),
  locale: locale.default('en'),
  timeZone: timeZone.default('UTC'),
  region: fields.region.default(null),
  calendar: fields.calendar.default(null),
})

/** What is left out stays as it is: no defaults here. */
export const organizationChange = z.strictObject(fields).partial()

export const unitForm = z.strictObject({
  name,
  timeZone: timeZone.default('UTC'),
  region: label.nullable().default(null),
  calendar: label.nullable().default(null),
})

export type OrganizationForm = z.output<typeof organizationForm>
export type UnitForm = z.output<typeof unitForm>
export type CalendarForm = z.output<typeof calendarForm>

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag
  } catch {
    return false
  }
}
