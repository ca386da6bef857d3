import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentsOf } from '../../../test/formats/documents.ts'
import { lessLosses, packagesNamed, plain } from '../../../test/formats/lossless.ts'
import type { DocumentKind } from '../canonical/documents.ts'
import { writeElements } from '../xml/element-writing.ts'
import { CxmlReading, readCxml } from './reading.ts'
import { CXML_TABLES } from './requests.ts'

test.each(Object.entries(CXML_TABLES))('%s: a document comes back but for what was said to be lost', (_, table) => {
  fc.assert(
    fc.property(documentsOf(table.kind as DocumentKind), (document) => {
      const { xml, losses } = writeElements(table, document)
      const { read, problems } = readCxml(Buffer.from(xml))
      expect(problems).toEqual([])
      expect(read!.losses).toEqual([])
      expect(packagesNamed(plain(read!.document))).toEqual(packagesNamed(lessLosses(document, losses)))
    }),
    { numRuns: 100 },
  )
})

const NOTICE = `<?xml version="1.0"?>
<!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.050/Fulfill.dtd">
<cXML payloadID="1@x" timestamp="2026-05-17T09:30:00+02:00">
  <Header>
    <From><Credential domain="NetworkID"><Identity>AN01</Identity></Credential></From>
    <To><Credential domain="DUNS"><Identity>942888711</Identity></Credential></To>
    <Sender><Credential domain="NetworkID"><Identity>AN01</Identity><SharedSecret>abracadabra</SharedSecret></Credential></Sender>
  </Header>
  <Request>
    <ShipNoticeRequest>
      <ShipNoticeHeader shipmentID="S-1" noticeDate="2026-05-17T09:30:00+02:00" shipmentDate="2026-05-16"/>
      <ShipNoticePortion>
        <OrderReference orderID="A"/>
        <ShipNoticeItem quantity="1" lineNumber="1"><UnitOfMeasure>EA</UnitOfMeasure></ShipNoticeItem>
        <ShipNoticeItem quantity="2" lineNumber="2"/>
      </ShipNoticePortion>
      <ShipNoticePortion><OrderReference orderID="B"/><ShipNoticeItem quantity="3" lineNumber="1"/></ShipNoticePortion>
      <ShipNoticePortion><OrderReference orderID="C"/></ShipNoticePortion>
    </ShipNoticeRequest>
  </Request>
</cXML>`

test('each item belongs to the order around it, a portion without items is that order, and no secret is kept', () => {
  const { read, problems } = readCxml(Buffer.from(NOTICE))
  expect(problems).toEqual([])
  expect(read!.losses).toEqual([])
  const of = (value: string) => [{ type: 'order', value }]
  expect(read!.document).toEqual({
    kind: 'ship-notice',
    number: 'S-1',
    date: '2026-05-17',
    time: '09:30:00+02:00',
    parties: [
      { role: 'sender', ids: [{ scheme: 'network', value: 'AN01' }] },
      { role: 'receiver', ids: [{ scheme: 'duns', value: '942888711' }] },
    ],
    dates: [{ role: 'shipped', value: '2026-05-16' }],
    references: of('C'),
    lines: [
      { number: '1', quantity: '1', unit: 'EA', references: of('A') },
      { number: '2', quantity: '2', references: of('A') },
      { number: '1', quantity: '3', references: of('B') },
    ],
  })
  expect(JSON.stringify(read)).not.toContain('abracadabra')
})

test('the DTD is passed over, an entity of it is a problem, and other requests are told', () => {
  const entity = NOTICE.replace('Fulfill.dtd">', 'Fulfill.dtd" [<!ENTITY who SYSTEM "file:///etc/passwd">]>').replace(
    '>AN01<',
    '>&who;<',
  )
  expect(readCxml(Buffer.from(entity))).toMatchObject({ read: null, problems: [{ code: 'xml-entity' }] })
  const other = NOTICE.replaceAll('ShipNoticeRequest', 'ProfileRequest')
  expect(readCxml(Buffer.from(other))).toMatchObject({
    read: null,
    problems: [{ code: 'root-unknown', found: 'ProfileRequest' }],
  })
  expect(readCxml(Buffer.from('<cXML/>'))).toMatchObject({ read: null, problems: [{ code: 'root-unknown' }] })
})

test('a document cut anywhere into pieces is read as one', () => {
  const bytes = Buffer.from(NOTICE)
  const whole = readCxml(bytes)
  for (let at = 0; at <= bytes.length; at += 7) {
    const reading = new CxmlReading()
    reading.write(bytes.subarray(0, at))
    reading.write(bytes.subarray(at))
    expect(reading.end()).toEqual(whole)
  }
})
