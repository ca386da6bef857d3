import { LINE_ACTIONS } from '../codes/documents.ts'
import { code } from '../mapping/forms.ts'
import type { ElementTable } from '../xml/rules.ts'
import {
  aggregate,
  basic,
  begin,
  directParty,
  issued,
  item,
  note,
  prefixesOf,
  price,
  quantityOf,
  reference,
  validity,
} from './parts.ts'

/** UBL Catalogue ↔ catalog. */
export const ublCatalogue: ElementTable = {
  name: 'UBL Catalogue',
  kind: 'catalog',
  prefixes: prefixesOf('Catalogue'),
  root: {
    name: 'Catalogue',
    must: true,
    rules: [
      ...begin,
      ...issued,
      note,
      validity,
      reference('contract', 'ReferencedContract'),
      reference('document', 'DocumentReference'),
      directParty('ProviderParty', ['supplier', 'seller', 'vendor']),
      directParty('ReceiverParty', 'buyer'),
      {
        name: 'cac:CatalogueLine',
        each: 'lines',
        rules: [
          basic('ID', 'number'),
          basic('ActionCode', 'action', code(LINE_ACTIONS, 'ubl')),
          note,
          quantityOf('minimum', 'MinimumOrderQuantity'),
          aggregate('RequiredItemLocationQuantity', [price]),
          reference('document', 'DocumentReference'),
          item,
        ],
      },
    ],
  },
}
