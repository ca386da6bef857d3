import type { Words } from './english.ts'

type Found = Record<string, unknown>

const found = (p: Found) => (p['found'] === undefined || p['found'] === '' ? 'nichts' : `„${p['found']}“`)
const place = (p: Found) => {
  const where = p['line'] === undefined ? '' : ` (Zeile ${p['line']}, Spalte ${p['column']})`
  return `${p['at'] ? p['at'] : 'Das Dokument'}${where}`
}

/** Of documents of UBL and cXML; their codes are those of translation, some of which X12 has, too. */
export const germanXmlSentences: Words['sentences'] = {
  'xml:xml-not-well-formed': (p) =>
    `${place(p)}: ${p['found']}. Erwartet wird wohlgeformtes XML; berichtigen Sie es und senden Sie es noch einmal.`,
  'xml:xml-declaration': (p) =>
    `${place(p)} enthält eine Dokumenttyp-Deklaration. Nehmen Sie sie heraus und senden Sie es noch einmal.`,
  'xml:xml-entity': (p) =>
    `${place(p)} nennt ${found(p)}, erwartet werden nur die fünf von XML. Schreiben Sie die Zeichen selbst.`,
  'xml:xml-encoding': (p) => `${place(p)} ist in ${found(p)}, erwartet wird ${p['expected']}. Senden Sie es so.`,
  'xml:xml-limit': (p) =>
    `${place(p)} hat ${found(p)}, erwartet wird höchstens ${p['expected']}. Senden Sie ein kleineres Dokument.`,
  'xml:xml-unfinished': (p) =>
    `${place(p)} endet, bevor es geschlossen ist. Vielleicht brach die Übertragung ab; senden Sie es ganz.`,
  'xml:root-unknown': (p) =>
    `${place(p)} ist ${found(p)}, erwartet wird ${p['expected']}. Senden Sie eines dieser Dokumente.`,
  'xml:element-unknown': (p) =>
    `${place(p)} ist hier nicht bekannt, erwartet wird ${p['expected']}. Fragen Sie, ob es gemeint ist, oder lassen Sie es weg.`,
  'xml:element-order': (p) => `${place(p)} steht hinter ${found(p)}, erwartet wird es davor. Ordnen Sie die Elemente.`,
  'xml:element-missing': (p) => `${place(p)} fehlt: erwartet wird ${p['expected']}. Fügen Sie es hinzu.`,
  'xml:element-repeated': (p) => `${place(p)} ist zu oft da, erwartet wird es einmal. Lassen Sie weg, was zu viel ist.`,
  'xml:element-value': (p) => `${place(p)} ist ${found(p)}, erwartet wird ${p['expected']}. Berichtigen Sie den Wert.`,
  'xml:attribute-missing': (p) => `${place(p)} fehlt: erwartet wird ${p['expected']}. Fügen Sie es hinzu.`,
}
