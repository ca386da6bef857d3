import type { Problem } from '../problems.ts'

/** `N1[ST] 04 (segment 5)` */
const at = (p: Problem) => {
  const { element, component } = p as { element?: number; component?: number }
  const place = element === undefined ? '' : ` ${String(element).padStart(2, '0')}${component ? `-${component}` : ''}`
  const position = p.segmentPosition === undefined ? '' : ` (segment ${p.segmentPosition})`
  return `${String(p['place'] ?? p.segment ?? 'The document')}${place}${position}`
}
/** The same without its element, where it is about several. */
const whole = (p: Problem) => at({ ...p, element: undefined } as unknown as Problem)
const found = (p: Problem) => (p.value === undefined || p.value === '' ? 'nothing' : `"${p.value}"`)
const guide = (p: Problem) => `the guide ${String(p['guide'])}`

/** What is said of a document that is not as its guide says. */
export const GUIDE_SENTENCES = {
  'guide-segment-missing': (p: Problem) =>
    `${String(p['place'])} is required by ${guide(p)}, ${p.expected} at least, and was found ${found(p)} times before segment ${p.segmentPosition}. Add it.`,
  'guide-segment-not-used': (p: Problem) => `${at(p)} is not used by ${guide(p)}. Leave it out.`,
  'guide-segment-too-often': (p: Problem) =>
    `${at(p)} is used more often than ${p.expected === '1' ? 'the one time' : `the ${p.expected} times`} that ${guide(p)} allows. Remove the surplus.`,
  'guide-element-missing': (p: Problem) => `${at(p)} is required by ${guide(p)}, but empty. Fill it in.`,
  'guide-element-not-used': (p: Problem) => `${at(p)} is ${found(p)}, but not used by ${guide(p)}. Leave it empty.`,
  'guide-element-code': (p: Problem) => `${at(p)} is ${found(p)}, expected one of ${p.expected} by ${guide(p)}.`,
  'guide-element-too-short': (p: Problem) =>
    `${at(p)} is ${found(p)}, shorter than the ${p.expected} characters that ${guide(p)} asks for.`,
  'guide-element-too-long': (p: Problem) =>
    `${at(p)} is ${found(p)}, longer than the ${p.expected} characters that ${guide(p)} allows.`,
  'guide-count': (p: Problem) =>
    `${at(p)} says ${found(p)}, but ${p.expected} were counted (rule ${String(p['rule'])} of ${guide(p)}). Correct the count, or send what is missing.`,
  'guide-total': (p: Problem) =>
    `${at(p)} says ${found(p)}, but its parts add up to ${p.expected} (rule ${String(p['rule'])} of ${guide(p)}). Correct the amounts.`,
  'guide-one-of': (p: Problem) =>
    `${whole(p)} has none of ${p.expected} (rule ${String(p['rule'])} of ${guide(p)}). Fill in one of them.`,
  'guide-rule': (p: Problem) => `${String(p['sentence'])} (rule ${String(p['rule'])} of ${guide(p)})`,
  'guide-not-checked': (p: Problem) =>
    `The document says version ${found(p)}, and ${guide(p)} is for ${p.expected}: it was not held against it. Send that version, or agree on a guide for this one.`,
  'guide-rule-failed': (p: Problem) =>
    `The rule ${String(p['rule'])} of ${guide(p)} could not be evaluated: ${String(p['reason'])}. Correct the rule, or the document that it stumbles over.`,
}
