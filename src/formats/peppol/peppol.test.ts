import { expect, test } from 'vitest'
import { sentenceOf } from '../problems.ts'
import { checkPeppol } from './checking.ts'
import { RULES } from './rules.ts'

const party = (name: string, endpoint: string) => `
  <cac:Accounting${name}Party><cac:Party>
    <cbc:EndpointID schemeID="0088">${endpoint}</cbc:EndpointID>
    <cac:PostalAddress><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
    <cac:PartyLegalEntity><cbc:RegistrationName>${name}</cbc:RegistrationName></cac:PartyLegalEntity>
  </cac:Party></cac:Accounting${name}Party>`
const amount = (name: string, value: string) => `<cbc:${name} currencyID="EUR">${value}</cbc:${name}>`
const category = (name: string, code: string, rate: string, reason = '') =>
  `<cac:${name}><cbc:ID>${code}</cbc:ID><cbc:Percent>${rate}</cbc:Percent>${reason}<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:${name}>`
const adjustment = (charge: boolean, value: string) =>
  `<cac:AllowanceCharge><cbc:ChargeIndicator>${charge}</cbc:ChargeIndicator>${amount('Amount', value)}${category('TaxCategory', 'S', '19')}</cac:AllowanceCharge>`
const line = (id: string, value: string, code: string, rate: string) =>
  `<cac:InvoiceLine><cbc:ID>${id}</cbc:ID>${amount('LineExtensionAmount', value)}<cac:Item>${category('ClassifiedTaxCategory', code, rate)}</cac:Item></cac:InvoiceLine>`

/** An invoice that breaks no rule: 100 and 20 at 19 %, 10 off, 5 on top, and 7.77 in another category. */
function invoice(code = 'E', reason = '<cbc:TaxExemptionReason>why</cbc:TaxExemptionReason>'): string {
  return `<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
    xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
    xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
  <cbc:ID>R-1</cbc:ID><cbc:IssueDate>2026-05-17</cbc:IssueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  ${party('Supplier', '4012345000009')}${party('Customer', '4012345000023')}
  ${adjustment(false, '10.00')}${adjustment(true, '5.00')}
  <cac:TaxTotal>${amount('TaxAmount', '21.85')}
    <cac:TaxSubtotal>${amount('TaxableAmount', '115.00')}${amount('TaxAmount', '21.85')}${category('TaxCategory', 'S', '19')}</cac:TaxSubtotal>
    <cac:TaxSubtotal>${amount('TaxableAmount', '7.77')}${amount('TaxAmount', '0.00')}${category('TaxCategory', code, '0', reason)}</cac:TaxSubtotal>
  </cac:TaxTotal>
  <cac:LegalMonetaryTotal>${amount('LineExtensionAmount', '127.77')}${amount('TaxExclusiveAmount', '122.77')}
    ${amount('TaxInclusiveAmount', '144.62')}${amount('AllowanceTotalAmount', '10.00')}${amount('ChargeTotalAmount', '5.00')}
    ${amount('PrepaidAmount', '44.60')}${amount('PayableRoundingAmount', '-0.02')}${amount('PayableAmount', '100.00')}
  </cac:LegalMonetaryTotal>
  ${line('1', '100.00', 'S', '19')}${line('2', '20', 'S', '19.0')}${line('3', '7.77', code, '0')}
</Invoice>`
}

const broken = (xml: string) => checkPeppol(Buffer.from(xml)).map(({ rule }) => rule)
const without = (text: string, name: string) =>
  text.replaceAll(new RegExp(`<cbc:${name}[ >][^<]*</cbc:${name}>`, 'g'), '')

test('an invoice that is right breaks none, with any category', () => {
  expect(broken(invoice())).toEqual([])
  for (const code of ['AE', 'K', 'G', 'O']) expect(broken(invoice(code))).toEqual([])
  expect(broken(invoice('Z', ''))).toEqual([])
  const note = invoice()
    .replaceAll('InvoiceLine', 'CreditNoteLine')
    .replaceAll('InvoiceTypeCode', 'CreditNoteTypeCode')
    .replaceAll('<Invoice', '<CreditNote')
    .replaceAll('</Invoice', '</CreditNote')
    .replace('xsd:Invoice-2', 'xsd:CreditNote-2')
  expect(broken(note)).toEqual([])
})

const nth = (text: string, from: string, to: string, n: number) => {
  let at = -1
  for (let i = 0; i <= n; i++) at = text.indexOf(from, at + 1)
  return text.slice(0, at) + to + text.slice(at + from.length)
}
const address =
  '<cac:PostalAddress><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country></cac:PostalAddress>'
const country = '<cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country>'
const totals = (name: string, value: string, wrong: string) => (text: string) =>
  text.replace(`<cbc:${name} currencyID="EUR">${value}</cbc:${name}>`, amount(name, wrong))

