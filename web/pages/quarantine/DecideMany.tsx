import { NativeSelect, Text, Textarea } from '@mantine/core'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { WorkItem } from '../../api/acts.ts'
import { api, bodyOf } from '../../api/client.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { counted } from '../../ui/formats.ts'
import { Failed } from '../../ui/states.tsx'
import { Kept } from './Kept.tsx'

interface Which {
  problem: string
  organization?: string
}

const STEP = 50

const countQuery = (filter: Which) =>
  queryOptions({
    queryKey: ['work-items', 'aside', filter],
    enabled: filter.problem !== '',
    queryFn: ({ signal }) =>
      // Nothing is decided, so there is nothing to give a reason for; the grid asks for one all the same.
      bodyOf(
        api.POST('/api/v1/reprocessings', {
          signal,
          params: { query: { dryRun: 'true' } },
          body: { filter, reason: 'preview' },
        }),
      ),
  })

/** After the world was mended: all that was set aside for the same reason, also what is not shown. */
export function DecideMany({ items, close }: { items: WorkItem[]; close(): void }) {
  const { locale, words } = useLanguage()
  const { quarantine, common } = words
  const problems = new Map(items.map(({ problem }) => [problem.code, problem.sentence]))
  const organizations = [...new Set(items.flatMap((one) => one.organization ?? []))].sort()
  const [which, setWhich] = useState<Which>({ problem: [...problems.keys()][0] ?? '' })
  const [reason, setReason] = useState('')
  const count = useQuery(countQuery(which))
  const { doing, seen, stop } = useDeciding(which, reason)
  const total = count.data?.total ?? 0
  const choose = (organization: string) =>
    setWhich({ problem: which.problem, ...(organization === '' ? {} : { organization }) })
  return (
    <FormDialog
      title={quarantine.bulk}
      submit={quarantine.bulkGo(counted(total, locale))}
      pending={doing.isPending}
      error={doing.error}
      blocked={total === 0 || doing.isSuccess}
      close={() => {
        stop()
        close()
      }}
      send={() => doing.mutate()}
    >
      <Text size="sm">{quarantine.bulkAbout}</Text>
      <NativeSelect
        label={quarantine.reason}
        value={which.problem}
        onChange={({ currentTarget }) => setWhich({ ...which, problem: currentTarget.value })}
        data={[...problems].map(([value, label]) => ({ value, label }))}
        disabled={doing.isPending}
      />
      <NativeSelect
        label={quarantine.organization}
        value={which.organization ?? ''}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
        data={[{ value: '', label: common.all }, ...organizations]}
        disabled={doing.isPending}
      />
      <Textarea
        label={quarantine.bulkReason}
        required
        maxLength={1_000}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      {count.error !== null && <Failed error={count.error} />}
      <Found total={count.data?.total} seen={seen} all={doing.isPending || doing.isSuccess} />
      <Kept reasons={seen.refused} />
    </FormDialog>
  )
}

interface Seen {
  decided: number
  refused: string[]
}

/** Step by step, so that it can be stopped; a repeat goes on where it stood. */
function useDeciding(filter: Which, reason: string) {
  const [seen, setSeen] = useState<Seen>({ decided: 0, refused: [] })
  const stopped = useRef(false)
  const queries = useQueryClient()
  const doing = useMutation({
    async mutationFn() {
      let now: Seen = { decided: 0, refused: [] }
      let after: string | null = null
      do {
        const body: { filter: Which; reason: string; limit: number; after: string | null } = {
          ...{ filter, reason, limit: STEP, after },
        }
        const { items, next } = await bodyOf(api.POST('/api/v1/reprocessings', { body }))
        const refused = items.flatMap((one) => one.refused ?? [])
        now = {
          decided: now.decided + items.length - refused.length,
          refused: [...now.refused, ...refused],
        }
        setSeen(now)
        after = next
      } while (after !== null && !stopped.current)
    },
    onSettled: () =>
      Promise.all(['work-items', 'documents'].map((root) => queries.invalidateQueries({ queryKey: [root] }))),
  })
  return {
    doing,
    seen,
    stop: () => {
      stopped.current = true
    },
  }
}

function Found({ total, seen, all }: { total: number | undefined; seen: Seen; all: boolean }) {
  const { locale } = useLanguage()
  const { quarantine } = useWords()
  const said = (n: number) => counted(n, locale)
  return (
    <Text aria-live="polite" size="sm" fw={600}>
      {all
        ? quarantine.bulkDone(said(seen.decided), said(seen.refused.length))
        : total === undefined
          ? ''
          : total === 0
            ? quarantine.bulkNone
            : quarantine.bulkFits(said(total))}
    </Text>
  )
}
