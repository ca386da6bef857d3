import { z } from 'zod'
import { isoOf } from '../../platform/span.ts'
import type { Identifier, Organization, Unit } from './queries.ts'

const moment = z.iso.datetime()
const text = z.string()

export const organizationAnswer = z.object({
  id: z.uuid(),
  slug: text,
  name: text,
  role: text,
  status: text,
  locale: text,
  timeZone: text,
  region: text.nullable(),
  calendar: text.nullable(),
  version: z.int(),
  createdAt: moment,
  changedAt: moment,
})

export const unitAnswer = z.object({
  slug: text,
  name: text,
  timeZone: text,
  region: text.nullable(),
  calendar: text.nullable(),
})

export const identifierAnswer = z.object({
  id: z.uuid(),
  scheme: text,
  qualifier: text,
  value: text,
  mode: text,
  from: moment.nullable().meta({ description: 'Null: from the beginning' }),
  until: moment.nullable().meta({ description: 'Null: without end' }),
})

export function presentOrganization(row: Organization): z.infer<typeof organizationAnswer> {
  const { id, slug, name, role, status, locale, time_zone: timeZone, region, calendar, version } = row
  const dates = { createdAt: row.created_at.toISOString(), changedAt: row.changed_at.toISOString() }
  return { id, slug, name, role, status, locale, timeZone, region, calendar, version, ...dates }
}

export function presentUnit({ slug, name, time_zone: timeZone, region, calendar }: Unit): z.infer<typeof unitAnswer> {
  return { slug, name, timeZone, region, calendar }
}

export function presentIdentifier(row: Identifier): z.infer<typeof identifierAnswer> {
  const { id, scheme, qualifier, value, mode } = row
  return { id, scheme, qualifier, value, mode, from: isoOf(row.valid_from), until: isoOf(row.valid_until) }
}
