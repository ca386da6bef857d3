import { type SegmentGrammar, segment } from '../grammar.ts'
import { pairs } from './segments.ts'

/** The elements of a table, several a line, two blanks between them. */
const table = (text: string) => text.trim().split(/\s{2,}|\n/)
const products = (pairCount: number) =>
  Array.from({ length: pairCount }, () => ['235 X ID 2/2', '234 X AN 1/48']).flat()

/** Segments of 004010 that 820, 824, 832, 846, 860 and 861 add to those of the other sets; a subset like that one. */
export const moreSegments: Record<string, SegmentGrammar> = {
  ADX: segment(table('782 M R 1/18  426 M ID 2/2  128 X ID 2/3  127 X AN 1/30'), ['P0304']),
  BCH: segment(
    table(`
      353 M ID 2/2   92 M ID 2/2   324 M AN 1/22  328 O AN 1/30  327 O AN 1/8  373 M DT 8/8
      326 O AN 1/45  367 O AN 1/30  127 O AN 1/30  373 O DT 8/8  373 O DT 8/8  640 O ID 1/3
    `),
  ),
  BCT: segment(
    table(`
      683 M ID 2/2  684 O AN 1/15  685 O AN 1/15  686 O AN 1/6  0 O AN 1/80
      0 O AN 1/80   0 O AN 1/80    0 O AN 1/80    0 O AN 1/80   353 O ID 2/2
    `),
  ),
  BGN: segment(
    table(`
      353 M ID 2/2  127 M AN 1/30  373 M DT 8/8  337 X TM 4/8  623 O ID 2/2
      127 O AN 1/30  640 O ID 2/2  306 O ID 1/2  786 O ID 2/2
    `),
    ['C0504'],
  ),
  BIA: segment(table('353 M ID 2/2  755 M ID 2/2  127 M AN 1/30  373 M DT 8/8  337 O TM 4/8  306 O ID 1/2')),
  BPR: segment(
    table(`
      305 M ID 1/2   782 M R 1/18  478 M ID 1/1  591 M ID 3/3   812 O ID 1/10  506 X ID 2/2   507 X AN 3/12
      569 O ID 1/3   508 X AN 1/35  509 O AN 10/10  510 O AN 9/9  506 X ID 2/2  507 X AN 3/12  569 O ID 1/3
      508 X AN 1/35  373 O DT 8/8  1048 O ID 1/3  506 X ID 2/2  507 X AN 3/12  569 O ID 1/3   508 X AN 1/35
    `),
    ['P0607', 'C0809', 'P1213', 'C1415', 'P1819', 'C2021'],
  ),
  BRA: segment(
    table('127 M AN 1/30  373 M DT 8/8  353 M ID 2/2  962 M ID 1/1  337 O TM 4/8  0 O AN 1/80  306 O ID 1/2'),
  ),
  CTP: segment(
    table(`
      687 O ID 2/2  236 X ID 3/3  212 X R 1/17  380 X R 1/15  0 X C 0/0  648 O ID 3/3
      649 X R 1/10  782 O R 1/18  639 O ID 2/2  499 O AN 1/10  289 O N 1/2
    `),
    ['P0405', 'C0607', 'C0902', 'C1002', 'C1103'],
  ),
  ENT: segment(
    table(`
      554 O N 1/6  98 X ID 2/3  66 X ID 1/2  67 X AN 2/80  98 X ID 2/3
      66 X ID 1/2  67 X AN 2/80  128 X ID 2/3  127 X AN 1/30
    `),
    ['P020304', 'P050607', 'P0809'],
  ),
  LE: segment(['447 M AN 1/6']),
  LM: segment(table('559 M ID 2/2  822 O AN 1/15')),
  LQ: segment(table('1270 O ID 1/3  1271 X AN 1/30'), ['C0102']),
  LS: segment(['447 M AN 1/6']),
  NM1: segment(
    table(`
      98 M ID 2/3    1065 M ID 1/1  1035 O AN 1/35  1036 O AN 1/25  1037 O AN 1/25  1038 O AN 1/10
      1039 O AN 1/10  66 X ID 1/2   67 X AN 2/80    706 X ID 2/2    98 O ID 2/3
    `),
    ['P0809', 'C1110'],
  ),
  OTI: segment(
    table(`
      110 M ID 1/2  128 M ID 2/3  127 M AN 1/30  142 O AN 2/15  124 O AN 2/15  373 O DT 8/8  337 X TM 4/8
      28 X N 1/9    329 X AN 4/9  143 O ID 3/3   480 O AN 1/12  353 O ID 2/2   640 O ID 2/3  346 O ID 1/2
      306 O ID 1/2  305 O ID 1/2  641 O ID 1/3
    `),
    ['C0706', 'C0908'],
  ),
  POC: segment(
    [
      ...table('350 O AN 1/20  670 M ID 2/2  330 X R 1/15  671 O R 1/9  0 X C 0/0  212 X R 1/17  639 O ID 2/2'),
      ...products(10),
    ],
    ['P0305', 'C0706', ...pairs(8, 27)],
  ),
  QTY: segment(table('673 M ID 2/2  380 X R 1/15  0 O C 0/0  61 X AN 1/30'), ['R0204', 'E0204']),
  RCD: segment(
    table(`
      350 O AN 1/20  663 X R 1/9  0 X C 0/0  664 X R 1/9  0 X C 0/0  667 X R 1/9  0 X C 0/0  412 O ID 2/2
      667 O R 1/9    0 O C 0/0  412 O ID 2/2  667 O R 1/9  0 O C 0/0  412 O ID 2/2  667 O R 1/9  0 O C 0/0
      412 O ID 2/2   667 O R 1/9  0 O C 0/0  412 O ID 2/2  0 O AN 1/80
    `),
    ['R020406', 'P0203', 'P0405', 'P0607'],
  ),
  RMR: segment(
    table(`
      128 X ID 2/3  127 X AN 1/30  482 O ID 2/2  782 O R 1/18
      782 O R 1/18  782 O R 1/18   426 X ID 2/2  782 X R 1/18
    `),
    ['P0102', 'P0708'],
  ),
  SLN: segment(
    [
      ...table('350 M AN 1/20  350 O AN 1/20  662 M ID 1/1  380 X R 1/15  0 X C 0/0  212 X R 1/17  639 O ID 2/2'),
      '662 O ID 1/1',
      ...products(10),
    ],
    ['P0405', 'C0706', 'C0806', ...pairs(9, 28)],
  ),
  TED: segment(
    table(`
      647 M ID 1/3  3 O AN 1/60  721 O ID 2/3  719 O N 1/6
      722 O N 1/2  725 O N 1/4  724 O AN 1/99  724 O AN 1/99
    `),
  ),
  TRN: segment(table('481 M ID 1/2  127 M AN 1/30  509 O AN 10/10  127 O AN 1/30')),
}
