import { Text } from '@mantine/core'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { type Agreement, madeTo } from '../../api/partners.ts'
import { isProposed, useTold } from '../../api/proposals.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Differences } from '../../ui/Differences.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Shown } from '../../ui/states.tsx'
import { agreementState } from './AgreementRows.tsx'
import { WaySelect } from './MakeAgreement.tsx'

/** What the same two have agreed on the same in production; null: nothing that has not ended. */
const inProductionQuery = ({ sender, receiver, type }: Agreement) =>
  queryOptions({
    queryKey: ['agreements', 'in-production', sender.id, receiver.id, type],
    staleTime: 0,
    queryFn: async ({ signal }) => {
      const query = { party: sender.id, type, mode: 'production' as const, limit: 500 }
      const { items } = await bodyOf(api.GET('/api/v1/agreements', { signal, params: { query } }))
      const theirs = items.filter((one) => one.sender.id === sender.id && one.receiver.id === receiver.id)
      return theirs.find((one) => agreementState(one) !== 'ended') ?? null
    },
  })

/** Lets what was tried in test hold in production, after one saw what that changes there. */
export function Promote({ agreement, close }: { agreement: Agreement; close(): void }) {
  return (
    <Shown of={useQuery(inProductionQuery(agreement))} lines={2}>
      {(there) => <Promoting agreement={agreement} there={there} close={close} />}
    </Shown>
  )
}

interface PromotingProps {
  agreement: Agreement
  there: Agreement | null
  close(): void
}

function Promoting({ agreement, there, close }: PromotingProps) {
  const { promotion } = useWords()
  const [channel, setChannel] = useState(there?.channel?.id ?? '')
  const promoting = usePromoting({ agreement, there, close }, channel)
  return (
    <FormDialog
      title={promotion.title}
      submit={promotion.act}
      pending={promoting.isPending}
      error={promoting.error}
      wide
      close={close}
      send={promoting.mutate}
    >
      <WaySelect
        receiver={agreement.receiver.slug}
        mode="production"
        value={channel}
        onChange={({ currentTarget }) => setChannel(currentTarget.value)}
      />
      <Text>{there === null ? promotion.makes : promotion.changes(there.version)}</Text>
      {there === null && Object.keys(agreement.said).length === 0 ? (
        <Text size="sm">{promotion.nothingSaid}</Text>
      ) : (
        <Differences before={there?.said ?? {}} after={agreement.said} />
      )}
      {there !== null && (
        <>
          <Text>{promotion.effectiveNow}</Text>
          <Differences before={there.settings} after={agreement.settings} />
        </>
      )}
    </FormDialog>
  )
}

function usePromoting({ agreement: { id, version }, there, close }: PromotingProps, channel: string) {
  const { promotion } = useWords()
  const told = useTold()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () =>
      bodyOf(
        api.POST('/api/v1/agreements/{id}/promotion', {
          params: { path: { id } },
          body: { channel, over: there?.version ?? null },
          ...madeTo(version),
        }),
      ),
    async onSuccess(answer) {
      close()
      await told(answer, promotion.done)
      if (!isProposed(answer)) await navigate(paths.agreement(answer.id))
    },
  })
}
