import { isDeepStrictEqual } from 'node:util'
import type { OrganizationForm } from '../organizations/form.ts'
import { changeOrganization, createOrganization } from '../organizations/verbs/organizations.ts'
import { putCalendar, putRegion, putUnit } from '../organizations/verbs/places.ts'
import type { Applying } from './applying.ts'
import type { NetworkOrganization } from './form.ts'

export async function applyPlaces(a: Applying): Promise<void> {
  for (const [at, name] of a.network.regions.entries()) {
    if (!a.current.regions.has(name)) await a.step(['regions', at], `region ${name}`, () => putRegion(a.act, name))
  }
  for (const [name, form] of Object.entries(a.network.calendars)) {
    if (isDeepStrictEqual(a.current.calendars.get(name), form)) continue
    await a.step(['calendars', name], `calendar ${name}`, () => putCalendar(a.act, name, form))
  }
}

/** The host last: another one may have to make room first. */
export async function applyOrganizations(a: Applying): Promise<void> {
  const all = Object.entries(a.network.organizations)
  const hosts = all.filter(([, { role }]) => role === 'host')
  for (const [slug, wanted] of [...all.filter(([, { role }]) => role !== 'host'), ...hosts]) {
    await applyOrganization(a, slug, wanted)
    await applyUnits(a, slug, wanted)
  }
}

async function applyOrganization(a: Applying, slug: string, wanted: NetworkOrganization): Promise<void> {
  const {
    units: _,
    identifiers: __,
    contacts: ________,
    connections: ___,
    channels: ____,
    sftpKeys: _____,
    defaults: ______,
    speaksFor: _______,
    ...form
  } = wanted
  const found = a.organization(slug)
  if (found && isDeepStrictEqual(found.form, form)) return
  const made = await a.step(['organizations', slug], `organization ${slug}`, () =>
    found ? changeOrganization(a.act, found.id, form) : createOrganization(a.act, slug, form),
  )
  if (made && !found) {
    const none = { units: new Map(), connections: new Map(), channels: new Map() }
    const nothing = { ...none, identifiers: [], contacts: [], sftpKeys: [], speaksFor: [] }
    a.current.organizations.set(slug, { id: made.id, form: form as OrganizationForm, ...nothing })
  }
}

async function applyUnits(a: Applying, slug: string, wanted: NetworkOrganization): Promise<void> {
  const owner = a.organization(slug)
  if (!owner) return
  for (const [unit, form] of Object.entries(wanted.units)) {
    if (isDeepStrictEqual(owner.units.get(unit), form)) continue
    const path = ['organizations', slug, 'units', unit]
    await a.step(path, `unit ${slug}/${unit}`, () => putUnit(a.act, owner.id, unit, form))
  }
}

/** Organizations that the text does not name become inactive: their history stays. */
export async function retireOrganizations(a: Applying): Promise<void> {
  for (const [slug, { id, form }] of a.current.organizations) {
    if (a.named(slug) || form.status === 'inactive') continue
    const retire = () => changeOrganization(a.act, id, { status: 'inactive' })
    await a.unnamed(['organizations'], `organization ${slug}`, retire)
  }
}
