import type { Agreement } from '../../api/partners.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { flat } from '../../ui/differing.ts'
import { TextLink } from '../../ui/links.tsx'
import { type Column, Rows } from '../../ui/Rows.tsx'
import { type State, StateBadge } from '../../ui/StateBadge.tsx'

const columnsIn = ({ agreements, documents, document, modes, common }: Words): Column<Agreement>[] => [
  {
    key: 'sides',
    title: documents.route,
    cell: ({ id, sender, receiver }) => (
      <TextLink {...paths.agreement(id)} className="foreign" fw={600}>
        {document.sides(sender.slug, receiver.slug)}
      </TextLink>
    ),
  },
  { key: 'type', title: documents.type, cell: ({ type }) => (type === '*' ? agreements.anyType : type) },
  { key: 'mode', title: documents.mode, cell: ({ mode }) => modes[mode as keyof Words['modes']] ?? mode },
  { key: 'channel', title: agreements.channel, cell: ({ channel }) => channel?.name ?? common.none },
  { key: 'said', title: agreements.ownSettings, end: true, cell: ({ said }) => flat(said).size },
  { key: 'state', title: documents.status, cell: (one) => <StateBadge state={agreementState(one)} /> },
]

interface AgreementRowsProps {
  label: string
  agreements: Agreement[]
  current?: number
  more?: { load(): void; loading: boolean } | undefined
}

/** Agreements as every list of them shows them. */
export function AgreementRows({ label, agreements, ...rest }: AgreementRowsProps) {
  const words = useWords()
  return <Rows label={label} rows={agreements} columns={columnsIn(words)} idOf={({ id }) => id} {...rest} />
}

export function agreementState({ from, until }: Pick<Agreement, 'from' | 'until'>, now = Date.now()): State {
  if (until !== null && new Date(until).getTime() <= now) return 'ended'
  return from !== null && new Date(from).getTime() > now ? 'future' : 'active'
}
