import { isDeepStrictEqual } from 'node:util'
import { mayWriteContacts } from '../contacts/policy.ts'
import { addContact, changeContact, endContact } from '../contacts/verbs.ts'
import type { Applying } from './applying.ts'

/** Persons at an organization, told apart by their names. Who may not read them got a text without, which ends nobody. */
export async function applyContacts(a: Applying): Promise<void> {
  const may = mayWriteContacts(a.act.actor)
  for (const [slug, owner] of a.current.organizations) {
    const wanted = a.named(slug)?.contacts
    if (!wanted || (!may && wanted.length === 0)) continue
    const known = new Map(owner.contacts.map(({ id, form }) => [form.name, { id, form }]))
    const named = new Set<string>()
    for (const [at, form] of wanted.entries()) {
      const path = ['organizations', slug, 'contacts', at]
      const found = known.get(form.name)
      if (named.has(form.name)) a.misfit(path, `${form.name} stands here twice`)
      else if (!may) a.misfit(path, 'takes the right contacts:write')
      else if (!found) await a.step(path, labelOf(slug, form.name), () => addContact(a.act, owner.id, form))
      else if (!isDeepStrictEqual(found.form, form))
        await a.step(path, labelOf(slug, form.name), () => changeContact(a.act, found.id, form))
      named.add(form.name)
    }
    for (const { id, form } of may ? owner.contacts : []) {
      if (named.has(form.name)) continue
      await a.unnamed(['organizations', slug], labelOf(slug, form.name), () => endContact(a.act, id))
    }
  }
}

const labelOf = (slug: string, name: string) => `contact ${name} of ${slug}`
