import { message } from '../grammar.ts'

/** APERAK Application error and acknowledgement message, D.01B. */
export const aperak = message(
  'APERAK',
  `
  UNH M1  BGM M1  DTM C9  FTX C9  CNT C9
  SG1 C99:  DOC M1  DTM C99
  SG2 C9:  RFF M1  DTM C9
  SG3 C9:  NAD M1  CTA C9  COM C9
  SG4 C99999:  ERC M1  FTX C1
    SG5 C9:  RFF M1  FTX C9
  UNT M1
`,
)
