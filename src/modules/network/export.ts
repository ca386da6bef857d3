import { stringify } from 'yaml'
import type { Database } from '../../platform/database.ts'

/** The network as it is now, as a text that `applyNetwork` takes: applied to the same grid, it changes nothing. */
// long: the form of the file, written out
export async function exportNetwork({ pool }: Database): Promise<string> {
  const rows = async (text: string) => (await pool.query(text)).rows
  const [calendars, regions, organizations, units, identifiers, channels, keys, agreements] = await Promise.all([
    rows('select name, hours, holidays from calendars order by name'),
    rows('select name from regions order by name'),
    rows(
      'select o.*, r.name as region_name, c.name as calendar_name from organizations o left join regions r on r.id = o.region left join calendars c on c.id = o.calendar order by slug',
    ),
    rows('select u.*, r.name as region_name from units u left join regions r on r.id = u.region order by slug'),
    rows('select * from identifiers where valid_until > now() order by scheme, qualifier, value, mode'),
    rows('select * from channels order by name'),
    rows(`select * from sftp_credentials where kind = 'key' and revoked_at is null order by id`),
    rows(`select a.*, s.slug as sender_slug, r.slug as receiver_slug, c.name as channel_name from agreements a join organizations s on s.id = a.sender
      join organizations r on r.id = a.receiver join channels c on c.id = a.channel where a.valid_until > now() order by s.slug, r.slug, document_type, a.mode`),
  ])
  const of = <T extends { organization: string }>(all: T[], id: string) => all.filter((one) => one.organization === id)
  return stringify({
    calendars: Object.fromEntries(calendars.map((one) => [one.name, { hours: one.hours, holidays: one.holidays }])),
    regions: regions.map((one) => one.name),
    organizations: Object.fromEntries(
      organizations.map((one) => [
        one.slug,
        {
          name: one.name,
          role: one.role,
          status: one.status,
          locale: one.locale,
          timeZone: one.time_zone,
          region: one.region_name,
          calendar: one.calendar_name,
          units: Object.fromEntries(
            of(units, one.id).map((unit) => [
              unit.slug,
              { name: unit.name, timeZone: unit.time_zone, region: unit.region_name },
            ]),
          ),
          identifiers: of(identifiers, one.id).map(({ scheme, qualifier, value, mode }) => ({
            scheme,
            qualifier,
            value,
            mode,
          })),
          channels: Object.fromEntries(
            of(channels, one.id).map(({ name, direction, kind, mode, settings }) => [
              name,
              { direction, kind, mode, settings },
            ]),
          ),
          sftpKeys: of(keys, one.id).map((key) => `${key.public_key} ${key.label}`),
        },
      ]),
    ),
    agreements: agreements.map((one) => ({
      sender: one.sender_slug,
      receiver: one.receiver_slug,
      type: one.document_type,
      mode: one.mode,
      channel: one.channel_name,
      settings: one.settings,
    })),
  })
}
