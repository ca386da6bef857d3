import { segments as d96a } from '../d96a/segments.ts'

/**
 * EDSD D.01B: as D.96A, but for these. Of CED, EFI, GEI, PTY, RJL and TRU, which we do not know for certain, the elements are not
 * checked.
 */
export const segments: Record<string, string> = {
  ...d96a,
  BGM: 'C002 C106 1225 4343',
  COD: 'C823 C824',
  COM: 'C076!*3',
  FTX: '4451! 4453 C107 C108 3453 4447',
  GIS: 'C529!',
  HYN: '7173! 7171 1229 C212 7166',
  IMD: '7077 C272 C273 7383',
  MTD: '7495! 4513 3005 3009',
  NAD: '3035! C082 C058 C080 C059 3164 C819 3251 3207',
  PCD: 'C501! 4405',
  RCS: '7293! C550 1229 3207',
  RTE: 'C128! 4405',
  SEL: '9308 C215 4517 C208',
  TAX: '5283! C241 C533 5286 C243 5305 3446 1227',
  TMD: 'C219 8332 8341',
  TSR: 'C536 C233 C537 C703',
}
