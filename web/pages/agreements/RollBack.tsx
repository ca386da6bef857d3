import { Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'
import { type Agreement, madeTo } from '../../api/partners.ts'
import { useTold } from '../../api/proposals.ts'
import { useWords } from '../../i18n/language.tsx'
import { Differences } from '../../ui/Differences.tsx'
import { differences } from '../../ui/differing.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'

/** What a version kept. */
export interface Kept {
  version: number
  content: { channel: string | null; settings: Record<string, unknown> }
}

/** Lets an agreement say again what it said then, as a new version, after one saw what that changes. */
export function RollBack({ agreement, to, close }: { agreement: Agreement; to: Kept; close(): void }) {
  const { rollback } = useWords()
  const { id, version, said, channel } = agreement
  const told = useTold()
  const before = { channel: channel?.id ?? null, settings: said }
  const after = { channel: to.content.channel, settings: to.content.settings }
  const rolling = useMutation({
    mutationFn: () =>
      bodyOf(
        api.PATCH('/api/v1/agreements/{id}', {
          params: { path: { id } },
          body: { settings: after.settings, ...(after.channel === null ? {} : { channel: after.channel }) },
          ...madeTo(version),
        }),
      ),
    async onSuccess(answer) {
      close()
      await told(answer, rollback.done)
    },
  })
  const same = differences(before, after).length === 0
  return (
    <FormDialog
      title={rollback.title(to.version)}
      submit={rollback.act}
      pending={rolling.isPending}
      error={rolling.error}
      blocked={same}
      close={close}
      send={rolling.mutate}
    >
      <Text>{same ? rollback.none : rollback.about}</Text>
      {!same && <Differences before={before} after={after} />}
    </FormDialog>
  )
}
