import { Badge, Text } from '@mantine/core'
import type { Agreement } from '../../api/partners.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { flat, shownValue } from '../../ui/differing.ts'
import { type Column, Rows } from '../../ui/Rows.tsx'

interface Setting {
  path: string
  value: unknown
  origin: Agreement['origins'][string]
}

const columnsIn = ({ agreements, common }: Words): Column<Setting>[] => [
  { key: 'path', title: agreements.setting, cell: ({ path }) => <span className="identifier">{path}</span> },
  {
    key: 'value',
    title: agreements.value,
    cell: ({ value }) => <span className="foreign">{shownValue(value, common.none)}</span>,
  },
  {
    key: 'origin',
    title: agreements.origin,
    cell: ({ origin }) => (
      <Badge variant={origin === 'agreement' ? 'outline' : 'default'} tt="none" fw={500} radius="sm">
        {agreements.origins[origin]}
      </Badge>
    ),
  },
]

/** Every setting that holds now, with the layer that said it; what lies above hides what lies below. */
export function Applying({ agreement }: { agreement: Pick<Agreement, 'settings' | 'origins'> }) {
  const words = useWords()
  const rows = [...flat(agreement.settings)].map(([path, value]) => ({
    path,
    value,
    origin: agreement.origins[path] ?? ('default' as const),
  }))
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {words.agreements.layers}
      </Text>
      {rows.length === 0 ? (
        <Text role="alert">{words.agreements.unfit}</Text>
      ) : (
        <Rows label={words.agreements.applies} rows={rows} columns={columnsIn(words)} idOf={({ path }) => path} />
      )}
    </>
  )
}
