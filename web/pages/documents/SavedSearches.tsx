import { Button, Checkbox, CloseButton, Group, Popover, Stack, Switch, Text, TextInput } from '@mantine/core'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import type { Answer } from '../../api/documents.ts'
import { madeTo } from '../../api/partners.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Icon } from '../../ui/icons.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Failed, Shown } from '../../ui/states.tsx'
import { type DocumentFilter, documentFilter } from './filter.ts'

type Saved = Answer<'/api/v1/saved-searches'>['items'][number]

const PAGE = 'documents'

const savedQuery = queryOptions({
  queryKey: ['saved-searches', PAGE],
  queryFn: async ({ signal }) =>
    (await bodyOf(api.GET('/api/v1/saved-searches', { signal, params: { query: { page: PAGE } } }))).items,
})

/** Searches that a person keeps for themselves or shares within their organization; kept by the grid. */
export function SavedSearches({ filter }: { filter: DocumentFilter }) {
  const { documents: words } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={320} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<Icon name="star" size={16} />} onClick={() => setOpen(!open)}>
          {words.saved}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Kept close={() => setOpen(false)} />
          <Keep filter={filter} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function Kept({ close }: { close(): void }) {
  const { documents: words } = useWords()
  const saved = useQuery(savedQuery)
  return (
    <Shown of={saved} lines={2}>
      {(all) => (
        <>
          {all.length === 0 && <Text c="dimmed">{words.noSaved}</Text>}
          {all.map((one) => (
            <One key={one.id} one={one} close={close} />
          ))}
        </>
      )}
    </Shown>
  )
}

/** Changes one or all; the list is asked for again, also where somebody else was faster. */
function useChanging<T>(change: (given: T) => Promise<unknown>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSettled: () => queries.invalidateQueries({ queryKey: savedQuery.queryKey }),
  })
}

function One({ one, close }: { one: Saved; close(): void }) {
  const { documents: words, common } = useWords()
  const { id, name, filter, shared, own, may, version } = one
  const params = { path: { id } }
  const sharing = useChanging((next: boolean) =>
    api.PATCH('/api/v1/saved-searches/{id}', { params, body: { shared: next }, ...madeTo(version) }),
  )
  const removing = useChanging(() => api.DELETE('/api/v1/saved-searches/{id}', { params }))
  const error = sharing.error ?? removing.error
  return (
    <div>
      <Group justify="space-between" wrap="nowrap">
        <TextLink {...paths.documents(filterIn(filter))} onClick={close} className="foreign">
          {name}
        </TextLink>
        <Group gap="xs" wrap="nowrap">
          {may.change && (
            <Switch
              size="xs"
              label={words.sharedShort}
              aria-label={`${words.share}: ${name}`}
              checked={shared}
              disabled={sharing.isPending}
              onChange={({ currentTarget }) => sharing.mutate(currentTarget.checked)}
            />
          )}
          {!own && (
            <Text size="xs" c="dimmed">
              {words.sharedByOthers}
            </Text>
          )}
          {may.delete && (
            <CloseButton
              aria-label={`${common.remove}: ${name}`}
              disabled={removing.isPending}
              onClick={() => removing.mutate(undefined)}
            />
          )}
        </Group>
      </Group>
      {error !== null && <Failed error={error} />}
    </div>
  )
}

function Keep({ filter }: { filter: DocumentFilter }) {
  const { documents: words, common } = useWords()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const keeping = useChanging(() =>
    api.POST('/api/v1/saved-searches', { body: { name, page: PAGE, filter: textOf(filter), shared } }),
  )
  const keep = (event: FormEvent) => {
    event.preventDefault()
    keeping.mutate(undefined, { onSuccess: () => setName('') })
  }
  return (
    <form onSubmit={keep}>
      <Stack gap="xs">
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            label={words.saveSearch}
            placeholder={words.searchName}
            value={name}
            maxLength={100}
            required
            flex={1}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Button type="submit" variant="light" loading={keeping.isPending}>
            {common.save}
          </Button>
        </Group>
        <Checkbox
          label={words.share}
          checked={shared}
          onChange={({ currentTarget }) => setShared(currentTarget.checked)}
        />
        {keeping.error !== null && <Failed error={keeping.error} />}
      </Stack>
    </form>
  )
}

/** As it would stand in an address: `status=invalid&type=850`. */
function textOf(filter: DocumentFilter): string {
  return new URLSearchParams({ ...filter }).toString()
}

function filterIn(text: string): DocumentFilter {
  return documentFilter(Object.fromEntries(new URLSearchParams(text)))
}
