import { dictionary, type SegmentTable, segmentTables } from './grammar.ts'

/**
 * The service segments around messages (ISO 9735 parts 1 and 10), as version 4 has them where that allows all of version 3:
 * dates of six digits and of eight are both seen with either version.
 */
const tables = segmentTables({
  elements: dictionary(`
    0001 a4       0002 an1      0004 an..35   0007 an..4    0008 an..35   0010 an..35   0014 an..35   0017 n..8
    0019 n4       0020 an..14   0022 an..14   0025 an2      0026 an..14   0029 a1       0031 n1       0032 an..35
    0035 n1       0036 n..6     0038 an..6    0040 an..35   0042 an..35   0044 an..35   0046 an..35   0048 an..14
    0051 an..3    0052 an..3    0054 an..3    0057 an..6    0058 an..14   0060 n..6     0076 an..3    0080 an..6
    0133 an..3
  `),
  composites: {
    S001: '0001! 0002! 0080 0133 0076',
    S002: '0004! 0007 0008 0042',
    S003: '0010! 0007 0014 0046',
    S004: '0017! 0019!',
    S005: '0022! 0025',
    S006: '0040! 0007',
    S007: '0044! 0007',
    S008: '0052! 0054! 0057',
  },
  segments: {
    UNB: 'S001! S002! S003! S004! 0020! S005 0026 0029 0031 0032 0035',
    UNG: '0038 S006 S007 S004 0048! 0051 S008 0058',
    UNE: '0060! 0048!',
    UNZ: '0036! 0020!',
  },
})

export const [UNB_TABLE, UNG_TABLE, UNE_TABLE, UNZ_TABLE] = ['UNB', 'UNG', 'UNE', 'UNZ'].map((tag) => tables[tag]) as [
  SegmentTable,
  SegmentTable,
  SegmentTable,
  SegmentTable,
]
