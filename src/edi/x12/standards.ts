import { set810 } from './004010/810.ts'
import { set850 } from './004010/850.ts'
import { set855 } from './004010/855.ts'
import { set856 } from './004010/856.ts'
import { set997 } from './004010/997.ts'
import { segments } from './004010/segments.ts'
import { set999 } from './005010/999.ts'
import { type SegmentGrammar, type SetGrammar, widened } from './grammar.ts'

/** The tables of one version. */
export interface Standard {
  sets: Record<string, SetGrammar>
  segments: Record<string, SegmentGrammar>
}

const v004010: Standard = {
  sets: { '810': set810, '850': set850, '855': set855, '856': set856, '997': set997 },
  segments,
}

/** The same element of each pair of product identifier and its qualifier. */
const products = (from: number, times: number, length: string) =>
  Object.fromEntries(Array.from({ length: times }, (_, i) => [from + 2 * i, length]))

/** 005010 widened reference numbers and communication numbers; the sets are otherwise as we check them. */
const v005010: Standard = {
  sets: { ...v004010.sets, '999': set999 },
  segments: {
    ...segments,
    REF: widened(segments['REF']!, { 2: '1/50' }),
    N9: widened(segments['N9']!, { 2: '1/50' }),
    PER: widened(segments['PER']!, { 4: '1/256', 6: '1/256', 8: '1/256' }),
    PO1: widened(segments['PO1']!, products(7, 10, '1/80')),
    IT1: widened(segments['IT1']!, products(7, 10, '1/80')),
    LIN: widened(segments['LIN']!, products(3, 15, '1/80')),
    ACK: widened(segments['ACK']!, products(8, 10, '1/80')),
    BAK: widened(segments['BAK']!, { 8: '1/50' }),
    CAD: widened(segments['CAD']!, { 8: '1/50' }),
    SAC: widened(segments['SAC']!, { 13: '1/50' }),
  },
}

const standards: Record<string, Standard> = { '004010': v004010, '005010': v005010 }

/** The tables for GS08, with or without an industry suffix; undefined: envelope and counts only. */
export function standardOf(version: string): Standard | undefined {
  return standards[version.slice(0, 6)]
}
