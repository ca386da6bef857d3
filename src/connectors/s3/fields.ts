import { z } from 'zod'
import { secret } from '../define.ts'

const prefix = z.string().max(900)

/** Where the bucket is and how to sign in. */
export const fields = z.strictObject({
  endpoint: z
    .url({ protocol: /^https?$/, error: 'expected an address as in "https://s3.example.com"' })
    .refine((url) => isPlain(url), 'expected no user, path or query in the address')
    .optional()
    .meta({ description: "Left out: Amazon's own, by region" }),
  region: z.string().min(1).max(100).default('us-east-1'),
  bucket: z
    .string()
    .min(3)
    .max(255)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'expected the name of a bucket'),
  forcePathStyle: z.boolean().default(true).meta({
    description: 'The bucket in the path of the address, not in its host name; counts where there is an endpoint',
  }),
  accessKeyId: z.string().min(1).max(500),
  secretAccessKey: secret(z.string().min(1).max(1_000)),
  sessionToken: secret(z.string().min(1).max(10_000).optional()),
  certificate: z
    .string()
    .max(50_000)
    .regex(/-----BEGIN CERTIFICATE-----/, 'expected a certificate in PEM')
    .optional()
    .meta({ description: 'An authority to trust beside the usual ones' }),
  checkPrefix: prefix
    .default('')
    .meta({ description: 'Where the test of the connection lists, and writes and removes its own object' }),
})

export type S3Fields = z.output<typeof fields>

export function endpointOf({ endpoint, region }: S3Fields): URL {
  return new URL(endpoint ?? `https://s3.${region}.amazonaws.com`)
}

function isPlain(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { username, password, pathname, search, hash } = new URL(text)
  return username === '' && password === '' && pathname === '/' && search === '' && hash === ''
}
