import { type DataTables, dictionary, message } from './grammar.ts'

/**
 * Service segments of ISO 9735 that stand in messages; those around messages are the reader's. UNH and UNT as version 4 has
 * them, which allows all that version 3 does: a directory is used with either.
 */
const elements = dictionary(`
  0004 an..35   0007 an..4    0008 an..35   0010 an..35   0013 an..3    0014 an..35   0020 an..14   0040 an..35
  0042 an..35   0044 an..35   0046 an..35   0048 an..14   0051 an..3    0052 an..3    0054 an..3    0057 an..6
  0062 an..14   0065 an..6    0068 an..35   0070 n..2     0073 a1       0074 n..10    0081 a1 D,S   0083 an..3
  0085 an..3    0096 n..6     0098 n..3     0104 n..3     0110 an..6    0113 an..6    0115 an..14   0116 an..3
  0118 an..3    0121 an..14   0122 an..3    0124 an..3    0127 an..14   0128 an..3    0130 an..3    0135 an..3
  0136 n..6     0138 n..6     0534 an..14   0800 an..35   0802 an..35   0813 an..3
`)

const composites = {
  S002: '0004! 0007 0008 0042',
  S003: '0010! 0007 0014 0046',
  S006: '0040! 0007',
  S007: '0044! 0007',
  S009: '0065! 0052! 0054! 0051! 0057 0110 0113',
  S010: '0070! 0073',
  S011: '0098! 0104 0136',
  S016: '0115! 0116 0118 0051',
  S017: '0121! 0122 0124 0051',
  S018: '0127! 0128 0130 0051',
  S020: '0813! 0802!',
}

/** Of every message. */
const segments = {
  UNH: '0062! S009! 0068 S010 S016 S017 S018',
  UNS: '0081!',
  UNT: '0074! 0062!',
}

export const service: DataTables = { elements, composites, segments }

/** CONTRL of syntax version 3. */
export const service3: DataTables = {
  elements,
  composites,
  segments: {
    ...segments,
    UCI: '0020! S002! S003! 0083! 0085 0013 S011',
    UCF: '0048! S006 S007 0083! 0085 0013 S011',
    UCM: '0062! S009! 0083! 0085 0013 S011',
    UCS: '0096! 0085',
    UCD: '0085! S011!',
  },
}

/** CONTRL of syntax version 4. */
export const service4: DataTables = {
  elements,
  composites,
  segments: {
    ...segments,
    UCI: '0020! S002! S003! 0083! 0085 0135 S011 0534 0138',
    UCF: '0048! S006 S007 0083! 0085 0135 S011 0534 0138',
    UCM: '0062 S009 0083! 0085 0135 S011 0800 S020*99 0534 0138',
    UCS: '0096! 0085',
    UCD: '0085! S011!',
  },
}

/** CONTRL Syntax and service report, whose segments are the same in syntax versions 3 and 4 (ISO 9735-4 §7). */
export const contrl = message(
  'CONTRL',
  `
  UNH M1  UCI M1
  SG1 C999999:  UCM M1
    SG2 C999:  UCS M1  UCD C99
  SG3 C999999:  UCF M1
    SG4 C999999:  UCM M1
      SG5 C999:  UCS M1  UCD C99
  UNT M1
`,
)
