import { PARTY_IDS } from '../codes/identifiers.ts'
import { PARTY_ROLES } from '../codes/parties.ts'
import type { CodeTable } from '../codes/table.ts'
import { unit } from '../codes/units.ts'
import { code, decimal, isoDateTime, text } from '../mapping/forms.ts'
import type { AttributePart, ElementRule } from '../xml/rules.ts'

const LANGUAGE = { 'xml:lang': 'en' }

export function element(name: string, rules: readonly ElementRule[]): ElementRule {
  return { name, rules }
}

export function money(name: string, path: string): ElementRule {
  return element(name, [{ name: 'Money', text: [path, decimal], attributes: { currency: ['/currency', text(3)] } }])
}

export function worded(name: string, path: string): ElementRule {
  return { name, text: [path, text()], always: LANGUAGE }
}

export const comments: ElementRule = { name: 'Comments', each: 'notes', text: ['text', text()], always: LANGUAGE }
export const unitOfMeasure: ElementRule = { name: 'UnitOfMeasure', text: ['unit', unit] }

export function dated(attribute: string, role: string): AttributePart {
  return { attribute, each: 'dates', of: { role }, text: ['value', isoDateTime] }
}

export const orderId: AttributePart = {
  attribute: 'orderID',
  each: 'references',
  of: { type: 'order' },
  text: ['value', text()],
}

const credential = (name: string, role: string): ElementRule => ({
  name,
  each: 'parties',
  of: { role },
  max: 1,
  rules: [
    {
      name: 'Credential',
      each: 'ids',
      attributes: { domain: ['scheme', code(PARTY_IDS, 'cxml')] },
      rules: [{ name: 'Identity', text: ['value', text()] }],
    },
  ],
})

const ADDRESS: readonly ElementRule[] = [
  worded('Name', 'name'),
  {
    name: 'PostalAddress',
    always: { name: '' },
    rules: [
      { name: 'DeliverTo', text: ['additionalName', text()] },
      { name: 'Street', text: ['address.street', text()] },
      { name: 'City', text: ['address.city', text()] },
      { name: 'State', text: ['address.region', text()] },
      { name: 'PostalCode', text: ['address.postalCode', text()] },
      { name: 'Country', constant: '', attributes: { isoCountryCode: ['address.country', text(3)] } },
    ],
  },
]
const ADDRESS_ID: AttributePart = {
  attribute: 'addressID',
  each: 'ids',
  of: { scheme: 'buyer-assigned' },
  text: ['value', text()],
}

/** A party in an element of its own: ShipTo and BillTo with their Address. */
export function addressed(name: string, role: string): ElementRule {
  return {
    name,
    each: 'parties',
    of: { role },
    max: 1,
    rules: [{ name: 'Address', parts: [ADDRESS_ID], rules: ADDRESS }],
  }
}

/** Contact with its role, of which cXML and its invoices have lists of their own. */
export function contact(roles: CodeTable): ElementRule {
  return {
    name: 'Contact',
    attributes: { role: ['role', code(roles, 'cxml'), 'needed'] },
    parts: [ADDRESS_ID],
    rules: ADDRESS,
  }
}

export const contacts: ElementRule = { ...contact(PARTY_ROLES), each: 'parties' }

const itemId = (name: string, scheme: readonly string[]): ElementRule => ({
  name,
  each: 'ids',
  of: { scheme },
  max: 1,
  text: ['value', text()],
})
export const supplierPart = itemId('SupplierPartID', ['seller-item', 'seller-part'])
export const buyerPart = itemId('BuyerPartID', ['buyer-item', 'buyer-part'])
export const makerPart = itemId('ManufacturerPartID', ['maker-part'])

/**
 * The envelope with one request. Who it is from and to are parties; Sender with its secret, payloadID and timestamp are a
 * matter of whoever sends it.
 */
export function envelope(request: ElementRule): ElementRule {
  return {
    name: 'cXML',
    must: true,
    always: { payloadID: '', timestamp: '', version: '1.2.050', 'xml:lang': 'en' },
    rules: [
      {
        name: 'Header',
        rules: [credential('From', 'sender'), credential('To', 'receiver'), { name: 'Sender', passed: true }],
      },
      { name: 'Request', must: true, always: { deploymentMode: 'production' }, rules: [{ ...request, must: true }] },
    ],
  }
}

/** The line that says which DTD: never loaded by us. */
export function doctype(file: string): string {
  return `<!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.050/${file}">\n`
}
