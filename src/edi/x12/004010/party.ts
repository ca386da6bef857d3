import { use } from '../../grammar.ts'

/** What follows an N1 in orders and their answers. */
export const party = [
  use('N2', 'O', 2),
  use('N3', 'O', 2),
  use('N4', 'O', 0),
  use('NX2', 'O', 0),
  use('REF', 'O', 0),
  use('PER', 'O', 0),
  use('SI', 'O', 0),
  use('FOB', 'O'),
  use('TD1', 'O', 2),
  use('TD5', 'O', 12),
  use('TD3', 'O', 12),
  use('TD4', 'O', 5),
  use('PKG', 'O', 200),
]
