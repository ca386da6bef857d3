import { useQuery } from '@tanstack/react-query'
import { api, bodyOf } from '../../api/client.ts'
import { useWords } from '../../i18n/language.tsx'
import { EndingDialog } from '../../ui/EndingDialog.tsx'

/** Ends a connection that nothing uses; what does is named. */
export function EndConnection({ id, close }: { id: string; close(): void }) {
  const { ending } = useWords()
  const params = { path: { id } }
  const uses = useQuery({
    queryKey: ['connections', 'one', id, 'uses'],
    staleTime: 0,
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/connections/{id}/uses', { signal, params })),
  }).data?.items.map(({ id: key, kind, name }) => ({
    key,
    shown: kind === 'channel' ? ending.channelUse(name) : ending.archiveRule(name),
  }))
  return (
    <EndingDialog
      title={ending.connection}
      submit={ending.connection}
      about={ending.connectionAbout}
      guarded
      uses={uses}
      done={ending.connectionEnded}
      shownBy={['connections']}
      close={close}
      send={() => bodyOf(api.PUT('/api/v1/connections/{id}/closure', { params }))}
    />
  )
}
