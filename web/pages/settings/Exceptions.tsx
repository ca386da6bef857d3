import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Kind, Rule } from '../../api/notifications.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { Act } from '../../ui/Act.tsx'
import { type Column, Rows } from '../../ui/Rows.tsx'

interface ExceptionsProps {
  kinds: Kind[]
  rules: Rule[]
  save(rules: Rule[]): Promise<unknown>
}

/** Rules for one partner or one type of document. */
export function Exceptions({ kinds, rules, save }: ExceptionsProps) {
  const words = useWords()
  const { notifications } = words
  const exceptions = rules.filter(({ documentType, partner }) => documentType !== null || partner !== null)
  const remove = (gone: Rule) => void save(rules.filter((rule) => rule !== gone)).catch(() => {})
  return (
    <Stack>
      <Text c="dimmed" size="sm">
        {notifications.exceptionsAbout}
      </Text>
      {exceptions.length === 0 ? (
        <Text>{notifications.noExceptions}</Text>
      ) : (
        <Rows
          label={notifications.exceptions}
          rows={exceptions}
          columns={columnsIn(words, remove)}
          idOf={({ kind, documentType, partner }) => `${kind} ${documentType} ${partner}`}
        />
      )}
      <Adding kinds={kinds} add={(rule) => save([...rules, rule])} />
    </Stack>
  )
}

function columnsIn({ notifications, settings, common }: Words, remove: (rule: Rule) => void): Column<Rule>[] {
  const kindOf = ({ kind }: Rule) => (kind === null ? notifications.any : notifications.kinds[kind])
  const partOf = (part: string | null) => (part === null ? common.all : <span className="identifier">{part}</span>)
  return [
    { key: 'kind', title: notifications.kind, cell: kindOf },
    { key: 'partner', title: notifications.partner, cell: ({ partner }) => partOf(partner) },
    { key: 'type', title: notifications.type, cell: ({ documentType }) => partOf(documentType) },
    {
      key: 'told',
      title: notifications.verdict,
      cell: ({ told }) => (told ? notifications.told : notifications.notTold),
    },
    {
      key: 'actions',
      title: settings.actions,
      cell: (rule) => (
        <Act
          size="xs"
          variant="default"
          aria-label={notifications.removeOf(
            [kindOf(rule), rule.partner, rule.documentType].filter(Boolean).join(', '),
          )}
          onClick={() => remove(rule)}
        >
          {common.remove}
        </Act>
      ),
    },
  ]
}

const EMPTY = { kind: '', partner: '', documentType: '', told: 'no' }

function Adding({ kinds, add }: { kinds: Kind[]; add(rule: Rule): Promise<unknown> }) {
  const { notifications } = useWords()
  const form = useForm({
    initialValues: EMPTY,
    validate: (of) =>
      of.partner.trim() === '' && of.documentType.trim() === '' ? { partner: notifications.needsOne } : {},
  })
  const submit = async ({ kind, partner, documentType, told }: typeof EMPTY) => {
    const named = { partner: partner.trim() || null, documentType: documentType.trim() || null }
    await add({ kind: kind === '' ? null : (kind as Kind), ...named, told: told === 'yes' })
    form.reset()
  }
  const choices = [
    { value: '', label: notifications.any },
    ...kinds.map((kind) => ({ value: kind, label: notifications.kinds[kind] })),
  ]
  const verdicts = [
    { value: 'no', label: notifications.notTold },
    { value: 'yes', label: notifications.told },
  ]
  return (
    // A refusal is said above, and what was typed stays.
    <form onSubmit={form.onSubmit((values) => void submit(values).catch(() => {}))}>
      <Stack gap="sm">
        <NativeSelect label={notifications.kind} data={choices} {...form.getInputProps('kind')} />
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <TextInput
            label={notifications.partner}
            description={notifications.partnerHint}
            maxLength={64}
            {...form.getInputProps('partner')}
          />
          <TextInput
            label={notifications.type}
            description={notifications.typeHint}
            maxLength={60}
            {...form.getInputProps('documentType')}
          />
        </Group>
        <NativeSelect label={notifications.verdict} data={verdicts} {...form.getInputProps('told')} />
        <Group>
          <Button type="submit" variant="default">
            {notifications.add}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
