import type { Kind, Notification } from '../../api/notifications.ts'
import { paths } from '../../paths.ts'

/** What the documents of a crowd are now, where they are all the same. */
const STATUS: Partial<Record<Kind, string>> = {
  'approval-waiting': 'unapproved',
  'approval-overdue': 'unapproved',
  'document-set-aside': 'quarantined',
  'document-suspended': 'suspended',
  'document-declined': 'declined',
}

/** Where one sees what it is about: the thing itself, or of a crowd the list that it stands in. */
export function leadingTo({ kind, count, subject, documentType: type, partner }: Notification, grid: boolean) {
  const status = STATUS[kind]
  if (subject.kind === 'proposal') return paths.proposals()
  if (count > 1 && status !== undefined && type !== null) {
    return paths.documents({ type, status, ...(partner === null ? {} : { partner }) })
  }
  if (count > 1) return paths.workItems(grid && partner !== null ? { organization: partner } : {})
  if (subject.kind === 'document') return paths.document(subject.id)
  if (subject.kind === 'work-item') return paths.workItem(subject.id)
  return subject.kind === 'connection' ? paths.connection(subject.id) : paths.workItems()
}
