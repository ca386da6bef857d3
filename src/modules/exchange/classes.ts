/** What kind of error opened a work item: it says whose business it is, and whether trying again may help. */
export const classes = [
  'connectivity',
  'refused',
  'configuration',
  'validation',
  'routing',
  'duplicate',
  'approval',
  'business',
  'receipt',
  'outcome-unknown',
  'storage',
  'access',
  'fault',
  'other',
] as const

export type WorkClass = (typeof classes)[number]

const BY_KIND: Record<string, WorkClass> = {
  overdue: 'receipt',
  duplicate: 'duplicate',
  approval: 'approval',
  'outcome-unknown': 'outcome-unknown',
  ending: 'access',
}

/** Of what connectors tell: by the error that each code comes with (connectors/errors.ts). */
const BY_CODE: Record<string, WorkClass> = {
  ...coded('connectivity', 's3-', 'name-unknown unreachable disconnected busy'),
  ...coded('connectivity', 'sftp-', 'name-unknown unreachable handshake-failed disconnected'),
  ...coded(
    'configuration',
    's3-',
    'tls-failed sign-in-refused clock-differs region-wrong bucket-missing permission-denied',
  ),
  ...coded('configuration', 's3-', 'not-implemented not-s3 list-broken key-word-missing lock-missing'),
  ...coded(
    'configuration',
    'sftp-',
    'host-key-unpinned host-key-changed key-unreadable sign-in-refused refused-session',
  ),
  ...coded('configuration', 'sftp-', 'folder-missing permission-denied'),
  ...coded('refused', 's3-', 'refused key-taken object-cold'),
  ...coded('refused', 'sftp-', 'refused name-taken'),
  ...coded('storage', 's3-', 'full damaged size-differs'),
  ...coded('storage', 'sftp-', 'size-differs'),
  // What lies at a source and is no file to take.
  ...coded('validation', 'item-', 'empty too-large changed'),
  'connection-ended': 'configuration',
  'pick-up-bug': 'fault',
  'http-disconnected': 'connectivity',
  'http-try-later': 'connectivity',
  'http-rejected': 'refused',
  'http-address-invalid': 'configuration',
  'http-address-refused': 'configuration',
  's3-address-refused': 'configuration',
  'sftp-address-refused': 'configuration',
  'channel-missing': 'configuration',
  'mode-mismatch': 'routing',
  'sender-not-yours': 'routing',
  'receiver-unknown': 'routing',
  'comparison-held': 'business',
  'translation-loses': 'business',
  'translation-impossible': 'validation',
  'translation-too-large': 'validation',
  'translation-no-form': 'configuration',
  'translation-unnamed': 'configuration',
  'business-refused': 'business',
  'agreement-missing': 'routing',
  'agreement-ambiguous': 'routing',
  'attachment-ambiguous': 'routing',
  'attachment-overdue': 'routing',
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

function coded(name: WorkClass, prefix: string, codes: string): Record<string, WorkClass> {
  return Object.fromEntries(codes.split(' ').map((code) => [prefix + code, name]))
}

/** The class of a work item by its kind and the code of its problem. What was set aside as it came is a matter of its form. */
export function classOf(kind: string, code: string | undefined): WorkClass {
  return BY_KIND[kind] ?? BY_CODE[code ?? ''] ?? (kind === 'quarantine' ? 'validation' : 'other')
}
