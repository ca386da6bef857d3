import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Document } from '../../api/documents.ts'
import { type Me, may, ofGrid, useMe } from '../../api/me.ts'
import { lacks } from '../../api/rights.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Act } from '../../ui/Act.tsx'
import { ResendDialog } from '../work-items/ResendDialog.tsx'

const SENT = new Set(['released', 'completed', 'declined'])
/** What its sender may correct without anybody of the grid: not what somebody else is about to decide on. */
const OWN_STOPPED = new Set(['invalid', 'quarantined', 'declined', 'suspended'])
const STOPPED = new Set(['invalid', 'quarantined', 'declined', 'suspended', 'held'])

/** Sends a document again, or an edited copy of it. */
export function Mending({ document }: { document: Document }) {
  const words = useWords()
  const me = useMe()
  const navigate = useNavigate()
  const [resending, setResending] = useState(false)
  const { id, status } = document
  const against = reasonAgainst(me, words)
  const own = !ofGrid(me) && me.organization?.slug === document.sender
  return (
    <>
      <Act
        variant="default"
        because={
          own
            ? (lacks(me, 'exchange:write', words) ??
              (OWN_STOPPED.has(status) ? undefined : words.correcting.notFailing))
            : (against ?? (STOPPED.has(status) ? undefined : words.workItem.notStopped))
        }
        onClick={() => void navigate(paths.correct('document', id))}
      >
        {own ? words.correcting.yourself : words.workItem.acts.correct.name}
      </Act>
      <Act
        variant="default"
        because={against ?? (SENT.has(status) ? undefined : words.workItem.notSent)}
        onClick={() => setResending(true)}
      >
        {words.workItem.acts.resend.name}
      </Act>
      {resending && <ResendDialog path={`/api/v1/documents/${id}/resend`} close={() => setResending(false)} />}
    </>
  )
}

function reasonAgainst(me: Me, { common, document }: Words): string | undefined {
  if (!may(me, 'exchange:write')) return common.missingScope('exchange:write')
  return ofGrid(me) ? undefined : document.gridOnly
}
