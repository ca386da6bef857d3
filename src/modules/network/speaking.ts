import { NEVER } from '../../platform/span.ts'
import { endSpeaking, speakFor } from '../organizations/verbs/speaking.ts'
import type { Applying } from './applying.ts'
import { matched } from './matching.ts'

/** For whom organizations may send, as the text says. */
export async function applySpeaking(a: Applying): Promise<void> {
  for (const [slug, { id, speaksFor }] of a.current.organizations) {
    const wanted = a.named(slug)
    if (!wanted && !a.options.prune) continue // told as a whole
    const { pairs, unnamed } = matched(wanted?.speaksFor ?? [], speaksFor, keyOf)
    const labelOf = (of: { organization: string; mode: string }) =>
      `${slug} speaks for ${of.organization} in ${of.mode}`
    for (const row of unnamed) {
      await a.unnamed(['organizations', slug], labelOf(row), () => endSpeaking(a.act, row.id))
    }
    for (const { at, form, found } of pairs) {
      const path = ['organizations', slug, 'speaksFor', at]
      const organization = a.organization(form.organization)?.id
      if (!organization) a.misfit([...path, 'organization'], `there is no organization "${form.organization}"`)
      if (!organization || (form.until && form.until <= a.act.at && !found)) continue
      if (found && Number(form.until ?? NEVER) === Number(found.valid_until)) continue
      await a.step(path, labelOf(form), () =>
        found ? endSpeaking(a.act, found.id, form.until) : speakFor(a.act, id, { ...form, organization }),
      )
    }
  }
}

const keyOf = ({ organization, mode }: { organization: string; mode: string }) => `${organization} ${mode}`
