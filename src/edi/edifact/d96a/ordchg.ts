import type { MessageTable } from '../grammar.ts'
import { ordrsp } from './ordrsp.ts'

/** ORDCHG Purchase order change request message, D.96A: built like its answer, so with the groups of that one. */
export const ordchg: MessageTable = { ...ordrsp, type: 'ORDCHG' }
