import { Code, Group, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { NextAct, WorkItemShown } from '../../api/acts.ts'
import { type Me, may, useMe } from '../../api/me.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Act } from '../../ui/Act.tsx'
import { ActDialog } from './ActDialog.tsx'
import { hasForm } from './fields.ts'
import { ResendDialog } from './ResendDialog.tsx'

/** What the grid offers to do about an item, as buttons; the first is what usually helps. */
export function NextActs({ item }: { item: WorkItemShown }) {
  const words = useWords()
  const me = useMe()
  const navigate = useNavigate()
  const [chosen, setChosen] = useState<NextAct | null>(null)
  const choose = (act: NextAct) => {
    const [, , , noun, id] = act.path.split('/')
    if (act.act !== 'correct') setChosen(act)
    else void navigate(paths.correct(noun === 'documents' ? 'document' : 'interchange', id!))
  }
  if (item.next.length === 0) return <Text c="dimmed">{words.workItem.nothingNext}</Text>
  return (
    <Stack gap="md">
      {item.next.map((act, index) => (
        <Group key={act.path + act.act} gap="md" align="center">
          <One act={act} first={index === 0} because={reasonAgainst(me, act, words)} choose={choose} />
        </Group>
      ))}
      {chosen?.act === 'resend' && <ResendDialog path={chosen.path} close={() => setChosen(null)} />}
      {chosen !== null && chosen.act !== 'resend' && (
        <ActDialog item={item} act={chosen} close={() => setChosen(null)} />
      )}
    </Stack>
  )
}

interface OneProps {
  act: NextAct
  first: boolean
  because: string | undefined
  choose(act: NextAct): void
}

/** What the console has no form for is said as the command that does it. */
function One({ act, first, because, choose }: OneProps) {
  const { workItem: words } = useWords()
  const label = (words.acts as Record<string, { name: string; about: string } | undefined>)[nameOf(act)]
  return (
    <>
      {hasForm(act) && (
        <Act variant={first ? 'filled' : 'default'} because={because} onClick={() => choose(act)} miw={150}>
          {label?.name ?? act.act}
        </Act>
      )}
      <Text size="sm" c="dimmed" flex="1 1 14rem">
        {label?.about ?? act.about} {!hasForm(act) && <Code className="identifier">{act.cli}</Code>}
      </Text>
    </>
  )
}

/** One word may stand for several acts; then the address tells them apart. */
function nameOf({ act, path }: NextAct): string {
  return act === 'look' && path.includes('/documents/') ? 'lookAt' : act
}

/** What the route of an act needs, and that it is for people of the grid. */
function reasonAgainst(me: Me, act: NextAct, { common, document }: Words): string | undefined {
  const scope = scopeOf(act)
  if (!may(me, scope)) return common.missingScope(scope)
  return me.organization !== null && me.organization.role !== 'host' ? document.gridOnly : undefined
}

function scopeOf({ method, path }: NextAct): string {
  if (path.includes('/work-items/')) return 'work:write'
  if (path.endsWith('/approval')) return method === 'GET' ? 'exchange:read' : 'approvals:write'
  if (path.endsWith('/decision')) return 'exchange:decide'
  if (path.endsWith('/organization') || /\/(organizations|connections|agreements)\b/.test(path)) return 'partners:write'
  return 'exchange:write'
}
