import { z } from 'zod'
import { locale } from '../organizations/form.ts'

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}*$/u, 'expected one line')

const fields = {
  name: line(200),
  purposes: z
    .array(line(60))
    .max(20)
    .meta({ description: 'What for, in free words: orders, invoices, technical, emergencies' }),
  email: z.email('expected an address such as robin@acme.example').max(254).nullable(),
  phone: line(60).nullable(),
  note: z.string().trim().max(2_000),
  language: locale.nullable().meta({ description: 'Null: that of the organization' }),
}

/** A person, or a desk, whom one reaches at an organization. */
export const contactForm = z.strictObject({
  name: fields.name,
  purposes: fields.purposes.default([]),
  email: fields.email.default(null),
  phone: fields.phone.default(null),
  note: fields.note.default(''),
  language: fields.language.default(null),
})

/** What is left out stays as it is: no defaults here. */
export const contactChange = z.strictObject(fields).partial()

export type ContactForm = z.output<typeof contactForm>
