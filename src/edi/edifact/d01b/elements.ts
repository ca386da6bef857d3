import { elements as d96a } from '../d96a/elements.ts'
import { dictionary } from '../grammar.ts'

/** EDED D.01B: as D.96A, but for these, most of them longer. */
export const elements = {
  ...d96a,
  ...dictionary(`
  1056 an..9    1060 an..6    1082 an..6    1131 an..17   1154 an..70   1366 an..70   3005 an..3    3009 an..3
  3224 an..256  3228 an..70   3251 an..17   3285 an..35   3301 an..35   4065 an..3    4219 an..3    4440 an..512
  4441 an..17   4447 an..3    4513 an..3    5004 n..35    6060 an..35   6314 an..18   7007 an..17   7008 an..256
  6155 an..17   7085 an..3    7164 an..35   7166 an..35   7171 an..3    7173 an..3    7187 an..17   7273 an..3    7365 an..3
  7419 an..7    7495 an..3    7504 an..35   7505 an..3    7506 an..35   7507 an..3    8332 an..26   8334 an..35
  8335 an..3    8341 an..3    9012 an..256  9302 an..35   9303 an..3    9308 an..35   4404 an..35   4517 an..3
`),
}
