import { moreSegments } from '../004010/more-segments.ts'
import { segments as common } from '../004010/segments.ts'
import { type SegmentGrammar, segment, widened } from '../grammar.ts'

const base = { ...common, ...moreSegments }

/** The same element of each pair of product identifier and its qualifier. */
const products = (from: number, times: number, length: string) =>
  Object.fromEntries(Array.from({ length: times }, (_, i) => [from + 2 * i, length]))

/** Segments of 005010 that are not as in 004010: it widened reference numbers, names and communication numbers. */
export const segments: Record<string, SegmentGrammar> = {
  REF: widened(base['REF']!, { 2: '1/50' }),
  N9: widened(base['N9']!, { 2: '1/50' }),
  PER: widened(base['PER']!, { 4: '1/256', 6: '1/256', 8: '1/256' }),
  PO1: widened(base['PO1']!, products(7, 10, '1/80')),
  IT1: widened(base['IT1']!, products(7, 10, '1/80')),
  LIN: widened(base['LIN']!, products(3, 15, '1/80')),
  ACK: widened(base['ACK']!, products(8, 10, '1/80')),
  BAK: widened(base['BAK']!, { 8: '1/50' }),
  CAD: widened(base['CAD']!, { 8: '1/50' }),
  SAC: widened(base['SAC']!, { 13: '1/50' }),
  ADX: widened(base['ADX']!, { 4: '1/50' }),
  BCH: widened(base['BCH']!, { 9: '1/50' }),
  BGN: widened(base['BGN']!, { 2: '1/50', 6: '1/50' }),
  BIA: widened(base['BIA']!, { 3: '1/50' }),
  BRA: widened(base['BRA']!, { 1: '1/50' }),
  ENT: widened(base['ENT']!, { 9: '1/50' }),
  NM1: {
    elements: [...widened(base['NM1']!, { 3: '1/60', 4: '1/35' }).elements, ...segment(['1035 O AN 1/60']).elements],
    relations: [...base['NM1']!.relations, ...segment([], ['C1203']).relations],
  },
  OTI: widened(base['OTI']!, { 3: '1/50' }),
  POC: widened(base['POC']!, products(9, 10, '1/80')),
  RMR: widened(base['RMR']!, { 2: '1/50' }),
  SLN: widened(base['SLN']!, products(10, 10, '1/80')),
  /** The place in the segment became a composite of element, component and repeat. */
  TED: segment([
    '647 M ID 1/3',
    '3 O AN 1/60',
    '721 O ID 2/3',
    '719 O N 1/10',
    '0 O C 0/0',
    '725 O N 1/4',
    '724 O AN 1/99',
    '724 O AN 1/99',
  ]),
  TRN: widened(base['TRN']!, { 2: '1/50', 4: '1/50' }),
}
