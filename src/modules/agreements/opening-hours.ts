import type { OpeningHours } from '../../platform/opening-hours.ts'

/** An organization or a unit of one with its calendar, as read. */
export interface PlaceRow {
  organization: string
  /** Slug; empty: the organization itself. */
  unit: string
  timeZone: string
  hours: OpeningHours['hours'] | null
  holidays: string[] | null
}

/** A unit without a calendar of its own keeps that of its organization, by its own clock. */
export const PLACES = `select p.organization, p.unit, p.time_zone as "timeZone", c.hours, c.holidays from (
    select id as organization, '' as unit, time_zone, calendar from organizations
    union all select u.organization, u.slug, u.time_zone, coalesce(u.calendar, o.calendar)
      from units u join organizations o on o.id = u.organization) p
  join calendars c on c.id = p.calendar`

/** By organization and unit; who has no calendar is always open, and is left out. */
export function openingHours(rows: PlaceRow[]): Map<string, OpeningHours> {
  return new Map(
    rows.map(({ organization, unit, timeZone, hours, holidays }) => [
      `${organization} ${unit}`,
      { timeZone, hours: hours ?? {}, holidays: new Set(holidays ?? []) },
    ]),
  )
}
