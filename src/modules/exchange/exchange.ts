import type { Grid } from '../../grid.ts'
import type { Directory } from '../agreements/lookup.ts'
import { Sessions } from '../connections/sessions.ts'
import { Expressions } from '../expressions/verbs.ts'
import { Arrivals } from './arrivals.ts'
import { awaitedDeliveries } from './awaited.ts'
import { deliveriesById } from './deliveries.ts'
import { Identities } from './identities.ts'
import { ControlNumbers } from './numbers.ts'
import { Translations } from './translating/translations.ts'

/** The grid's parts and what the exchange keeps in memory. Nothing in here is state: all of it can be read again. */
export interface Exchange extends Grid {
  directory: Directory
  arrivals: Arrivals
  identities: Identities
  numbers: Pick<ControlNumbers, 'take'>
  awaited: ReturnType<typeof awaitedDeliveries>
  deliveries: ReturnType<typeof deliveriesById>
  sessions: Sessions
  expressions: Expressions
  translations: Translations
}

export function openExchange(grid: Grid, directory: Directory): Exchange {
  const { pool, keyed } = grid.database
  return {
    ...grid,
    directory,
    arrivals: new Arrivals(pool),
    identities: new Identities(keyed),
    numbers: new ControlNumbers(pool),
    awaited: awaitedDeliveries(keyed),
    deliveries: deliveriesById(keyed),
    sessions: new Sessions(grid),
    expressions: new Expressions(),
    translations: new Translations(),
  }
}
