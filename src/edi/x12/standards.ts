import { set810 } from './004010/810.ts'
import { set820 } from './004010/820.ts'
import { set824 } from './004010/824.ts'
import { set832 } from './004010/832.ts'
import { set846 } from './004010/846.ts'
import { set850 } from './004010/850.ts'
import { set855 } from './004010/855.ts'
import { set856 } from './004010/856.ts'
import { set860 } from './004010/860.ts'
import { set861 } from './004010/861.ts'
import { set997 } from './004010/997.ts'
import { moreSegments } from './004010/more-segments.ts'
import { segments as commonSegments } from './004010/segments.ts'
import { set820 as set820of005010 } from './005010/820.ts'
import { set824 as set824of005010 } from './005010/824.ts'
import { set999 } from './005010/999.ts'
import { segments as changed } from './005010/segments.ts'
import type { SegmentGrammar, SetGrammar } from './grammar.ts'

/** The tables of one version. */
export interface Standard {
  sets: Record<string, SetGrammar>
  segments: Record<string, SegmentGrammar>
}

const segments = { ...commonSegments, ...moreSegments }

const v004010: Standard = {
  sets: {
    '810': set810,
    '820': set820,
    '824': set824,
    '832': set832,
    '846': set846,
    '850': set850,
    '855': set855,
    '856': set856,
    '860': set860,
    '861': set861,
    '997': set997,
  },
  segments,
}

/** Sets that 005010 changed; the others are as we check them in 004010. */
const v005010: Standard = {
  sets: { ...v004010.sets, '820': set820of005010, '824': set824of005010, '999': set999 },
  segments: { ...segments, ...changed },
}

const standards: Record<string, Standard> = { '004010': v004010, '005010': v005010 }

/** The tables for GS08, with or without an industry suffix; undefined: envelope and counts only. */
export function standardOf(version: string): Standard | undefined {
  return standards[version.slice(0, 6)]
}
