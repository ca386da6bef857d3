import { Group, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { WorkItem } from '../../api/acts.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/me.ts'
import { Refusal } from '../../api/problems.ts'
import { lacksOfGrid } from '../../api/rights.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { Act } from '../../ui/Act.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { counted } from '../../ui/formats.ts'
import { Kept } from './Kept.tsx'

type Deed = 'release' | 'decline' | 'reprocess'

const DEEDS = { release: 'document', decline: 'document', reprocess: 'interchange' } as const

/** What can be done to several at once: documents go on or not, whole files are decided anew. */
export function Together({ items }: { items: WorkItem[] }) {
  const { locale, words } = useLanguage()
  const { quarantine, workItem } = words
  const me = useMe()
  const [deed, setDeed] = useState<Deed | null>(null)
  const because = (one: Deed) => {
    const scope = one === 'reprocess' ? 'exchange:write' : 'exchange:decide'
    const lacking = lacksOfGrid(me, scope, words)
    if (lacking !== undefined) return lacking
    if (items.length === 0) return quarantine.noneChosen
    return items.every(({ subject }) => subject.kind === DEEDS[one]) ? undefined : quarantine.notAll
  }
  return (
    <Group gap="xs">
      {(Object.keys(DEEDS) as Deed[]).map((one) => (
        <Act key={one} size="xs" variant="default" because={because(one)} onClick={() => setDeed(one)}>
          {workItem.acts[one].name}
        </Act>
      ))}
      {items.length > 0 && <Text size="sm">{quarantine.chosen(counted(items.length, locale))}</Text>}
      {deed !== null && <Doing deed={deed} items={items} close={() => setDeed(null)} />}
    </Group>
  )
}

interface Outcome {
  done: number
  refused: string[]
}

/** One after the other: what is refused stays and says why; closing the dialog stops behind the one under way. */
function Doing({ deed, items, close }: { deed: Deed; items: WorkItem[]; close(): void }) {
  const { quarantine, workItem } = useWords()
  const [reason, setReason] = useState('')
  // Those that were chosen when it began: what is done leaves the list.
  const [all] = useState(items)
  const [outcome, setOutcome] = useState<Outcome>({ done: 0, refused: [] })
  const stopped = useRef(false)
  const queries = useQueryClient()
  const doing = useMutation({
    async mutationFn() {
      let now: Outcome = { done: 0, refused: [] }
      for (const item of all) {
        if (stopped.current) break
        const refused = await doneTo(item, deed, reason)
        now = { done: now.done + 1, refused: refused === null ? now.refused : [...now.refused, refused] }
        setOutcome(now)
      }
      return now
    },
    async onSettled(result) {
      await Promise.all(['work-items', 'documents'].map((root) => queries.invalidateQueries({ queryKey: [root] })))
      if (result === undefined || result.refused.length > 0) return
      notifications.show({ message: workItem.done })
      close()
    },
  })
  const stop = () => {
    stopped.current = true
    close()
  }
  return (
    <FormDialog
      title={workItem.acts[deed].name}
      submit={workItem.acts[deed].name}
      pending={doing.isPending}
      error={doing.error}
      blocked={doing.isSuccess}
      close={stop}
      send={() => doing.mutate()}
    >
      <Text size="sm">{workItem.acts[deed].about}</Text>
      <Text role="status" size="sm" c="dimmed">
        {quarantine.progress(String(outcome.done), String(all.length))}
      </Text>
      {deed !== 'reprocess' && (
        <Textarea
          label={quarantine.bulkReason}
          required
          maxLength={1_000}
          data-autofocus
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      )}
      <Kept reasons={outcome.refused} />
    </FormDialog>
  )
}

/** Null: it is done. A grid that cannot be reached ends it all. */
async function doneTo({ subject: { id } }: WorkItem, deed: Deed, reason: string): Promise<string | null> {
  const params = { path: { id } }
  try {
    if (deed === 'reprocess') await api.POST('/api/v1/interchanges/{id}/reprocess', { params })
    else await api.PUT('/api/v1/documents/{id}/decision', { params, body: { decision: deed, reason } })
    return null
  } catch (error) {
    if (error instanceof Refusal && error.status >= 400 && error.status < 500) return error.message
    throw error
  }
}
