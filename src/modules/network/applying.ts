import type { Act } from '../../platform/act.ts'
import { GridError } from '../../platform/errors.ts'
import { Proposed } from '../proposals/verbs.ts'
import type { ApplyOptions, NetworkReport } from './apply.ts'
import type { Current, CurrentOrganization } from './current.ts'
import type { Network, NetworkOrganization } from './form.ts'
import type { Misfit } from './text.ts'

type Path = readonly PropertyKey[]

/** One text on its way into the grid: what is, what shall be, and what became of it so far. */
export class Applying {
  readonly act: Act
  readonly network: Network
  readonly current: Current
  readonly options: ApplyOptions
  readonly misfits: Misfit[] = []
  readonly #report: NetworkReport

  constructor(parts: { act: Act; network: Network; current: Current; report: NetworkReport; options: ApplyOptions }) {
    this.act = parts.act
    this.network = parts.network
    this.current = parts.current
    this.options = parts.options
    this.#report = parts.report
  }

  /**
   * Does one thing and reports it by what it recorded. What it refuses is noted with its place, and the rest goes on, so that
   * all refusals come at once: a verb refuses before it writes, so the transaction stays usable.
   */
  async step<T>(path: Path, label: string, work: () => Promise<T>): Promise<T | undefined> {
    const recorded = this.act.events.length
    try {
      const done = await work()
      if (done instanceof Proposed) this.#report.proposed.push(label)
      else for (const { type } of this.act.events.slice(recorded)) this.#report[outcomeOf(type)].push(label)
      return done
    } catch (error) {
      if (!(error instanceof GridError) || error.status >= 500) throw error
      this.misfits.push({ path, message: error.message })
      return undefined
    }
  }

  /** Something of the grid that the text does not name: ended where that was asked for, else only told. */
  async unnamed(path: Path, label: string, end: () => Promise<unknown>): Promise<void> {
    if (this.options.prune) await this.step(path, label, end)
    else this.#report.unnamed.push(label)
  }

  misfit(path: Path, message: string): void {
    this.misfits.push({ path, message })
  }

  /** The organization as the text has it. */
  named(slug: string): NetworkOrganization | undefined {
    return Object.hasOwn(this.network.organizations, slug) ? this.network.organizations[slug] : undefined
  }

  /** The organization as it is in the grid, made by this text or before. */
  organization(slug: string): CurrentOrganization | undefined {
    return this.current.organizations.get(slug)
  }
}

const CREATED = /\.(created|opened|assigned|made|added)$/
const ENDED = /\.(ended|closed|revoked)$/

function outcomeOf(type: string): 'created' | 'changed' | 'ended' {
  return CREATED.test(type) ? 'created' : ENDED.test(type) ? 'ended' : 'changed'
}
