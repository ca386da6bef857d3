/** What kind of error opened a work item: it says whose business it is, and whether trying again may help. */
export const classes = [
  'connectivity',
  'refused',
  'configuration',
  'validation',
  'routing',
  'duplicate',
  'approval',
  'receipt',
  'outcome-unknown',
  'storage',
  'fault',
  'other',
] as const

export type WorkClass = (typeof classes)[number]

const BY_KIND: Record<string, WorkClass> = {
  overdue: 'receipt',
  duplicate: 'duplicate',
  approval: 'approval',
  'outcome-unknown': 'outcome-unknown',
}

const BY_CODE: Record<string, WorkClass> = {
  'http-disconnected': 'connectivity',
  'http-try-later': 'connectivity',
  'http-rejected': 'refused',
  'http-address-invalid': 'configuration',
  'http-address-refused': 'configuration',
  'channel-missing': 'configuration',
  'mode-mismatch': 'routing',
  'sender-not-yours': 'routing',
  'receiver-unknown': 'routing',
  'agreement-missing': 'routing',
  'agreement-ambiguous': 'routing',
  'attachment-ambiguous': 'routing',
  'control-number-reused': 'duplicate',
  'group-refused': 'receipt',
  'set-refused': 'receipt',
  'ta1-rejected': 'receipt',
  'receipt-overdue': 'receipt',
  'payload-missing': 'storage',
  'payload-damaged': 'storage',
  'decision-bug': 'fault',
  'delivery-bug': 'fault',
}

/** The class of a work item by its kind and the code of its problem. What was set aside as it came is a matter of its form. */
export function classOf(kind: string, code: string | undefined): WorkClass {
  return BY_KIND[kind] ?? BY_CODE[code ?? ''] ?? (kind === 'quarantine' ? 'validation' : 'other')
}
