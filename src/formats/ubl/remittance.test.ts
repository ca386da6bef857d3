import { expect, test } from 'vitest'
import { translate } from '../translate.ts'

const NAMES = `xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"`
const root = (name: string, inner: string) => ({
  bytes: Buffer.from(
    `<${name} xmlns="urn:oasis:names:specification:ubl:schema:xsd:${name}-2" ${NAMES}>${inner}</${name}>`,
  ),
})
const party = (name: string, gln: string) =>
  `<cac:${name}><cac:Party><cac:PartyIdentification><cbc:ID schemeID="0088">${gln}</cbc:ID></cac:PartyIdentification></cac:Party></cac:${name}>`
const again = (document: object | null, to: string) =>
  translate({ bytes: Buffer.from(JSON.stringify(document)) }, 'json', to)

const ADVICE = root(
  'RemittanceAdvice',
  `<cbc:ID>ZA-100</cbc:ID><cbc:IssueDate>2026-12-10</cbc:IssueDate><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
<cbc:TotalPaymentAmount currencyID="EUR">100.00</cbc:TotalPaymentAmount><cbc:PaymentOrderReference>PO-8</cbc:PaymentOrderReference>
${party('AccountingCustomerParty', '4012345000009')}${party('AccountingSupplierParty', '4098765000008')}
<cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode><cbc:PaymentDueDate>2026-12-12</cbc:PaymentDueDate><cac:PayerFinancialAccount><cbc:ID>DE02</cbc:ID></cac:PayerFinancialAccount><cac:PayeeFinancialAccount><cbc:ID>DE89</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
<cac:RemittanceAdviceLine><cbc:ID>1</cbc:ID><cbc:DebitLineAmount currencyID="EUR">119.50</cbc:DebitLineAmount><cbc:BalanceAmount currencyID="EUR">0.50</cbc:BalanceAmount>
<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>RE-77</cbc:ID><cbc:IssueDate>2026-12-02</cbc:IssueDate></cac:InvoiceDocumentReference></cac:BillingReference></cac:RemittanceAdviceLine>
<cac:RemittanceAdviceLine><cbc:ID>2</cbc:ID><cbc:CreditLineAmount currencyID="EUR">19.50</cbc:CreditLineAmount>
<cac:BillingReference><cac:CreditNoteDocumentReference><cbc:ID>GS-3</cbc:ID></cac:CreditNoteDocumentReference></cac:BillingReference></cac:RemittanceAdviceLine>`,
)

test('a remittance advice says what is paid for which invoice and credit note, and comes back', () => {
  const { document, report } = translate(ADVICE, 'ubl:RemittanceAdvice', 'json')
  expect(report).toMatchObject({ losses: [], problems: [] })
  expect(document).toMatchObject({
    kind: 'remittance',
    number: 'ZA-100',
    date: '2026-12-10',
    currency: 'EUR',
    totals: { payableAmount: '100.00' },
    references: [{ type: 'payment-order', value: 'PO-8' }],
    parties: [
      { role: 'payer', ids: [{ scheme: 'gln', value: '4012345000009' }] },
      { role: 'payee', ids: [{ scheme: 'gln', value: '4098765000008' }] },
    ],
    payment: { method: 'ubl:30', date: '2026-12-12', payerAccount: 'DE02', account: 'DE89' },
    lines: [
      {
        number: '1',
        amount: '119.50',
        amounts: [{ role: 'balance', value: '0.50' }],
        references: [{ type: 'invoice', value: 'RE-77', date: '2026-12-02' }],
      },
      {
        number: '2',
        amounts: [{ role: 'credit', value: '19.50' }],
        references: [{ type: 'credit-note', value: 'GS-3' }],
      },
    ],
  })
  const { output, report: back } = again(document, 'ubl:RemittanceAdvice')
  expect(back).toMatchObject({ losses: [], problems: [] })
  const bytes = Buffer.from((output as { text: string }).text)
  expect(translate({ bytes }, 'ubl:RemittanceAdvice', 'json').document).toEqual(document)
})

