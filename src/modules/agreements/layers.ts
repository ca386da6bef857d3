import { z } from 'zod'
import { type AgreementSettings, agreementSettings } from './settings.ts'

/** Only what is said: all that is left out comes from below. */
export type SettingsSaid = Said<AgreementSettings>
type Said<T> = T extends readonly unknown[] ? T : T extends object ? { [K in keyof T]?: Said<T[K]> | undefined } : T

/** The form of the settings with nothing that must be said and no defaults. */
export const settingsSaid = sparse(agreementSettings) as z.ZodType<SettingsSaid, SettingsSaid>

/** From the weakest to the strongest; `default` is the program's own word. */
export const ORIGINS = ['grid', 'sender', 'receiver', 'pair', 'agreement'] as const
export type Origin = (typeof ORIGINS)[number] | 'default'

export interface Layer {
  origin: Origin
  said: unknown
}

export interface Effective {
  settings: AgreementSettings
  /** By path, such as `retry.attemptsMax`: which layer said it. */
  origins: Record<string, Origin>
}

/** Lays one over the other, the weakest first. The problem is returned where what comes out of it does not fit together. */
export function effectiveSettings(layers: readonly Layer[]): Effective | { problem: string } {
  const read = agreementSettings.safeParse(layers.reduce<unknown>((below, { said }) => over(below, said), {}))
  if (!read.success) {
    return { problem: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') }
  }
  const origins: Record<string, Origin> = {}
  for (const path of leaves(read.data)) {
    origins[path] = layers.findLast(({ said }) => says(said, path))?.origin ?? 'default'
  }
  return { settings: read.data, origins }
}

function over(below: unknown, above: unknown): unknown {
  if (!isRecord(below) || !isRecord(above)) return above === undefined ? below : above
  const all = { ...below }
  for (const [name, value] of Object.entries(above)) all[name] = over(below[name], value)
  return all
}

function leaves(value: unknown, path = ''): string[] {
  if (!isRecord(value)) return [path]
  return Object.entries(value).flatMap(([name, inside]) => leaves(inside, path === '' ? name : `${path}.${name}`))
}

function says(said: unknown, path: string): boolean {
  return path.split('.').reduce((at, name) => (isRecord(at) ? at[name] : undefined), said) !== undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

interface Definition {
  type: string
  innerType?: z.ZodType
  shape?: Record<string, z.ZodType>
}

function sparse(form: z.ZodType): z.ZodType {
  const { type, innerType, shape } = form._zod.def as unknown as Definition
  if (type === 'default' || type === 'prefault') return sparse(innerType!)
  if (type !== 'object') return form
  return z.strictObject(Object.fromEntries(Object.entries(shape!).map(([name, one]) => [name, sparse(one).optional()])))
}
