import type { Document } from '../../api/documents.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { RowLink } from '../../ui/links.tsx'
import { type Column, Rows } from '../../ui/Rows.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'

const columnsIn = ({ documents, common, modes }: Words): Column<Document>[] => [
  {
    key: 'key',
    title: documents.key,
    cell: ({ id, key, type }) => <RowLink {...paths.document(id)}>{key ?? type}</RowLink>,
  },
  {
    key: 'type',
    title: documents.type,
    cell: ({ type, mode }) => (
      <span className="beside">
        <span className="foreign">{type}</span>
        <span className="dimmed">{modes[mode as keyof typeof modes] ?? mode}</span>
      </span>
    ),
  },
  {
    key: 'route',
    title: documents.route,
    cell: ({ sender, receiver }) => (
      <span className="foreign">
        {sender ?? common.none} → {receiver ?? common.none}
      </span>
    ),
  },
  { key: 'status', title: documents.status, cell: ({ status }) => <StatusBadge status={status} /> },
  { key: 'at', title: documents.at, cell: ({ at }) => <Time at={at} short /> },
]

interface DocumentRowsProps {
  label: string
  documents: Document[]
  current?: number
  more?: { load(): void; loading: boolean } | undefined
}

/** Documents as every list of them shows them. */
export function DocumentRows({ label, documents, ...rest }: DocumentRowsProps) {
  const words = useWords()
  return <Rows label={label} rows={documents} columns={columnsIn(words)} idOf={({ id }) => id} {...rest} />
}
