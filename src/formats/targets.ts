import { FORMATS } from './translate.ts'

/** A form that documents may be delivered in, whatever they are. */
export interface Target {
  standard: 'x12' | 'edifact' | 'ubl' | 'cxml' | 'json'
  /** As a document of it has it for its version: 005010, D.96A; empty where it says none. */
  version: string
}

/** By the names that agreements have for them. */
export const TARGETS = {
  'x12:004010': { standard: 'x12', version: '004010' },
  'x12:005010': { standard: 'x12', version: '005010' },
  'edifact:d96a': { standard: 'edifact', version: 'D.96A' },
  'edifact:d01b': { standard: 'edifact', version: 'D.01B' },
  'ubl:2.1': { standard: 'ubl', version: '2.1' },
  cxml: { standard: 'cxml', version: '' },
  json: { standard: 'json', version: '' },
} as const satisfies Record<string, Target>

export type TargetName = keyof typeof TARGETS
export const TARGET_NAMES = Object.keys(TARGETS) as [TargetName, ...TargetName[]]

/** The format of the target that has this kind of document; null: it has none. */
export function formatIn(target: TargetName, kind: string): string | null {
  return formatsOf(target).find((name) => name === 'json' || FORMATS[name]!.kinds.includes(kind)) ?? null
}

/** It is in that form already, so it goes on as it came. */
export function isIn(target: TargetName, { standard, version }: { standard: string; version: string }): boolean {
  const wanted: Target = TARGETS[target]
  // UBL says its version, and readers take all of 2.x alike.
  return standard === wanted.standard && (standard === 'ubl' || version.startsWith(wanted.version))
}

/** Whether documents of this type may be delivered so; null: this type is not known to translation. */
export function mayCarry(target: TargetName, type: string): boolean | null {
  const named = Object.keys(FORMATS).filter((name) => name.split(':')[1] === type)
  if (named.length === 0) return null
  return named.some((name) => FORMATS[name]!.kinds.some((kind) => formatIn(target, kind) !== null))
}

function formatsOf(target: TargetName): string[] {
  const { standard, version }: Target = TARGETS[target]
  const directory = standard === 'edifact' ? `:${version.replace('.', '')}` : ''
  return Object.keys(FORMATS).filter((name) => name.split(':')[0] === standard && name.endsWith(directory))
}
