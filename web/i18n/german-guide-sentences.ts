import type { Words } from './english.ts'

type Found = Record<string, unknown>

const at = (p: Found) => {
  const component = p['component'] === undefined ? '' : `-${p['component']}`
  const element = p['element'] === undefined ? '' : ` ${String(p['element']).padStart(2, '0')}${component}`
  const position = p['segmentPosition'] === undefined ? '' : ` (Segment ${p['segmentPosition']})`
  return `${p['place'] ?? p['segment'] ?? 'Das Dokument'}${element}${position}`
}
const found = (p: Found) => (p['value'] === undefined || p['value'] === '' ? 'nichts' : `„${p['value']}“`)
const guide = (p: Found) => `dem Leitfaden ${p['guide']}`

/** Was das Grid von einem Dokument sagt, das nicht ist, wie sein Leitfaden es will. */
export const germanGuideSentences: Words['sentences'] = {
  'guide-segment-missing': (p) =>
    `${p['place']} fehlt: Nach ${guide(p)} steht es mindestens ${p['expected']}-mal, gefunden wurde es vor Segment ${p['segmentPosition']} ${p['value'] ?? 0}-mal. Fügen Sie es ein.`,
  'guide-segment-not-used': (p) => `${at(p)} wird nach ${guide(p)} nicht benutzt. Lassen Sie es weg.`,
  'guide-segment-too-often': (p) =>
    `${at(p)} steht öfter als die ${p['expected']} Mal, die nach ${guide(p)} erlaubt sind. Entfernen Sie, was zu viel ist.`,
  'guide-element-missing': (p) => `${at(p)} ist nach ${guide(p)} Pflicht, aber leer. Füllen Sie es aus.`,
  'guide-element-not-used': (p) =>
    `${at(p)} ist ${found(p)}, wird aber nach ${guide(p)} nicht benutzt. Lassen Sie es leer.`,
  'guide-element-code': (p) => `${at(p)} ist ${found(p)}, erwartet wird nach ${guide(p)} eines von ${p['expected']}.`,
  'guide-element-too-short': (p) =>
    `${at(p)} ist ${found(p)}, kürzer als die ${p['expected']} Zeichen, die es nach ${guide(p)} sein sollen.`,
  'guide-element-too-long': (p) =>
    `${at(p)} ist ${found(p)}, länger als die ${p['expected']} Zeichen, die nach ${guide(p)} erlaubt sind.`,
  'guide-count': (p) =>
    `${at(p)} sagt ${found(p)}, gezählt wurden ${p['expected']} (Regel ${p['rule']} nach ${guide(p)}). Berichtigen Sie die Zahl, oder senden Sie, was fehlt.`,
  'guide-total': (p) =>
    `${at(p)} sagt ${found(p)}, die Teile ergeben ${p['expected']} (Regel ${p['rule']} nach ${guide(p)}). Berichtigen Sie die Beträge.`,
  'guide-not-checked': (p) =>
    `Das Dokument sagt Version ${found(p)}, der Leitfaden ${p['guide']} ist für ${p['expected']}: Es wurde nicht an ihn gehalten.`,
}