test('it becomes a REMADV: a line for each document that is paid', () => {
  const { output, report } = translate(ADVICE, 'ubl:RemittanceAdvice', 'edifact:REMADV:D96A')
  const { segments } = output as { segments: string[][] }
  expect(segments.filter(([tag]) => tag === 'DOC' || tag === 'MOA')).toEqual([
    ['DOC', '380', 'RE-77'],
    ['MOA', ['12', '119.50']],
    ['DOC', '381', 'GS-3'],
    ['MOA', ['12', '100.00']],
  ])
  expect(report.losses.map(({ path, value }) => `${path} ${value}`)).toEqual([
    'payment.method ubl:30',
    'lines.0.number 1',
    'lines.0.amounts.0.role balance',
    'lines.0.amounts.0.value 0.50',
    'lines.0.references.0.date 2026-12-02',
    'lines.1.number 2',
    'lines.1.amounts.0.role credit',
    'lines.1.amounts.0.value 19.50',
  ])
})

test('what the tables do not know only warns, what is missing does not', () => {
  const { report } = translate(
    root(
      'RemittanceAdvice',
      '<cbc:ID>1</cbc:ID><cbc:IssueDate>2026-12-10</cbc:IssueDate><cbc:Nonsense>x</cbc:Nonsense>',
    ),
    'ubl:RemittanceAdvice',
    'json',
  )
  expect(report.problems.map(({ code, severity, at }) => `${severity} ${code} ${at}`)).toEqual([
    'warning element-unknown /RemittanceAdvice/cbc:Nonsense',
    'error element-missing /RemittanceAdvice/cac:AccountingCustomerParty',
    'error element-missing /RemittanceAdvice/cac:AccountingSupplierParty',
    'error element-missing /RemittanceAdvice/cac:RemittanceAdviceLine',
  ])
})

const CHANGE = root(
  'OrderChange',
  `<cbc:ID>C-2</cbc:ID><cbc:IssueDate>2026-11-21</cbc:IssueDate><cbc:SequenceNumberID>2</cbc:SequenceNumberID>
<cac:OrderReference><cbc:ID>PO-4711</cbc:ID><cbc:IssueDate>2026-11-20</cbc:IssueDate></cac:OrderReference>
${party('BuyerCustomerParty', '4012345000009')}${party('SellerSupplierParty', '4098765000008')}
<cac:OrderLine><cac:LineItem><cbc:ID>1</cbc:ID><cbc:LineStatusCode>3</cbc:LineStatusCode><cbc:Quantity unitCode="EA">5</cbc:Quantity><cac:Item/></cac:LineItem></cac:OrderLine>
<cac:OrderLine><cac:LineItem><cbc:ID>2</cbc:ID><cbc:LineStatusCode>2</cbc:LineStatusCode><cac:Item/></cac:LineItem></cac:OrderLine>`,
)

test('an order change says which change of which order it is, and what becomes of each line', () => {
  const { document, report } = translate(CHANGE, 'ubl:OrderChange', 'json')
  expect(report).toMatchObject({ losses: [], problems: [] })
  expect(document).toMatchObject({
    kind: 'order-change',
    number: 'C-2',
    sequence: '2',
    references: [{ type: 'order', value: 'PO-4711', date: '2026-11-20' }],
    lines: [
      { number: '1', action: 'change', quantity: '5', unit: 'EA' },
      { number: '2', action: 'delete' },
    ],
  })
  const { segments } = translate(CHANGE, 'ubl:OrderChange', 'edifact:ORDCHG:D96A').output as { segments: string[][] }
  expect(segments.filter(([tag]) => tag === 'LIN')).toEqual([
    ['LIN', '1', '3'],
    ['LIN', '2', '2'],
  ])
})

test('an order change of X12 has its sequence number, and 1 where it says none', () => {
  const bytes = (sequence: object) =>
    translate(
      { bytes: Buffer.from(JSON.stringify({ kind: 'order-change', number: 'C-1', ...sequence })) },
      'json',
      'ubl:OrderChange',
    ).output as { text: string }
  expect(bytes({}).text).toContain('<cbc:SequenceNumberID>1</cbc:SequenceNumberID>')
  expect(bytes({ sequence: '7' }).text).toContain('<cbc:SequenceNumberID>7</cbc:SequenceNumberID>')
  const { output } = again({ kind: 'order-change', number: 'C-1', sequence: '7' }, 'x12:860')
  expect(output).toMatchObject({
    segments: [
      ['BCH', '', '', 'C-1', '', '7'],
      ['CTT', '0'],
    ],
  })
})
