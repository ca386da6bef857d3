import type { Contrl, MessageRead, MessageReport } from '../../../edi/edifact/items.ts'
import type { SetAcknowledgement } from '../../../edi/x12/items.ts'
import type { Receipt } from './items.ts'

/** The interchange has come, and nothing is said of what it holds (0083 is 8). */
export const ARRIVED = '8'

/** 0083 as AK901 and AK501 say it; others are no verdict. */
const VERDICTS: Record<string, string> = { '1': 'A', '7': 'A', '4': 'R' }

/** The verdict in the receipt's own words: 0083 of a CONTRL. */
export function verdictOf({ type, code }: { type?: unknown; code?: unknown }): string {
  if (type !== 'CONTRL') return String(code ?? '')
  return code === 'A' ? '7' : code === 'R' ? '4' : String(code)
}

/** What a CONTRL says, as a 997 would. One without UCI says nothing that could be read. */
export function receiptOf({ contrl }: MessageRead): Receipt {
  const receipt: Receipt = {
    type: 'CONTRL',
    // What we send has no groups.
    functionalId: '',
    groupNumber: contrl?.reference ?? '',
    code: contrl ? codeOf(contrl) : '',
    included: 0,
    received: 0,
    accepted: 0,
    errors: [],
    sets: [],
  }
  if (!contrl) return receipt
  const refusedGroups = contrl.groups.filter(({ action }) => action === '4')
  const errors = [contrl.error, ...refusedGroups.map(({ error }) => error)].filter((error) => error !== '')
  return { ...receipt, errors, sets: contrl.messages.map(setOf) }
}

/** We send no groups: who refuses one refuses what was in the interchange. */
function codeOf({ action, groups }: Contrl): string {
  if (groups.some((group) => group.action === '4')) return 'R'
  return VERDICTS[action] ?? action
}

function setOf({ reference, type, action, errors, segments }: MessageReport): SetAcknowledgement {
  return {
    type,
    controlNumber: reference,
    code: VERDICTS[action] ?? '',
    errors,
    segments: segments.map(({ position, error, elements }) => ({
      // UCS names a place only.
      segment: '',
      position,
      code: error,
      elements: elements.map((one) => ({
        position: one.element,
        ...(one.component === undefined ? {} : { component: one.component }),
        code: one.error,
        value: '',
      })),
    })),
  }
}
