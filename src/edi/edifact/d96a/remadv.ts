import { message } from '../grammar.ts'

/** REMADV Remittance advice message, D.96A. */
export const remadv = message(
  'REMADV',
  `
  UNH M1  BGM M1  DTM M5  RFF C5  FII C5  PAI C1  FTX C5
  SG1 C99:  NAD M1
    SG2 C5:  CTA M1  COM C5
  SG3 C5:  CUX M1  DTM C1
  SG4 C9999:  DOC M1  MOA M5  DTM C5  RFF C5  NAD C2
    SG5 C5:  CUX M1  DTM C1
    SG6 C100:  AJT M1  MOA C1  RFF C1  FTX C5
    SG7 C5:  INP M1  FTX C5
    SG8 C9999:  DLI M1  MOA C5  PIA C5  DTM C5
      SG9 C5:  CUX M1  DTM C1
      SG10 C10:  AJT M1  MOA C1  RFF C1  FTX C5
  UNS M1  MOA M5  UNT M1
`,
)
