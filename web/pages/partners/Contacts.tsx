import { Anchor, Group, TagsInput, Text, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import type { Answer } from '../../api/documents.ts'
import { useMe } from '../../api/me.ts'
import { madeTo } from '../../api/partners.ts'
import { lacks } from '../../api/rights.ts'
import type { Words } from '../../i18n/english.ts'
import { useWords } from '../../i18n/language.tsx'
import { Act } from '../../ui/Act.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { type Column, Rows } from '../../ui/Rows.tsx'
import { Section } from '../../ui/Section.tsx'
import { Shown } from '../../ui/states.tsx'

type Contact = Answer<'/api/v1/organizations/{organization}/contacts'>['items'][number]

const contactsQuery = (organization: string) =>
  queryOptions({
    queryKey: ['contacts', organization],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/organizations/{organization}/contacts', { signal, params: { path: { organization } } })),
  })

type Doing = { act: 'add' } | { act: 'edit' | 'end'; contact: Contact }

/** Whom one reaches there, and what for. */
export function Contacts({ slug }: { slug: string }) {
  const words = useWords()
  const { contacts } = words
  const because = lacks(useMe(), 'contacts:write', words)
  const [doing, setDoing] = useState<Doing | null>(null)
  const close = () => setDoing(null)
  return (
    <Section
      title={contacts.title}
      acts={
        <Act variant="default" size="xs" because={because} onClick={() => setDoing({ act: 'add' })}>
          {contacts.add}
        </Act>
      }
    >
      <Shown of={useQuery(contactsQuery(slug))} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">{contacts.none}</Text>
          ) : (
            <Rows
              label={contacts.title}
              rows={items}
              columns={columnsIn(words, because, setDoing)}
              idOf={({ id }) => id}
            />
          )
        }
      </Shown>
      {doing?.act === 'add' && <EditContact slug={slug} before={null} close={close} />}
      {doing?.act === 'edit' && <EditContact slug={slug} before={doing.contact} close={close} />}
      {doing?.act === 'end' && <EndContact contact={doing.contact} close={close} />}
    </Section>
  )
}

function columnsIn({ contacts }: Words, because: string | undefined, act: (doing: Doing) => void): Column<Contact>[] {
  return [
    { key: 'name', title: contacts.name, cell: (one) => <Called contact={one} /> },
    {
      key: 'purposes',
      title: contacts.purposes,
      cell: ({ purposes }) => <span className="foreign">{purposes.join(', ')}</span>,
    },
    { key: 'email', title: contacts.email, cell: ({ email }) => email && <Reached by="mailto" at={email} /> },
    { key: 'phone', title: contacts.phone, cell: ({ phone }) => phone && <Reached by="tel" at={phone} /> },
    {
      key: 'acts',
      title: contacts.acts,
      cell: (contact) => (
        <Group gap="xs">
          <Act variant="default" size="xs" because={because} onClick={() => act({ act: 'edit', contact })}>
            {contacts.edit}
          </Act>
          <Act variant="default" size="xs" because={because} onClick={() => act({ act: 'end', contact })}>
            {contacts.end}
          </Act>
        </Group>
      ),
    },
  ]
}

function Called({ contact: { name, note, language } }: { contact: Contact }) {
  return (
    <>
      <Text fw={600} className="foreign">
        {name} {language !== null && <span className="identifier">{language}</span>}
      </Text>
      {note !== '' && (
        <Text size="sm" c="dimmed" className="foreign">
          {note}
        </Text>
      )}
    </>
  )
}

function Reached({ by, at }: { by: 'mailto' | 'tel'; at: string }) {
  const address = by === 'tel' ? at.replace(/[^+\d]/g, '') : encodeURIComponent(at)
  return (
    <Anchor href={`${by}:${address}`} className="foreign" underline="always">
      {at}
    </Anchor>
  )
}

const NOBODY = { name: '', purposes: [] as string[], email: '', phone: '', note: '', language: '' }

type Typed = typeof NOBODY

function EditContact({ slug, before, close }: { slug: string; before: Contact | null; close(): void }) {
  const { contacts, common } = useWords()
  const [typed, setTyped] = useState<Typed>(() => typedOf(before))
  const saving = useSaving(slug, { before, typed }, close)
  const bind = (field: 'name' | 'email' | 'phone' | 'language') => ({
    label: contacts[field],
    value: typed[field],
    onChange: ({ currentTarget: { value } }: React.ChangeEvent<HTMLInputElement>) =>
      setTyped({ ...typed, [field]: value }),
  })
  return (
    <FormDialog
      title={before === null ? contacts.add : contacts.editThis(before.name)}
      submit={common.save}
      pending={saving.isPending}
      error={saving.error}
      close={close}
      send={saving.mutate}
    >
      <TextInput {...bind('name')} required maxLength={200} data-autofocus />
      <TagsInput
        label={contacts.purposes}
        description={contacts.purposesHint}
        data={Object.values(contacts.suggested)}
        value={typed.purposes}
        onChange={(purposes) => setTyped({ ...typed, purposes })}
      />
      <TextInput {...bind('email')} type="email" />
      <TextInput {...bind('phone')} type="tel" />
      <TextInput {...bind('language')} description={contacts.languageHint} />
      <Textarea
        label={contacts.note}
        autosize
        minRows={2}
        maxLength={2_000}
        value={typed.note}
        onChange={({ currentTarget: { value } }) => setTyped({ ...typed, note: value })}
      />
    </FormDialog>
  )
}

const typedOf = (contact: Contact | null): Typed => {
  if (contact === null) return NOBODY
  const { name, purposes, email, phone, note, language } = contact
  return { name, purposes, email: email ?? '', phone: phone ?? '', note, language: language ?? '' }
}

function useSaving(slug: string, { before, typed }: { before: Contact | null; typed: Typed }, close: () => void) {
  const { contacts } = useWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => {
      const said = (text: string) => text.trim() || null
      const optional = { email: said(typed.email), phone: said(typed.phone), language: said(typed.language) }
      const body = { name: typed.name.trim(), purposes: typed.purposes, note: typed.note.trim(), ...optional }
      if (before !== null) {
        const params = { path: { id: before.id } }
        return bodyOf(api.PATCH('/api/v1/contacts/{id}', { params, body, ...madeTo(before.version) }))
      }
      const params = { path: { organization: slug } }
      return bodyOf(api.POST('/api/v1/organizations/{organization}/contacts', { params, body }))
    },
    async onSuccess() {
      close()
      notifications.show({ message: contacts.saved })
      await queries.invalidateQueries({ queryKey: ['contacts'] })
    },
  })
}

function EndContact({ contact: { id, name }, close }: { contact: Contact; close(): void }) {
  const { contacts } = useWords()
  const queries = useQueryClient()
  const ending = useMutation({
    mutationFn: () => bodyOf(api.DELETE('/api/v1/contacts/{id}', { params: { path: { id } } })),
    async onSuccess() {
      close()
      notifications.show({ message: contacts.ended })
      await queries.invalidateQueries({ queryKey: ['contacts'] })
    },
  })
  return (
    <FormDialog
      title={contacts.endThis(name)}
      submit={contacts.end}
      pending={ending.isPending}
      error={ending.error}
      close={close}
      send={ending.mutate}
    >
      <Text>{contacts.endAbout}</Text>
    </FormDialog>
  )
}
