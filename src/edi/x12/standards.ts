import { set850 } from './004010/850.ts'
import { set997 } from './004010/997.ts'
import { segments } from './004010/segments.ts'
import { type SegmentGrammar, type SetGrammar, widened } from './grammar.ts'

/** The tables of one version. */
export interface Standard {
  sets: Record<string, SetGrammar>
  segments: Record<string, SegmentGrammar>
}

const v004010: Standard = { sets: { '850': set850, '997': set997 }, segments }

/** 005010 widened reference numbers and communication numbers; the sets are otherwise as we check them. */
const v005010: Standard = {
  sets: v004010.sets,
  segments: {
    ...segments,
    REF: widened(segments['REF']!, { 2: '1/50' }),
    N9: widened(segments['N9']!, { 2: '1/50' }),
    PER: widened(segments['PER']!, { 4: '1/256', 6: '1/256', 8: '1/256' }),
    PO1: widened(segments['PO1']!, Object.fromEntries(Array.from({ length: 10 }, (_, i) => [7 + 2 * i, '1/80']))),
    SAC: widened(segments['SAC']!, { 13: '1/50' }),
  },
}

const standards: Record<string, Standard> = { '004010': v004010, '005010': v005010 }

/** The tables for GS08, with or without an industry suffix; undefined: envelope and counts only. */
export function standardOf(version: string): Standard | undefined {
  return standards[version.slice(0, 6)]
}
