import { isDeepStrictEqual } from 'node:util'
import { connectors } from '../../connectors/connectors.ts'
import { secretFields } from '../../connectors/define.ts'
import type { ChannelForm, HttpsSettings } from '../channels/form.ts'
import { changeChannel, closeChannel, openChannel } from '../channels/verbs.ts'
import type { ConnectionForm } from '../connections/form.ts'
import { changeConnection, endConnection, makeConnection } from '../connections/verbs.ts'
import { giveSftpKey, revokeSftpKey, setSftpKeyEnd } from '../homes/verbs.ts'
import type { Applying } from './applying.ts'
import type { NetworkOrganization } from './form.ts'

/** Channels and keys: the ways in and out. */
export async function applyWays(a: Applying): Promise<void> {
  for (const [slug, { connections, channels, sftpKeys }] of Object.entries(a.network.organizations)) {
    const owner = a.organization(slug)
    if (!owner) continue
    for (const [name, form] of Object.entries(connections)) await applyConnection(a, slug, name, form)
    for (const [name, form] of Object.entries(channels)) {
      const id = await applyChannel(a, slug, name, form)
      if (id) owner.channels.set(name, { id, open: true, form })
    }
    await applySftpKeys(a, slug, sftpKeys)
  }
}

async function applySftpKeys(a: Applying, slug: string, wanted: NetworkOrganization['sftpKeys']): Promise<void> {
  const owner = a.organization(slug)!
  const known = new Map(owner.sftpKeys.map((one) => [keyOf(one.line), one]))
  const seen = new Set<string>()
  for (const [at, { line, until }] of wanted.entries()) {
    if (seen.has(keyOf(line))) continue
    seen.add(keyOf(line))
    const path = ['organizations', slug, 'sftpKeys', at]
    const found = known.get(keyOf(line))
    if (!found)
      await a.step(path, labelOf(slug, line), () => giveSftpKey(a.act, owner.id, { line, expiresAt: until ?? null }))
    else if (until !== undefined && until?.getTime() !== found.until?.getTime())
      await a.step(path, labelOf(slug, line), () => setSftpKeyEnd(a.act, found.id, until))
  }
}

async function applyChannel(a: Applying, slug: string, name: string, given: ChannelForm): Promise<string | undefined> {
  const path = ['organizations', slug, 'channels', name]
  const label = `channel ${slug}/${name}`
  const owner = a.organization(slug)!
  const found = owner.channels.get(name)
  const form = withSecret(a, path, given)
  if (!form) return undefined
  if (!found?.open) return (await a.step(path, label, () => openChannel(a.act, owner.id, name, form)))?.id
  const { direction, kind } = found.form
  if (direction !== form.direction || kind !== form.kind) {
    a.misfit(path, `is ${kind} ${direction} already: open another channel under a new name, and close this one`)
    return undefined
  }
  // A secret is compared by the verb, which can open the one that is kept.
  const hasSecret = (form.settings['secretHeader'] as HttpsSettings['secretHeader'])?.value !== undefined
  if (!hasSecret && isDeepStrictEqual(found.form, form)) return found.id
  const { mode, settings } = form
  const connection = form.connection ?? undefined
  await a.step(path, label, () => changeChannel(a.act, found.id, { mode, connection, settings }))
  return found.id
}

async function applyConnection(a: Applying, slug: string, name: string, given: ConnectionForm): Promise<void> {
  const path = ['organizations', slug, 'connections', name]
  const label = `connection ${slug}/${name}`
  const owner = a.organization(slug)!
  const found = owner.connections.get(name)
  const settings = withCredentials(a, path, given)
  if (!settings) return
  if (!found?.open) {
    await a.step(path, label, () => makeConnection(a.act, owner.id, name, { ...given, settings }))
    return
  }
  if (found.form.connector !== given.connector) {
    a.misfit(path, `is of the connector ${found.form.connector} already: make another one under a new name`)
    return
  }
  // Credentials are compared by the verb, which can open those that are kept.
  await a.step(path, label, () => changeConnection(a.act, found.id, settings))
}

function withCredentials(
  a: Applying,
  path: string[],
  { connector, settings }: ConnectionForm,
): Record<string, unknown> | undefined {
  const filled = { ...settings }
  for (const name of secretFields(connectors[connector]!.connection)) {
    if (settings[name] === undefined || settings[name] === null) continue
    const value = secretNamed(a, [...path, 'settings', name], String(settings[name]))
    if (value === undefined) return undefined
    filled[name] = value
  }
  return filled
}

/** With `${NAME}` replaced by what was given for it: a text that people keep and pass on holds no secrets. */
function withSecret(a: Applying, path: string[], form: ChannelForm): ChannelForm | undefined {
  const header = form.settings['secretHeader'] as HttpsSettings['secretHeader'] | undefined
  if (header?.value === undefined) return form
  const value = secretNamed(a, [...path, 'settings', 'secretHeader', 'value'], header.value)
  return value ? { ...form, settings: { ...form.settings, secretHeader: { name: header.name, value } } } : undefined
}

function secretNamed(a: Applying, place: string[], text: string): string | undefined {
  const name = /^\$\{(\w+)\}$/.exec(text)?.[1]
  const value = name === undefined ? undefined : a.options.secrets?.[name]
  if (name === undefined)
    a.misfit(place, `a secret does not belong in the file: write \${NAME} and set NAME where you apply it`)
  else if (!value) a.misfit(place, `\${${name}} has no value: set ${name} where you apply the file`)
  return value || undefined
}

/** Channels and keys that the text does not name, once no agreement needs them. */
export async function endWays(a: Applying): Promise<void> {
  for (const [slug, { connections, channels, sftpKeys }] of a.current.organizations) {
    const wanted = a.named(slug)
    if (!wanted && !a.options.prune) continue // told as a whole
    for (const [name, { id, open }] of channels) {
      if (!open || wanted?.channels[name]) continue
      await a.unnamed(['organizations', slug], `channel ${slug}/${name}`, () => closeChannel(a.act, id))
    }
    for (const [name, { id, open }] of connections) {
      if (!open || wanted?.connections[name]) continue
      await a.unnamed(['organizations', slug], `connection ${slug}/${name}`, () => endConnection(a.act, id))
    }
    const named = new Set(wanted?.sftpKeys.map(({ line }) => keyOf(line)))
    for (const { id, line } of sftpKeys) {
      if (named.has(keyOf(line))) continue
      await a.unnamed(['organizations', slug], labelOf(slug, line), () => revokeSftpKey(a.act, id))
    }
  }
}

/** Type and blob: the label is only for people. */
function keyOf(line: string): string {
  return line.split(' ', 2).join(' ')
}

function labelOf(slug: string, line: string): string {
  const [type, , ...label] = line.split(' ')
  return `SFTP key ${label.join(' ') || type} of ${slug}`
}
