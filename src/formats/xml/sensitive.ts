import { classOfField, type SensitiveClass } from '../../edi/sensitive/classes.ts'

/** Elements of UBL and cXML whose names do not say it as those of other fields do. */
const ELEMENTS: [RegExp, SensitiveClass][] = [
  [
    /^(\w*FinancialAccount|\w*FinancialInstitution(Branch)?|CardAccount|PCard|PaymentMandate|WireReceivingBank)$/,
    'bank',
  ],
  [/^(AllowanceCharge|Money|Percentage\w*|ExchangeRate|\w+ExchangeRate|MultiplierFactorNumeric)$/, 'price'],
  [/^(ElectronicMail|Telefax|Person|DeliverTo)$/, 'person'],
]

/** The class of an element and of all that lies in it, by its name; null: everybody may see it who may see the document. */
export function classOfElementName(name: string): SensitiveClass | null {
  const local = name.replace(/^(\w+:|\{[^}]*\})/, '')
  return ELEMENTS.find(([pattern]) => pattern.test(local))?.[1] ?? classOfField(local)
}

/** The class of what stands at a path such as `/Order/cac:PaymentMeans/cbc:ID`: that of the outermost element that has one. */
export function classOfPath(path: string): SensitiveClass | null {
  for (const name of path.split('/')) {
    const of = name === '' ? null : classOfElementName(name.replace(/^@/, ''))
    if (of !== null) return of
  }
  return null
}

/** A secret between two systems, shown to nobody. */
export const isSecret = (name: string) => /^(\{\})?(SharedSecret|DigitalSignature|CredentialMac)$/.test(name)
