import { expect, test } from 'vitest'
import { paperOf, times } from '../../web/pages/documents/paper/paper.ts'

const segments = (text: string) =>
  text.split('~').map((one, index) => {
    const [tag = '', ...elements] = one.split('*')
    return { position: index + 1, tag, elements: elements.map((value) => ({ value })) }
  })

test('an order with its parties, lines and amounts', () => {
  const paper = paperOf(
    segments(
      'ST*850*1~BEG*00*SA*PO-1**20261120~N1*ST*EAST*92*17~N4*NEWARK*NJ*07102~PO1*1*24*EA*9.95**BP*A-1*VP*B-7~PID*F****LAMP~CTT*1',
    ),
  )
  expect(paper.facts).toEqual([
    { name: 'order', value: 'PO-1', as: 'text' },
    { name: 'date', value: '20261120', as: 'date' },
  ])
  expect(paper.parties).toEqual([{ role: 'ST', name: 'EAST', identifier: '17', lines: ['07102 NEWARK NJ'] }])
  expect(paper.lines).toMatchObject([
    { number: '1', quantity: '24', unit: 'EA', price: '9.95', amount: '238.80', descriptions: ['LAMP'] },
  ])
  expect(paper.lines[0]!.products).toEqual([
    { kind: 'BP', value: 'A-1' },
    { kind: 'VP', value: 'B-7' },
  ])
})

test('an invoice total is in hundredths; what is no amount is shown as it came', () => {
  const total = (value: string) => paperOf(segments(`TDS*${value}`)).totals[0]!.value
  expect(total('91080')).toBe('910.80')
  expect(total('5')).toBe('0.05')
  expect(total('91O.80')).toBe('91O.80')
})

test('a ship notice takes quantities from SN1; an answer stands at its line', () => {
  expect(paperOf(segments('HL*3*2*I~LIN*1*BP*A-1~SN1*1*24*EA')).lines).toMatchObject([{ quantity: '24', unit: 'EA' }])
  expect(paperOf(segments('PO1*1*2*EA*1~ACK*IB*1*EA')).lines[0]!.answers).toEqual([
    { code: 'IB', quantity: '1', unit: 'EA' },
  ])
  expect(paperOf(segments('PID*F****ALONE~ACK*IA~SN1*1*2'))).toMatchObject({ lines: [] })
})

test('products of decimals are exact', () => {
  expect(times('3', '.1')).toBe('0.3')
  expect(times('-1.5', '2')).toBe('-3.0')
  expect(times('99999999999999999', '1.01')).toBe('100999999999999998.99')
  expect(times('x', '1')).toBe('')
  expect(times('', '1')).toBe('')
})
