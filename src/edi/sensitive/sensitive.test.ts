import { expect, test } from 'vitest'
import { classOfElement, classOfField, MASK, type SensitiveClass } from './classes.ts'
import { maskJson, maskLooseSegment, maskProblems, maskSet, valuesOfJson } from './masking.ts'

const hide = (...classes: SensitiveClass[]) => new Set(classes)
const marks = { element: '*', terminator: '~' }

test('prices, persons and accounts are hidden each by itself, everything else stays as it is', () => {
  const text =
    'ST*810*0001~\nREF*11*ACCOUNT~\nREF*DP*38~\nN1*ST*ACME~\nPER*BD*Jane Doe*TE*555~\nIT1*1*10*EA*9.95**BP*SKU~\nTDS*995~\n'
  expect(maskSet(text, marks, hide('price'))).toBe(text.replace('9.95', MASK).replace('TDS*995', `TDS*${MASK}`))
  expect(maskSet(text, marks, hide('person'))).toBe(text.replace('Jane Doe', MASK).replace('555', MASK))
  expect(maskSet(text, marks, hide('bank'))).toBe(text.replace('ACCOUNT', MASK))
  expect(maskSet(text, marks, hide())).toBe(text)
})

test('an empty value stays empty, and every other is the same mark, however long', () => {
  expect(maskSet('PO1*1*10*EA***BP*X~', marks, hide('price'))).toBe('PO1*1*10*EA***BP*X~')
  for (const price of ['1', '123456.78']) {
    expect(maskLooseSegment(`PO1*1*10*EA*${price}`, hide('price'))).toBe(`PO1*1*10*EA*${MASK}`)
  }
  expect(maskLooseSegment('no segment', hide('price'))).toBe(MASK)
})

test('the name of a person, not that of an organization', () => {
  expect(classOfElement('NM1', 3, ['BY', '1', 'Doe'])).toBe('person')
  expect(classOfElement('NM1', 3, ['BY', '2', 'ACME'])).toBeNull()
  expect(classOfElement('N1', 2, ['BY', 'ACME'])).toBeNull()
})

test('JSON by the names of fields, also of all within one', () => {
  const text = JSON.stringify({
    order: '1',
    unit_price: 9.95,
    contact: { name: 'Jane', since: null },
    bankAccount: 'DE1',
  })
  expect(JSON.parse(maskJson(text, hide('price', 'person', 'bank'))!)).toEqual({
    ...{ order: '1', unit_price: MASK, contact: { name: MASK, since: null }, bankAccount: MASK },
  })
  expect(maskJson('no JSON', hide('price'))).toBeNull()
  expect(maskJson('"a word"', hide('price'))).toBeNull()
  expect(valuesOfJson('[{"email":"a@b"},"x"]')).toEqual([
    { value: 'a@b', of: 'person' },
    { value: 'x', of: null },
  ])
  expect(['totalAmount', 'IBAN', 'quantity', 'accountNumber', 'lineTotal'].map(classOfField)).toEqual([
    ...['price', 'bank', null, 'bank', null],
  ])
})

test('free text is hidden whatever it says, the codes beside it are not', () => {
  const text =
    'MSG*PRICE 9.95*SS~NTE*GEN*CALL JANE~PID*F*08***BLUE~REF*DP*38*TOYS~SAC*C*D240***100**********FREIGHT~PO1*1*10~'
  expect(maskSet(text, marks, hide('text'))).toBe(
    ['PRICE 9.95', 'CALL JANE', 'BLUE', 'TOYS', 'FREIGHT'].reduce((all, one) => all.replace(one, MASK), text),
  )
  const json = { creditNote: 'CN-1', notes: [{ text: 'a' }], itemDescription: 'b', comment: 'c' }
  expect(JSON.parse(maskJson(JSON.stringify(json), hide('text'))!)).toEqual({
    ...{ creditNote: 'CN-1', notes: [{ text: MASK }], itemDescription: MASK, comment: MASK },
  })
})

test('the value that a problem found', () => {
  const problem = { code: 'x', segment: 'PO1', element: 4, value: '9,95' }
  expect(maskProblems({ problems: [problem] }, hide('price'))).toEqual({ problems: [{ ...problem, value: MASK }] })
  expect(maskProblems(problem, hide('bank'))).toEqual(problem)
})

const service = { element: '+', terminator: "'", edifact: { component: ':', repetition: null, release: '?' } }

test('of EDIFACT only the value in its composite, also where separators are released', () => {
  const text = [
    "UNH+1+ORDERS:D:96A:UN'",
    "NAD+BY+4012345000009::9++Erika?'s Muster?+Sohn GmbH:Tor 2+Weg 1+Ulm'",
    "CTA+PD+:Erika?: Muster'",
    "COM+a?+b@c.example:EM'",
    "FII+BF+DE89:Muster'",
    "PRI+AAA:24.99:CT'",
    "RFF+ADE:4711'",
    "RFF+ON:4712'",
  ].join('')
  expect(maskSet(text, service, hide('person'))).toBe(
    text
      .replace("Erika?'s Muster?+Sohn GmbH:Tor 2", `${MASK}:${MASK}`)
      .replace('Erika?: Muster', MASK)
      .replace('a?+b@c.example', MASK),
  )
  expect(maskSet(text, service, hide('price'))).toBe(text.replace('24.99:CT', `${MASK}:${MASK}`))
  expect(maskSet(text, service, hide('bank'))).toBe(
    text.replace('DE89:Muster', `${MASK}:${MASK}`).replace('4711', MASK),
  )
  const repeated = { ...service, edifact: { ...service.edifact, repetition: '*' } }
  expect(maskSet("COM+1:TE*2:FX'", repeated, hide('person'))).toBe(`COM+${MASK}:TE*${MASK}:FX'`)
})

test('free text of EDIFACT, and the description of an item behind its code', () => {
  const text = "FTX+AAI+++price?: 9:call Jane+en'IMD+F++NM::9:blue:big'LIN+1'"
  expect(maskSet(text, service, hide('text'))).toBe(`FTX+AAI+++${MASK}:${MASK}+en'IMD+F++NM::9:${MASK}:${MASK}'LIN+1'`)
  expect(maskSet(text, service, hide('bank', 'price', 'person'))).toBe(text)
})

test('a piece of EDIFACT whose separators nobody says shows nothing behind its tag', () => {
  expect(maskLooseSegment('COM+a?+b@c.example:EM', hide('person'))).toBe(`COM+${MASK}`)
  expect(maskLooseSegment('COM+a?+b@c.example:EM', hide('price'))).toBe('COM+a?+b@c.example:EM')
})

test('the value that a problem of EDIFACT found', () => {
  const problem = { code: 'x', standard: 'edifact', segment: 'PRI', element: 1, component: 2, value: '24,9x' }
  expect(maskProblems(problem, hide('price'))).toEqual({ ...problem, value: MASK })
  expect(maskProblems({ ...problem, component: 1 }, hide('price'))).toEqual({ ...problem, component: 1 })
  expect(maskProblems({ ...problem, standard: undefined }, hide('price')).value).toBe('24,9x')
})
