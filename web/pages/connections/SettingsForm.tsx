import { NativeSelect, PasswordInput, Switch, Textarea, TextInput } from '@mantine/core'
import type { ChangeEvent } from 'react'
import { useWords } from '../../i18n/language.tsx'
import type { Field, Typed } from './declared.ts'

interface SettingsFormProps {
  fields: Field[]
  typed: Typed
  /** The names of the secrets that are kept already. */
  kept: string[]
  change(typed: Typed): void
}

/** A field for everything that the connector declares, under the name that it has there. */
export function SettingsForm({ fields, typed, kept, change }: SettingsFormProps) {
  return fields.map((field) => (
    <One
      key={field.name}
      field={field}
      value={typed[field.name] ?? ''}
      kept={kept.includes(field.name)}
      set={(value) => change({ ...typed, [field.name]: value })}
    />
  ))
}

interface OneProps {
  field: Field
  value: string
  kept: boolean
  set(value: string): void
}

function One({ field, value, kept, set }: OneProps) {
  const { connections } = useWords()
  const { name, kind, secret, choices, description } = field
  const hints = [description, kind === 'list' ? connections.lines : undefined, secret ? connections.secret : undefined]
  const looks = {
    label: name,
    description: hints.filter((one) => one !== undefined).join('. ') || undefined,
    required: field.required && !kept && kind !== 'boolean',
    value,
    onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) =>
      set(currentTarget.value),
    ...(kept ? { placeholder: connections.kept } : {}),
  }
  if (kind === 'boolean') {
    return (
      <Switch
        label={name}
        description={looks.description}
        checked={value === 'true'}
        onChange={({ currentTarget }) => set(String(currentTarget.checked))}
      />
    )
  }
  if (kind === 'choice') return <NativeSelect {...looks} data={field.required ? choices : ['', ...choices]} />
  if (kind === 'list' || kind === 'long')
    return <Textarea {...looks} autosize minRows={2} maxRows={8} spellCheck={false} autoComplete="off" />
  if (secret) {
    const toggle = { 'aria-label': connections.reveal(name) }
    return <PasswordInput {...looks} autoComplete="new-password" visibilityToggleButtonProps={toggle} />
  }
  return <TextInput {...looks} inputMode={kind === 'number' ? 'numeric' : 'text'} spellCheck={false} />
}
