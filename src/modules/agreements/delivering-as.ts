import { mayCarry } from '../../formats/targets.ts'
import { agreementError } from './errors.ts'
import type { SettingsSaid } from './layers.ts'

/** Throws where documents of this type have no such form. Of any type, each document shows it when it comes. */
export function expectForm(type: string, said: SettingsSaid['deliverAs']): void {
  const format = said?.format
  if (!format || type === '*') return
  const carries = mayCarry(format, type)
  if (carries) return
  const reason = carries === null ? 'translation does not know this type' : 'that form has no such document'
  throw agreementError('agreement-form-unfit', { type, format, reason })
}
