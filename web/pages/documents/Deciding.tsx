import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import type { Document } from '../../api/documents.ts'
import { type Me, may, ofGrid, useMe } from '../../api/me.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { Act } from '../../ui/Act.tsx'
import { Failed } from '../../ui/states.tsx'

type Decision = 'release' | 'decline'

/** Lets a document go on that waits for a person, or not. The buttons stay when nothing waits, and say so. */
export function Deciding({ document }: { document: Document }) {
  const words = useWords()
  const because = reasonAgainst(useMe(), document, words)
  const [decision, setDecision] = useState<Decision | null>(null)
  return (
    <>
      <Act because={because} onClick={() => setDecision('release')}>
        {words.document.release}
      </Act>
      <Act variant="default" because={because} onClick={() => setDecision('decline')}>
        {words.document.decline}
      </Act>
      {decision !== null && <Reason document={document} decision={decision} close={() => setDecision(null)} />}
    </>
  )
}

const WAITING = new Set(['held', 'suspended', 'quarantined'])

/** The same rules as the route's: what it needs, whom it is for, and in which states there is something to decide. */
function reasonAgainst(me: Me, { status }: Document, { common, document }: Words): string | undefined {
  if (!may(me, 'exchange:decide')) return common.missingScope('exchange:decide')
  if (!ofGrid(me)) return document.gridOnly
  return WAITING.has(status) ? undefined : document.notWaiting
}

function Reason({ document: { id }, decision, close }: { document: Document; decision: Decision; close(): void }) {
  const { document: words, common } = useWords()
  const [reason, setReason] = useState('')
  const queries = useQueryClient()
  const deciding = useMutation({
    mutationFn: () =>
      bodyOf(api.PUT('/api/v1/documents/{id}/decision', { params: { path: { id } }, body: { decision, reason } })),
    async onSuccess() {
      close()
      notifications.show({ message: words.decided })
      await queries.invalidateQueries({ queryKey: ['documents'] })
    },
  })
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    deciding.mutate()
  }
  return (
    <Modal opened onClose={close} title={words[decision]} closeButtonProps={{ 'aria-label': common.cancel }}>
      <form onSubmit={submit}>
        <Stack>
          <Textarea
            label={words.reason}
            required
            maxLength={1_000}
            data-autofocus
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          {deciding.error !== null && <Failed error={deciding.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={deciding.isPending}>
              {words[decision]}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
