import { Alert, Button, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { type Agreement, madeTo } from '../../api/partners.ts'
import { useTold } from '../../api/proposals.ts'
import { useWords } from '../../i18n/language.tsx'
import { Differences } from '../../ui/Differences.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Shown } from '../../ui/states.tsx'
import { agreementQuery } from './query.ts'
import { SettingsFields, type Sides } from './SettingsFields.tsx'
import { readSettings } from './settings.ts'

type Base = Pick<Agreement, 'id' | 'version' | 'said'>

/** Changes what an agreement says itself. Whether it fits together is the grid's to say; what was typed stays until it does. */
export function EditAgreement({ agreement, close }: { agreement: Agreement; close(): void }) {
  const { agreements, common } = useWords()
  // As it was when the dialog was opened: a newer one is taken over by hand, after one saw what became other.
  const [base, setBase] = useState<Base>(agreement)
  const [text, setText] = useState(() => JSON.stringify(agreement.said, null, 2))
  const read = readSettings(text)
  const saving = useSaving(read, close)
  return (
    <FormDialog
      title={agreements.edit}
      submit={common.save}
      pending={saving.isPending}
      // What was said to an older one is over as soon as a newer one is taken: nothing moves a moment later, below a finger.
      error={saving.variables === base ? saving.error : null}
      conflict={<Conflict base={base} goOn={setBase} />}
      blocked={read === undefined}
      wide
      close={close}
      send={() => saving.mutate(base)}
    >
      <SettingsFields of={sidesOf(agreement)} text={text} change={setText} />
      {read !== undefined && (
        <section aria-label={agreements.change}>
          <Text size="sm" c="dimmed">
            {agreements.change}
          </Text>
          <Differences before={base.said} after={read} />
        </section>
      )}
    </FormDialog>
  )
}

function sidesOf({ sender, receiver, type, mode }: Agreement): Sides {
  return { sender: sender.slug, receiver: receiver.slug, type, mode: mode as Sides['mode'] }
}

/** Somebody was faster: who goes on sees what became other since, and then whose change counts. */
function Conflict({ base, goOn }: { base: Base; goOn(newer: Base): void }) {
  const { agreements } = useWords()
  return (
    <Alert role="alert" variant="default" icon={<Icon name="warning" />} title={agreements.conflict}>
      <Shown of={useQuery({ ...agreementQuery(base.id), staleTime: 0 })} lines={2}>
        {(newer) => (
          <Stack gap="xs" align="flex-start">
            <Text>{agreements.conflictAbout(base.version, newer.version)}</Text>
            <Differences before={base.said} after={newer.said} />
            <Button variant="default" onClick={() => goOn(newer)}>
              {agreements.goOn}
            </Button>
          </Stack>
        )}
      </Shown>
    </Alert>
  )
}

function useSaving(settings: Record<string, unknown> | undefined, close: () => void) {
  const { agreements } = useWords()
  const queries = useQueryClient()
  const told = useTold()
  return useMutation({
    mutationFn: ({ id, version }: Base) =>
      bodyOf(
        api.PATCH('/api/v1/agreements/{id}', {
          params: { path: { id } },
          body: { settings: settings ?? {} },
          ...madeTo(version),
        }),
      ),
    async onSuccess(answer) {
      close()
      await told(answer, agreements.saved)
    },
    onError: (_, { id }) => queries.invalidateQueries({ queryKey: ['agreements', 'one', id] }),
  })
}
