/** What is wrong with a document of any format: kept as data, said as one sentence when shown. */
export interface Problem {
  code: ProblemCode
  /** A warning is told and stops nothing. */
  severity: 'error' | 'warning'
  /** Where: a path of the canonical form, an element's path, a record and column. */
  at: string
  found?: string
  expected?: string
  line?: number
  column?: number
  /** The rule of a list of others that was broken, such as BR-01. */
  rule?: string
}

type Sentence = (p: Problem) => string

const found = (p: Problem) => (p.found === undefined || p.found === '' ? 'nothing' : `"${p.found}"`)
const place = (p: Problem) =>
  `${p.at === '' ? 'The document' : p.at}${p.line === undefined ? '' : ` (line ${p.line}, column ${p.column})`}`

/** The closed list. Each sentence says what was found, what was expected, where, and what to do. */
const SENTENCES = {
  'canonical-invalid': (p) => `${place(p)} is ${found(p)}, expected ${p.expected}. Correct the value.`,
  'canonical-missing': (p) => `${place(p)} is missing, expected ${p.expected}. Add it.`,
  'canonical-unknown': (p) =>
    `${place(p)} is no part of a canonical document. Remove it, or give it as one of the extensions.`,
  'value-unreadable': (p) => `${place(p)} is ${found(p)}, expected ${p.expected}. Correct it and send again.`,
  'xml-not-well-formed': (p) => `${place(p)}: ${p.found}. Expected well-formed XML; correct it and send again.`,
  'xml-declaration': (p) =>
    `${place(p)} holds a document type declaration. None is expected here: take it out and send again.`,
  'xml-entity': (p) =>
    `${place(p)} names ${found(p)}, expected none but the five of XML. Write the characters themselves.`,
  'xml-encoding': (p) => `${place(p)} is in ${found(p)}, expected ${p.expected}. Send it so encoded.`,
  'xml-limit': (p) => `${place(p)} has ${found(p)}, expected at most ${p.expected}. Send a smaller document.`,
  'xml-unfinished': (p) => `${place(p)} ends before it is closed. The transfer may have been cut; send it whole.`,
  'root-unknown': (p) => `${place(p)} is ${found(p)}, expected ${p.expected}. Send one of these documents.`,
  'element-unknown': (p) =>
    `${place(p)} is not known here, expected ${p.expected}. Ask whether it is meant, or leave it out.`,
  'element-order': (p) => `${place(p)} stands behind ${found(p)}, expected before it. Put the elements into order.`,
  'element-missing': (p) => `${place(p)} is missing: expected ${p.expected}. Add it.`,
  'element-repeated': (p) => `${place(p)} is there more often than ${p.expected}. Leave out what is too much.`,
  'element-value': (p) => `${place(p)} is ${found(p)}, expected ${p.expected}. Correct the value.`,
  'attribute-missing': (p) => `${place(p)} is missing: expected ${p.expected}. Add it.`,
  'rule-broken': (p) => `${p.rule} at ${place(p)}: found ${found(p)}, expected ${p.expected}. Correct the document.`,
  'row-unreadable': (p) => `${place(p)} is ${found(p)}, expected ${p.expected}. Correct the file or its layout.`,
  'text-encoding': (p) =>
    `${place(p)} has bytes that are not ${p.expected}: ${found(p)}. Send it in that character set.`,
  'mapping-failed': (p) => `${place(p)}: ${p.found}. Expected ${p.expected}; correct the mapping.`,
} satisfies Record<string, Sentence>

export type ProblemCode = keyof typeof SENTENCES

/** The problem as one sentence. */
export function sentenceOf(problem: Problem): string {
  return SENTENCES[problem.code](problem)
}

/** A value as a problem shows it: short, control characters escaped. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  const escaped = text.replace(
    /[\u0000-\u001f\u007f-\u009f]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
  return escaped.length > 99 ? `${escaped.slice(0, 98)}…` : escaped
}
