import { type ActParts, perform } from '../../platform/act.ts'
import type { Actor } from '../../platform/actor.ts'
import { takeTurn } from '../organizations/verbs/turn.ts'
import { applyAgreements, endAgreements } from './agreements.ts'
import { Applying } from './applying.ts'
import { applyContacts } from './contacts.ts'
import { readCurrent } from './current.ts'
import { applyDefaults } from './defaults.ts'
import { applyIdentifiers, endIdentifiers } from './identifiers.ts'
import { applyOrganizations, applyPlaces, retireOrganizations } from './organizations.ts'
import { applySpeaking } from './speaking.ts'
import { readNetwork } from './text.ts'
import { applyWays, endWays } from './ways.ts'

export interface NetworkReport {
  created: string[]
  changed: string[]
  ended: string[]
  /** Not done: another person of the grid has to approve it. */
  proposed: string[]
  /** In the grid and not in the text: left as it is, or ended where that was asked for. */
  unnamed: string[]
}

export interface ApplyOptions {
  /** Says what would be done, and does nothing. */
  dryRun?: boolean | undefined
  /** Ends what the text does not name. */
  prune?: boolean | undefined
  /** What `${NAME}` stands for in the value of a secret header. */
  secrets?: Record<string, string> | undefined
}

/**
 * Brings organizations, identifiers, channels, keys and agreements to what the text says, in one transaction; what the text
 * does not name stays, unless `prune` asks for its end. Applied twice, the second time changes nothing. Everything that
 * hinders it is reported at once, with its lines, and then nothing is changed.
 */
export async function applyNetwork(
  grid: ActParts,
  text: string,
  actor: Actor,
  options: ApplyOptions = {},
): Promise<NetworkReport> {
  const { network, refusal } = readNetwork(text)
  const report: NetworkReport = { created: [], changed: [], ended: [], proposed: [], unnamed: [] }
  try {
    await perform(grid, actor, async (act) => {
      await takeTurn(act)
      const current = await readCurrent(act.tx, act.at)
      const applying = new Applying({ act, network, current, report, options })
      await applyPlaces(applying)
      await applyOrganizations(applying)
      // What ends goes first, so that others can begin at the same moment.
      await endAgreements(applying)
      await endIdentifiers(applying)
      await applyIdentifiers(applying)
      await applyWays(applying)
      await applyContacts(applying)
      await applySpeaking(applying)
      await applyDefaults(applying)
      await applyAgreements(applying)
      await endWays(applying)
      await retireOrganizations(applying)
      if (applying.misfits.length > 0) throw refusal(applying.misfits)
      if (options.dryRun) throw new DryRun()
    })
  } catch (error) {
    if (!(error instanceof DryRun)) throw error
  }
  return report
}

class DryRun extends Error {}
