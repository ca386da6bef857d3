import { classOfElement, classOfField, type SensitiveClass } from '../../../edi/sensitive/classes.ts'
import { classOfComponent } from '../../../edi/sensitive/messages.ts'
import type { Loss } from '../../../formats/mapping/report.ts'

/** What is lost, as it is kept: a value that not everybody may see says so itself. */
export interface KeptLoss extends Omit<Loss, 'now'> {
  class?: SensitiveClass
}

export function keptLosses(losses: readonly Loss[], source: string, max: number): KeptLoss[] {
  return losses.slice(0, max).map(({ now, ...loss }) => {
    const of = classOfLoss(loss, source)
    if (of === null) return loss
    // What it has become is quoted in some reasons.
    const reason = now === undefined ? loss.reason : 'it is carried in another way'
    return { ...loss, reason, class: of }
  })
}

/** By the element that it stood in, or by the names of the canonical form. */
function classOfLoss({ at, path }: Loss, source: string): SensitiveClass | null {
  const place = /^([A-Z0-9]{2,3})\[\d+\]\/(\d+)(?::(\d+))?/.exec(at ?? '')
  if (!place) return (path ?? '').split('.').flatMap((name) => classOfField(name) ?? [])[0] ?? null
  const [tag, element, component] = [place[1]!, Number(place[2]), place[3] ? Number(place[3]) : undefined]
  // Its qualifier is not beside it: a reference counts as one to an account.
  return source.startsWith('edifact:')
    ? classOfComponent(tag, { element, component }, 'ADE')
    : classOfElement(tag, element, tag === 'NM1' ? ['', '1'] : ['11'])
}
