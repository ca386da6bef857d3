import { type SegmentGrammar, segment } from '../grammar.ts'

const pairs = (from: number, to: number) =>
  Array.from({ length: (to - from + 1) / 2 }, (_, i) => `P${two(from + 2 * i)}${two(from + 2 * i + 1)}`)
const two = (n: number) => String(n).padStart(2, '0')
const repeated = (elements: string[], times: number) => Array.from({ length: times }, () => elements).flat()

/**
 * Segments of 004010 whose elements are checked; a practical subset, written from the field's common use. Code lists stand only
 * where they are short and closed; a code that we do not know never rejects.
 */
export const segments: Record<string, SegmentGrammar> = {
  ST: segment(['143 M ID 3/3', '329 M AN 4/9', '1705 O AN 1/35']),
  SE: segment(['96 M N 1/10', '329 M AN 4/9']),
  BEG: segment([
    '353 M ID 2/2',
    '92 M ID 2/2',
    '324 M AN 1/22',
    '328 O AN 1/30',
    '373 M DT 8/8',
    '367 O AN 1/30',
    '587 O ID 2/2',
    '1019 O ID 3/3',
    '1166 O ID 2/2',
    '1232 O ID 1/2',
    '786 O ID 2/2',
    '640 O ID 2/3',
  ]),
  CUR: segment(['98 M ID 2/3', '100 M ID 3/3', '280 O R 4/10', ...repeated(['98 O AN 1/80'], 18)]),
  REF: segment(['128 M ID 2/3', '127 X AN 1/30', '352 X AN 1/80', '0 O C 0/0'], ['R0203']),
  PER: segment(
    ['366 M ID 2/2', '93 O AN 1/60', ...repeated(['365 X ID 2/2', '364 X AN 1/80'], 3), '443 O AN 1/20'],
    ['P0304', 'P0506', 'P0708'],
  ),
  FOB: segment(['146 M ID 2/2', '309 X ID 1/2', '352 O AN 1/80', ...repeated(['0 O AN 1/80'], 6)]),
  SAC: segment(
    [
      '248 M ID 1/1',
      '1300 X ID 4/4',
      '559 X ID 2/2',
      '1301 X AN 1/10',
      '610 O N 1/15',
      '378 X ID 1/1',
      '332 X R 1/6',
      '118 O R 1/9',
      '355 X ID 2/2',
      '380 X R 1/15',
      '380 O R 1/15',
      '331 O ID 2/2',
      '127 X AN 1/30',
      '770 O AN 1/20',
      '352 X AN 1/80',
      '819 O ID 2/3',
    ],
    ['R0203', 'P0304', 'P0607', 'P0910'],
  ),
  ITD: segment([
    '336 O ID 2/2',
    '333 O ID 1/2',
    '338 O R 1/6',
    '370 X DT 8/8',
    '351 X N 1/3',
    '446 O DT 8/8',
    '386 O N 1/3',
    '362 O N 1/10',
    '388 O DT 8/8',
    '389 X N 1/10',
    '342 X R 1/5',
    '352 O AN 1/80',
    '765 X N 1/2',
    '107 O ID 1/1',
    '954 O R 1/10',
  ]),
  DTM: segment(
    ['374 M ID 3/3', '373 X DT 8/8', '337 X TM 4/8', '623 O ID 2/2', '1250 X ID 2/3', '1251 X AN 1/35'],
    ['R020305', 'C0403', 'P0506'],
  ),
  PID: segment(
    [
      '349 M ID 1/1',
      '750 O ID 2/3',
      '559 X ID 2/2',
      '751 X AN 1/12',
      '352 X AN 1/80',
      '752 O ID 2/2',
      '822 O AN 1/15',
      '1073 O ID 1/1',
      '819 O ID 2/3',
    ],
    ['C0403', 'R0405'],
  ),
  MAN: segment(['88 M ID 1/2', '87 M AN 1/48', '87 O AN 1/48', '88 X ID 1/2', '87 X AN 1/48', '87 O AN 1/48'], ['P0405']),
  N9: segment(
    ['128 M ID 2/3', '127 X AN 1/30', '369 X AN 1/45', '373 O DT 8/8', '337 X TM 4/8', '623 O ID 2/2', '0 O C 0/0'],
    ['R0203'],
  ),
  MSG: segment(['933 M AN 1/264', '934 X ID 2/2', '1470 O N 1/9']),
  N1: segment(
    ['98 M ID 2/3', '93 X AN 1/60', '66 X ID 1/2', '67 X AN 2/80', '706 O ID 2/2', '98 O ID 2/3'],
    ['R0203', 'P0304'],
  ),
  N2: segment(['93 M AN 1/60', '93 O AN 1/60']),
  N3: segment(['166 M AN 1/55', '166 O AN 1/55']),
  N4: segment(['19 O AN 2/30', '156 O ID 2/2', '116 O ID 3/15', '26 O ID 2/3', '309 X ID 1/2', '310 O AN 1/30', '1715 X ID 1/3']),
  PO1: segment(
    ['350 O AN 1/20', '330 X R 1/15', '355 O ID 2/2', '212 X R 1/17', '639 O ID 2/2', ...repeated(['235 X ID 2/2', '234 X AN 1/48'], 10)],
    ['C0302', 'C0504', ...pairs(6, 25)],
  ),
  CTT: segment(['354 M N 1/6', '347 O R 1/10', ...repeated(['0 O AN 1/80'], 5)]),
  AMT: segment(['522 M ID 1/3', '782 M R 1/18', '478 O ID 1/1']),
  SCH: segment(
    ['380 M R 1/15', '355 M ID 2/2', '98 O ID 2/3', '93 X AN 1/60', '374 M ID 3/3', '373 M DT 8/8', '337 O TM 4/8', '374 X ID 3/3', '373 X DT 8/8', '337 X TM 4/8', '326 O AN 1/45', '350 O AN 1/20'],
    ['C0403'],
  ),
  SDQ: segment(['355 M ID 2/2', '66 O ID 1/2', ...repeated(['67 O AN 2/80', '380 O R 1/15'], 10), '310 O AN 1/30'], ['P0506', 'P0708']),
  AK1: segment(['479 M ID 2/2', '28 M N 1/9', '480 O AN 1/12']),
  AK2: segment(['143 M ID 3/3', '329 M AN 4/9', '1705 O AN 1/35']),
  AK3: segment(['721 M ID 2/3', '719 M N 1/10', '447 O AN 1/6', ...repeated(['720 O ID 1/3'], 5)]),
  AK4: segment(['0 M C 0/0', '725 O N 1/4', '723 M ID 1/3', '724 O AN 1/99']),
  AK5: segment(['717 M ID 1/1 A,E,M,R,W,X', ...repeated(['718 O ID 1/3'], 5)]),
  AK9: segment(['715 M ID 1/1 A,E,M,P,R,W,X', '97 M N 1/6', '123 M N 1/6', '2 M N 1/6', ...repeated(['716 O ID 1/3'], 5)]),
}
