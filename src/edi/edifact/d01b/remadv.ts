import { message } from '../grammar.ts'

/** REMADV Remittance advice message, D.01B. */
export const remadv = message(
  'REMADV',
  `
  UNH M1  BGM M1  DTM M5  RFF C5  FII C5  PAI C1  FTX C99  GIS C5
  SG1 C99:  NAD M1
    SG2 C9:  RFF M1  DTM C9
    SG3 C5:  CTA M1  COM C5
  SG4 C5:  CUX M1  DTM C1
  SG5 C999999:  DOC M1  MOA M5  DTM C5  RFF C5  NAD C2
    SG6 C5:  CUX M1  DTM C1
    SG7 C100:  AJT M1  MOA C1  RFF C1  FTX C5  QTY C9
      SG8 C9:  TAX M1  MOA C9
    SG9 C5:  INP M1  FTX C5
    SG10 C9999:  DLI M1  MOA C5  PIA C5  DTM C5
      SG11 C5:  CUX M1  DTM C1
      SG12 C10:  AJT M1  MOA C1  RFF C1  FTX C5
        SG13 C9:  TAX M1  MOA C9
  UNS M1  MOA M99
  SG14 C99:  ALC M1  MOA C9
  UNT M1
`,
)
