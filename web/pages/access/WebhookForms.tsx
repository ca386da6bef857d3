import { NativeSelect, TagsInput, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { ofGrid, useMe } from '../../api/me.ts'
import { madeTo, organizationsQuery } from '../../api/partners.ts'
import { useWords } from '../../i18n/language.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { ShownOnce } from './MakeKey.tsx'
import type { Webhook } from './webhook.ts'

/** Makes one, and shows its signing secret once. */
export function MakeWebhook({ close }: { close(): void }) {
  const { webhooks, hooks } = useWords()
  const [given, setGiven] = useState({ name: '', url: '', types: [] as string[], organization: '' })
  const making = useMaking(given)
  if (making.data !== undefined) return <Secret secret={making.data.secret} close={close} />
  return (
    <FormDialog
      title={hooks.make}
      submit={hooks.make}
      pending={making.isPending}
      error={making.error}
      blocked={given.types.length === 0}
      close={close}
      send={making.mutate}
    >
      <TextInput
        label={webhooks.name}
        description={hooks.nameHint}
        required
        maxLength={63}
        data-autofocus
        value={given.name}
        onChange={({ currentTarget }) => setGiven({ ...given, name: currentTarget.value })}
      />
      <Told told={given} change={(told) => setGiven({ ...given, ...told })} />
      <Owner value={given.organization} set={(organization) => setGiven({ ...given, organization })} />
    </FormDialog>
  )
}

function useMaking({ organization, ...rest }: { name: string; url: string; types: string[]; organization: string }) {
  const queries = useQueryClient()
  return useMutation({
    // Kept nowhere but in the dialog that shows it.
    gcTime: 0,
    mutationFn: () =>
      bodyOf(api.POST('/api/v1/webhooks', { body: organization === '' ? rest : { ...rest, organization } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['webhooks'] }),
  })
}

/** The grid makes them for anybody; others for themselves. */
function Owner({ value, set }: { value: string; set(organization: string): void }) {
  const { hooks } = useWords()
  const isGrid = ofGrid(useMe())
  const organizations = useQuery({ ...organizationsQuery, enabled: isGrid }).data ?? []
  if (!isGrid) return null
  return (
    <NativeSelect
      label={hooks.owner}
      value={value}
      data={[{ value: '', label: hooks.grid }, ...organizations.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={({ currentTarget }) => set(currentTarget.value)}
    />
  )
}

const SUGGESTED = ['*', 'document.*', 'interchange.*', 'delivery.*', 'delivery.failed', 'document.released']

interface ToldProps {
  told: { url: string; types: string[] }
  change(told: { url: string; types: string[] }): void
}

/** Who is told of what. */
function Told({ told: { url, types }, change }: ToldProps) {
  const { webhooks, hooks } = useWords()
  return (
    <>
      <TextInput
        label={webhooks.url}
        description={hooks.urlHint}
        type="url"
        required
        value={url}
        onChange={({ currentTarget }) => change({ types, url: currentTarget.value })}
      />
      <TagsInput
        label={webhooks.types}
        description={hooks.typesHint}
        data={SUGGESTED}
        value={types}
        onChange={(given) => change({ url, types: given })}
      />
    </>
  )
}

interface OneProps {
  webhook: Webhook
  close(): void
}

export function EditWebhook({ webhook: { id, name, url, types, version }, close }: OneProps) {
  const { hooks, common } = useWords()
  const queries = useQueryClient()
  const [given, setGiven] = useState({ url, types })
  const saving = useMutation({
    mutationFn: () =>
      bodyOf(api.PATCH('/api/v1/webhooks/{id}', { params: { path: { id } }, body: given, ...madeTo(version) })),
    async onSuccess() {
      close()
      notifications.show({ message: hooks.saved })
      await queries.invalidateQueries({ queryKey: ['webhooks'] })
    },
  })
  return (
    <FormDialog
      title={`${hooks.edit}: ${name}`}
      submit={common.save}
      pending={saving.isPending}
      error={saving.error}
      blocked={given.types.length === 0}
      close={close}
      send={saving.mutate}
    >
      <Told told={given} change={setGiven} />
    </FormDialog>
  )
}

/** A new secret, shown once; the former one signs beside it for a day. */
export function RotateSecret({ webhook: { id, name }, close }: OneProps) {
  const { hooks } = useWords()
  const queries = useQueryClient()
  const rotating = useMutation({
    gcTime: 0,
    mutationFn: () => bodyOf(api.POST('/api/v1/webhooks/{id}/secret', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['webhooks'] }),
  })
  if (rotating.data !== undefined) return <Secret secret={rotating.data.secret} close={close} />
  return (
    <FormDialog
      title={hooks.rotateThis(name)}
      submit={hooks.rotate}
      pending={rotating.isPending}
      error={rotating.error}
      close={close}
      send={rotating.mutate}
    >
      <Text>{hooks.rotateAbout}</Text>
    </FormDialog>
  )
}

function Secret({ secret, close }: { secret: string; close(): void }) {
  const { hooks } = useWords()
  return <ShownOnce secret={secret} title={hooks.secretOnce} label={hooks.secret} close={close} />
}

export function EndWebhook({ webhook: { id, name }, close }: OneProps) {
  const { hooks } = useWords()
  const queries = useQueryClient()
  const ending = useMutation({
    mutationFn: () => bodyOf(api.PUT('/api/v1/webhooks/{id}/ending', { params: { path: { id } } })),
    async onSuccess() {
      close()
      notifications.show({ message: hooks.ended })
      await queries.invalidateQueries({ queryKey: ['webhooks'] })
    },
  })
  return (
    <FormDialog
      title={hooks.endThis(name)}
      submit={hooks.end}
      pending={ending.isPending}
      error={ending.error}
      close={close}
      send={ending.mutate}
    >
      <Text>{hooks.endAbout}</Text>
    </FormDialog>
  )
}
