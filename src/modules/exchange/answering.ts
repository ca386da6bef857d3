import type { Problem as CodecProblem } from '../../edi/problems.ts'
import type { SetVerdict } from '../../edi/x12/functional-acknowledgement.ts'
import type { Agreement } from '../agreements/lookup.ts'
import { type AgreementSettings, agreementSettings } from '../agreements/settings.ts'
import type { Judged } from './guiding.ts'
import type { Group } from './intake.ts'
import { type Gathering, gathering } from './standards/answers.ts'
import type { Envelope } from './standards/envelope.ts'
import type { SetFound } from './standards/items.ts'

/** What is agreed where nothing is. */
export const DEFAULTS: AgreementSettings = agreementSettings.parse({})

/**
 * What the sender is told of each set and group of an interchange, by the agreements of its documents: by 997, 999 or
 * CONTRL, whether a bad set is refused, accepted with errors noted, or waits for a person, and what of its neighbours.
 */
export class Answers {
  readonly acknowledgement: Gathering
  /** The groups in order, those that are never answered left out. */
  readonly groups: Group[] = []
  /** Agreed for the group at hand. */
  #scope: AgreementSettings['invalid']['scope'] = 'set'

  constructor(envelope: Envelope) {
    this.acknowledgement = gathering(envelope)
  }

  group(group: Group): void {
    this.groups.push(group)
    this.acknowledgement.start(group.gs)
  }

  /** What becomes of it. Its sender is told the same, of guides only where the answer speaks of them. */
  set({ standard, whole }: Judged, group: Group, agreement: Agreement | null): SetVerdict {
    const settings = agreement?.settings ?? DEFAULTS
    if (group.setCount === 1) {
      this.acknowledgement.agree(settings, standard)
      this.#scope = settings.invalid.scope
    }
    const verdict = whole.accepted ? 'A' : badSet(whole, settings)
    const { tellsGuides } = this.acknowledgement
    const tells = tellsGuides || !standard.accepted
    this.acknowledgement.set(tellsGuides ? whole : standard, tells ? verdict : 'A')
    if (tells && verdict === 'R') group.told = true
    if (verdict === 'R' || verdict === '?') {
      const { scope } = settings.invalid
      if (group.spreads === null || WIDTH[scope] > WIDTH[group.spreads]) group.spreads = scope
      if (verdict === '?') group.suspends = true
      else group.refuses = true
    }
    return verdict
  }

  endGroup(group: Group, problems: CodecProblem[]): void {
    group.rejected = this.acknowledgement.end(problems, group.setCount)
    if (group.rejected) {
      group.refuses = true
      group.told = true
      group.spreads ??= this.#scope
    }
    if (!group.rejected && wide(group)) this.#spread(group)
  }

  /** All or nothing over the whole interchange: where one group is refused or waits, so do the others. */
  endInterchange(): void {
    const cause = this.groups.filter((group) => group.spreads === 'interchange')
    if (cause.length === 0) return
    const refuses = cause.some((group) => group.refuses)
    const suspends = cause.some((group) => group.suspends)
    const told = cause.some((group) => group.told)
    for (const group of this.groups) {
      group.refuses ||= refuses
      group.suspends ||= suspends
      group.told ||= told
      group.spreads = 'interchange'
      if (!group.rejected) this.#spread(group)
    }
  }

  /** What is refused cannot be mended by a person here, so it wins over what waits. */
  #spread(group: Group): void {
    if (group.refuses) {
      group.rejected = true
      group.held = false
      const sound = !group.told || this.acknowledgement.refuse(this.groups.indexOf(group))
      if (sound) group.problems.push({ code: 'all-or-nothing', scope: group.spreads })
    } else if (group.suspends) group.held = true
  }
}

const WIDTH = { set: 0, group: 1, interchange: 2 }
const wide = (group: Group) => group.spreads !== null && group.spreads !== 'set'

/** Only a set whose bounds are certain can go on with its errors: one without its trailer is refused. */
function badSet(set: SetFound, { invalid }: AgreementSettings): SetVerdict {
  const whole = set.problems.every(
    (one) => one.severity !== 'error' || one.level === 'segment' || one.level === 'element',
  )
  if (invalid.action === 'suspend') return '?'
  return invalid.action === 'accept' && whole ? 'E' : 'R'
}
