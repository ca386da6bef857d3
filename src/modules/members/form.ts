import { z } from 'zod'
import { locales } from '../mails/words.ts'
import { timeZone } from '../organizations/form.ts'
import { roles } from './policy.ts'

export const email = z.email('expected an address such as jo@example.com').max(200).toLowerCase()
export const personName = z.string().trim().min(1).max(100)
export const role = z.enum(roles)
export const locale = z.enum(locales)
const moment = z.iso.datetime({ offset: true })

export const meChange = z.strictObject({
  name: personName.optional(),
  locale: locale.optional(),
  timeZone: timeZone.optional(),
})
export type MeChange = z.output<typeof meChange>

export const roleChange = z.strictObject({
  role,
  endsAt: moment.nullable().optional().meta({ description: 'Of guests: until when' }),
})

export const invitationForm = z.strictObject({
  kind: z.enum(['personal', 'code']).meta({ description: 'personal: one address, once; code: as often as said' }),
  organization: z
    .uuid()
    .nullable()
    .optional()
    .meta({ description: 'Left out: your own; null: the grid itself, that is its host' }),
  role,
  email: email.optional().meta({ description: 'personal: who is invited' }),
  emailDomain: z
    .string()
    .regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/i, 'expected a domain such as example.com')
    .toLowerCase()
    .optional()
    .meta({ description: 'code: only addresses of this domain' }),
  usesMax: z.int().min(1).max(1000).optional().meta({ description: 'code: how many may come; left out: 10' }),
  locale: locale.optional().meta({ description: 'Of the mail; left out: the language of the organization' }),
  expiresAt: moment.optional().meta({ description: 'Left out: in a week' }),
  endsAt: moment.optional().meta({ description: 'Of guests: until when they are members' }),
})
export type InvitationForm = z.output<typeof invitationForm>

export const acceptance = z.strictObject({
  name: personName.optional(),
  email: email.optional().meta({ description: 'Where the invitation names none' }),
  password: z.string().max(1000).optional().meta({ description: '12 to 128 characters' }),
  locale: locale.optional(),
  timeZone: timeZone.optional(),
})
export type Acceptance = z.output<typeof acceptance>

export const code = z.string().regex(/^[\w-]{20,60}$/, 'expected the code of an invitation')