/** What breaks each rule. */
const CASES: Record<string, (text: string) => string> = {
  'BR-01': (text) => without(text, 'CustomizationID'),
  'BR-02': (text) => text.replace('<cbc:ID>R-1</cbc:ID>', ''),
  'BR-03': (text) => without(text, 'IssueDate'),
  'BR-04': (text) => without(text, 'InvoiceTypeCode'),
  'BR-05': (text) => without(text, 'DocumentCurrencyCode'),
  'BR-06': (text) => text.replace('>Supplier<', '><'),
  'BR-07': (text) => text.replace('>Customer<', '><'),
  'BR-08': (text) => nth(text, address, '', 0),
  'BR-09': (text) => nth(text, country, '', 0),
  'BR-10': (text) => nth(text, address, '', 1),
  'BR-11': (text) => nth(text, country, '', 1),
  'BR-12': totals('LineExtensionAmount', '127.77', ''),
  'BR-13': totals('TaxExclusiveAmount', '122.77', ''),
  'BR-14': totals('TaxInclusiveAmount', '144.62', ''),
  'BR-15': totals('PayableAmount', '100.00', ''),
  'BR-16': (text) => text.replace(/<cac:InvoiceLine>.*<\/cac:InvoiceLine>/s, ''),
  'BR-CO-10': totals('LineExtensionAmount', '127.77', '127.78'),
  'BR-CO-11': totals('AllowanceTotalAmount', '10.00', '10.01'),
  'BR-CO-12': totals('ChargeTotalAmount', '5.00', '4.99'),
  'BR-CO-13': totals('TaxExclusiveAmount', '122.77', '122.78'),
  'BR-CO-14': totals('TaxAmount', '21.85', '21.86'),
  'BR-CO-15': totals('TaxInclusiveAmount', '144.62', '144.63'),
  'BR-CO-16': totals('PayableAmount', '100.00', '100.01'),
  'BR-CO-17': (text) => nth(text, amount('TaxAmount', '21.85'), amount('TaxAmount', '20.84'), 1),
  'BR-CO-18': (text) => text.replace(/<cac:TaxSubtotal>.*<\/cac:TaxSubtotal>/s, ''),
  'BR-45': (text) => text.replace(amount('TaxableAmount', '7.77'), ''),
  'BR-46': (text) => text.replace(amount('TaxAmount', '0.00'), ''),
  'BR-47': (text) => text.replace(/(TaxSubtotal>.*?<cac:TaxCategory>)<cbc:ID>S<\/cbc:ID>/s, '$1'),
  'BR-48': (text) => text.replace(/(TaxSubtotal>.*?)<cbc:Percent>19<\/cbc:Percent>/s, '$1'),
  'BR-62': (text) => nth(text, ' schemeID="0088"', '', 0),
  'BR-63': (text) => nth(text, ' schemeID="0088"', '', 1),
  'PEPPOL-EN16931-R020': (text) => text.replace('<cbc:EndpointID schemeID="0088">4012345000009</cbc:EndpointID>', ''),
  'PEPPOL-EN16931-R010': (text) => text.replace('<cbc:EndpointID schemeID="0088">4012345000023</cbc:EndpointID>', ''),
  'PEPPOL-EN16931-CL008': (text) => nth(text, '"0088"', '"1234"', 0),
  'PEPPOL-COMMON-R040': (text) => text.replace('4012345000009', '4012345000008'),
  'BR-S-08': (text) => text.replace(amount('TaxableAmount', '115.00'), amount('TaxableAmount', '116.00')),
  'BR-S-10': (text) =>
    text.replace(
      /(TaxSubtotal>.*?<cbc:Percent>19<\/cbc:Percent>)/s,
      '$1<cbc:TaxExemptionReason>x</cbc:TaxExemptionReason>',
    ),
}
for (const [code, name] of [
  ['Z', 'Z'],
  ['E', 'E'],
  ['AE', 'AE'],
  ['K', 'IC'],
  ['G', 'G'],
  ['O', 'O'],
] as const) {
  const own = () => (code === 'Z' ? invoice(code, '') : invoice(code))
  CASES[`BR-${name}-08`] = () => own().replace(amount('TaxableAmount', '7.77'), amount('TaxableAmount', '9.77'))
  CASES[`BR-${name}-09`] = () => own().replace(amount('TaxAmount', '0.00'), amount('TaxAmount', '0.01'))
  CASES[`BR-${name}-10`] = () => (code === 'Z' ? invoice(code) : invoice(code, ''))
}

test.each(RULES.map(({ id }) => id))('%s is told where it is broken', (id) => {
  expect(broken(CASES[id]!(invoice()))).toContain(id)
})

test('a broken rule is said with its name, place, value and what was expected', () => {
  const [problem] = checkPeppol(Buffer.from(CASES['BR-CO-16']!(invoice())))
  expect(sentenceOf({ ...problem!, line: 1, column: 1 })).toBe(
    'BR-CO-16 at /Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount (line 1, column 1): found "100.01", expected 100. Correct the document.',
  )
  expect(checkPeppol(Buffer.from('<Order/>'))).toMatchObject([{ code: 'root-unknown' }])
  expect(checkPeppol(Buffer.from('<Invoice'))).toMatchObject([{ code: 'xml-unfinished' }])
})
