import { Button, CloseButton, Group, Popover, Stack, Text, TextInput } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useState } from 'react'
import { useMe } from '../../api/me.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { type DocumentFilter, documentFilter } from './filter.ts'

interface Saved {
  name: string
  filter: DocumentFilter
}

/** Searches that a person keeps, in this browser. */
export function SavedSearches({ filter }: { filter: DocumentFilter }) {
  const { documents: words, common } = useWords()
  const { member, organization } = useMe()
  const owner = member?.id ?? organization?.id ?? 'grid'
  const [saved, setSaved] = useLocalStorage<Saved[]>({ key: `entrepot.searches.${owner}`, defaultValue: [] })
  const [name, setName] = useState('')
  const keep = (event: React.FormEvent) => {
    event.preventDefault()
    setSaved([...saved.filter((one) => one.name !== name.trim()), { name: name.trim(), filter }])
    setName('')
  }
  return (
    <Popover position="bottom-end" width={280} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<Icon name="star" size={16} />}>
          {words.saved}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {saved.length === 0 && <Text c="dimmed">{words.noSaved}</Text>}
          {saved.map((one) => (
            <Group key={one.name} justify="space-between" wrap="nowrap">
              <TextLink {...paths.documents(documentFilter({ ...one.filter }))} className="foreign">
                {one.name}
              </TextLink>
              <CloseButton
                aria-label={`${common.remove}: ${one.name}`}
                onClick={() => setSaved(saved.filter(({ name }) => name !== one.name))}
              />
            </Group>
          ))}
          <form onSubmit={keep}>
            <Group gap="xs" align="flex-end" wrap="nowrap">
              <TextInput
                label={words.saveSearch}
                placeholder={words.searchName}
                value={name}
                maxLength={60}
                required
                onChange={({ currentTarget }) => setName(currentTarget.value)}
              />
              <Button type="submit" variant="light">
                {common.save}
              </Button>
            </Group>
          </form>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
