import { TextInput, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { useMe } from '../../api/me.ts'
import { lacks, lacksOfGrid } from '../../api/rights.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Act } from '../../ui/Act.tsx'
import { EndingDialog } from '../../ui/EndingDialog.tsx'
import { TextLink } from '../../ui/links.tsx'
import type { Channel, Identifier, SftpKey } from './queries.ts'

interface EndProps {
  /** For those who hear it: which one. */
  label: string
  text: string
  over: boolean
  /** Left out: it is the grid's alone. */
  scope?: string
  children(close: () => void): React.ReactNode
}

/** The button at the end of a row, and the dialog behind it. */
function End({ label, text, over, scope, children }: EndProps) {
  const words = useWords()
  const [open, setOpen] = useState(false)
  const me = useMe()
  const lacking = scope === undefined ? lacksOfGrid(me, 'partners:write', words) : lacks(me, scope, words)
  const because = lacking ?? (over ? words.ending.over : undefined)
  return (
    <>
      <Act size="compact-sm" variant="default" because={because} onClick={() => setOpen(true)}>
        {text}
        <VisuallyHidden> {label}</VisuallyHidden>
      </Act>
      {open && children(() => setOpen(false))}
    </>
  )
}

export function EndChannel({ channel: { id, name, endedAt } }: { channel: Channel }) {
  const { ending } = useWords()
  return (
    <End label={ending.channelOf(name)} text={ending.endIt} over={endedAt !== null}>
      {(close) => <ClosingChannel id={id} name={name} close={close} />}
    </End>
  )
}

function ClosingChannel({ id, name, close }: { id: string; name: string; close(): void }) {
  const { ending, document, agreements } = useWords()
  const params = { path: { id } }
  const uses = useQuery({
    queryKey: ['channels', 'uses', id],
    staleTime: 0,
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/channels/{id}/uses', { signal, params })),
  }).data?.items.map(({ id: agreement, sender, receiver, type }) => ({
    key: agreement,
    shown: (
      <TextLink {...paths.agreement(agreement)}>
        {document.sides(sender, receiver)} · {type === '*' ? agreements.anyType : type}
      </TextLink>
    ),
  }))
  return (
    <EndingDialog
      title={ending.channelOf(name)}
      submit={ending.channel}
      about={ending.channelAbout}
      guarded
      uses={uses}
      done={ending.channelEnded}
      shownBy={['channels']}
      close={close}
      send={() => bodyOf(api.PUT('/api/v1/channels/{id}/closure', { params }))}
    />
  )
}

export function EndIdentifier({ identifier: { id, qualifier, value, until } }: { identifier: Identifier }) {
  const { ending } = useWords()
  const called = qualifier === '' ? value : `${qualifier}/${value}`
  const over = until !== null && new Date(until).getTime() <= Date.now()
  return (
    <End label={ending.identifierOf(called)} text={ending.endIt} over={over}>
      {(close) => <EndingIdentifier id={id} called={called} close={close} />}
    </End>
  )
}

function EndingIdentifier({ id, called, close }: { id: string; called: string; close(): void }) {
  const { ending } = useWords()
  const [until, setUntil] = useState('')
  const body = until === '' ? {} : { until: new Date(until).toISOString() }
  return (
    <EndingDialog
      title={ending.identifierOf(called)}
      submit={ending.identifier}
      about={ending.identifierAbout}
      done={ending.identifierEnded}
      shownBy={['organizations']}
      close={close}
      send={() => bodyOf(api.PUT('/api/v1/identifiers/{id}/ending', { params: { path: { id } }, body }))}
    >
      <TextInput
        type="datetime-local"
        label={ending.until}
        description={ending.untilHint}
        value={until}
        onChange={({ currentTarget }) => setUntil(currentTarget.value)}
      />
    </EndingDialog>
  )
}

export function RevokeSftpKey({ sftpKey: { id, label, revokedAt }, last }: { sftpKey: SftpKey; last: boolean }) {
  const { ending, keys } = useWords()
  return (
    <End label={ending.sftpKeyOf(label)} text={keys.revoke} over={revokedAt !== null} scope="access:write">
      {(close) => (
        <EndingDialog
          title={ending.sftpKeyOf(label)}
          submit={ending.sftpKey}
          about={last ? `${ending.sftpKeyAbout} ${ending.lastKey}` : ending.sftpKeyAbout}
          done={ending.sftpKeyEnded}
          shownBy={['organizations']}
          close={close}
          send={() => bodyOf(api.PUT('/api/v1/sftp-keys/{id}/revocation', { params: { path: { id } } }))}
        />
      )}
    </End>
  )
}
