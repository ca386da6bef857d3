import { NEVER } from '../../platform/span.ts'
import type { IdentifierForm } from '../organizations/identifier-form.ts'
import { assignIdentifier, endIdentifier } from '../organizations/verbs/identifiers.ts'
import type { Applying } from './applying.ts'
import { matched } from './matching.ts'

/** Identifiers that end, or end earlier than before. */
export async function endIdentifiers(a: Applying): Promise<void> {
  for (const [slug, { identifiers }] of a.current.organizations) {
    const wanted = a.named(slug)
    if (!wanted && !a.options.prune) continue // told as a whole
    const { pairs, unnamed } = matched(wanted?.identifiers ?? [], identifiers, calledOf)
    for (const { at, form, found } of pairs) {
      if (!found || Number(form.until ?? NEVER) >= Number(found.valid_until)) continue
      await a.step(pathOf(slug, at), labelOf(slug, form), () => endIdentifier(a.act, found.id, form.until))
    }
    for (const row of unnamed) {
      await a.unnamed(['organizations', slug], labelOf(slug, row), () => endIdentifier(a.act, row.id))
    }
  }
}

/** Identifiers that begin, or end later than before. */
export async function applyIdentifiers(a: Applying): Promise<void> {
  for (const [slug, { identifiers: wanted }] of Object.entries(a.network.organizations)) {
    const owner = a.organization(slug)
    if (!owner) continue
    for (const { at, form, found } of matched(wanted, owner.identifiers, calledOf).pairs) {
      if (form.until && form.until <= a.act.at) continue // was, and is history
      const later = found && Number(form.until ?? NEVER) > Number(found.valid_until)
      if (found && !later) continue
      await a.step(pathOf(slug, at), labelOf(slug, form), () =>
        found ? endIdentifier(a.act, found.id, form.until) : assignIdentifier(a.act, owner.id, form),
      )
    }
  }
}

type Called = Pick<IdentifierForm, 'qualifier' | 'value'> & { scheme: string; mode: string }

const calledOf = ({ scheme, qualifier, value, mode }: Called) => [scheme, qualifier, value, mode].join('\u0000')

const pathOf = (slug: string, at: number) => ['organizations', slug, 'identifiers', at]

function labelOf(slug: string, { scheme, qualifier, value, mode }: Called): string {
  return `identifier ${scheme} ${qualifier === '' ? value : `${qualifier}/${value}`} of ${slug} in ${mode}`
}
