import { Combobox, Modal, Text, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type NavigateOptions, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { useMe } from '../../api/me.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { counted } from '../formats.ts'
import { Icon } from '../icons.tsx'
import { Failed } from '../states.tsx'
import { commandsFor, fitting } from './commands.ts'
import { FoundGroups, Listed, RecentGroup } from './Groups.tsx'
import { findQuery, pageOf } from './hits.ts'
import { useRecent } from './recent.ts'

const TYPING_MS = 200

/** One box over documents, partners, files, work items and what one can do. */
export function FindDialog({ close }: { close(): void }) {
  const { finding } = useWords()
  const [typed, setTyped] = useState('')
  const { recent, remember, forget } = useRecent()
  const navigate = useNavigate()
  const { text, found, groups, commands } = useFound(typed)
  const combobox = useCombobox({ opened: true })
  // What is first is chosen anew whenever other things are shown.
  const shown = [typed === '', commands.length, ...groups.flatMap(({ hits }) => hits.map(({ id }) => id))].join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is a new object with each drawing
  useEffect(() => {
    combobox.selectFirstOption()
  }, [shown])
  const go = (to: object) => {
    if (typed.trim() !== '') remember(typed.trim())
    close()
    void navigate(to as NavigateOptions)
  }
  const choose = (value: string) => {
    const [kind, id] = [value.slice(0, value.indexOf(':')), value.slice(value.indexOf(':') + 1)]
    if (kind === 'recent') return setTyped(id)
    const command = kind === 'commands' ? commands.find((one) => one.id === id) : undefined
    if (command !== undefined) return go(command.to)
    const group = groups.find((one) => one.kind === kind)
    const hit = group?.hits.find((one) => one.id === id)
    if (group !== undefined && hit !== undefined) go(pageOf(group.kind, hit))
  }
  const count = groups.reduce((sum, { hits }) => sum + hits.length, commands.length)
  return (
    <Frame close={close}>
      <Combobox store={combobox} onOptionSubmit={choose}>
        <Combobox.EventsTarget withExpandedAttribute>
          <TextInput
            aria-label={finding.placeholder}
            placeholder={finding.placeholder}
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            onKeyDown={({ key }) => key === 'Escape' && close()}
            leftSection={<Icon name="search" size={18} />}
            size="md"
            maxLength={200}
            data-autofocus
            className="finding"
          />
        </Combobox.EventsTarget>
        <Combobox.Options aria-label={finding.results} mah="min(60vh, 28rem)" style={{ overflowY: 'auto' }} p="xs">
          {typed === '' && <RecentGroup recent={recent} />}
          <FoundGroups groups={groups} />
          <Listed commands={commands} />
        </Combobox.Options>
      </Combobox>
      {found.error !== null && <Failed error={found.error} />}
      <Said waiting={text !== typed.trim() || found.isFetching} typed={typed} count={count} />
      {typed === '' && recent.length > 0 && <Forget forget={forget} />}
    </Frame>
  )
}

function Frame({ close, children }: { close(): void; children: ReactNode }) {
  const { finding } = useWords()
  return (
    <Modal.Root opened onClose={close} padding={0} size="lg">
      <Modal.Overlay />
      <Modal.Content aria-label={finding.open}>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function Forget({ forget }: { forget(): void }) {
  const { finding } = useWords()
  return (
    <button type="button" className="forget" onClick={forget}>
      {finding.forget}
    </button>
  )
}

/** What fits what was typed: commands at once, all else when one stops to type. */
function useFound(typed: string) {
  const words = useWords()
  const me = useMe()
  const [text] = useDebouncedValue(typed.trim(), TYPING_MS)
  const found = useQuery(findQuery(text))
  const groups = typed.trim() === '' || text === '' ? NOTHING : (found.data?.groups ?? NOTHING)
  return { text, found, groups, commands: fitting(commandsFor(me, words), typed) }
}

const NOTHING: never[] = []

/** For those who do not see the list grow. */
function Said({ waiting, typed, count }: { waiting: boolean; typed: string; count: number }) {
  const { locale } = useLanguage()
  const { finding } = useWords()
  const said =
    typed.trim() === ''
      ? finding.about
      : waiting
        ? finding.searching
        : count === 0
          ? finding.nothing
          : finding.count(counted(count, locale))
  return (
    <Text size="sm" c="dimmed" px="md" py="xs" aria-live="polite" className="finding-foot">
      {said}
    </Text>
  )
}
