import { z } from 'zod'
import { secret } from '../define.ts'
import { readPrivateKey } from './private-key.ts'

const FINGERPRINT = /^SHA256:[A-Za-z0-9+/]{43}$/

/** Where the server is and how to sign in. */
export const fields = z
  .strictObject({
    host: z
      .string()
      .min(1)
      .max(253)
      .regex(/^[A-Za-z0-9._:-]+$/, 'expected the name or address of a host'),
    port: z.int().min(1).max(65_535).default(22),
    user: z.string().min(1).max(200),
    password: secret(z.string().min(1).max(1_000).optional()),
    privateKey: secret(z.string().min(1).max(20_000).optional()),
    passphrase: secret(z.string().min(1).max(1_000).optional()),
    hostKeys: z
      .array(z.string().regex(FINGERPRINT, 'expected a fingerprint as "SHA256:…" with 43 characters behind the colon'))
      .max(2)
      .default([])
      .meta({
        description: 'Who the server must be; two while its key is being changed. Without any, nothing is sent to it.',
      }),
    timeoutMs: z.int().min(1_000).max(300_000).default(30_000),
  })
  .refine((given) => given.password !== undefined || given.privateKey !== undefined, {
    path: ['password'],
    message: 'expected a password, a privateKey or both',
  })
  .superRefine(({ privateKey, passphrase }, context) => {
    if (privateKey === undefined) return
    try {
      readPrivateKey(privateKey, passphrase)
    } catch (error) {
      context.addIssue({ code: 'custom', path: ['privateKey'], message: (error as Error).message })
    }
  })

export type SftpFields = z.output<typeof fields>
