import { randomUUID } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { connect, isIP } from 'node:net'
import { connect as connectTls } from 'node:tls'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import type { PlaceProblem } from './place.ts'
import type { S3Failure, S3Settings } from './s3-client.ts'

/** Looks layer by layer, so that the answer names what to mend: not "connection failed" but "no such bucket". */
export async function checkS3(client: S3Client, settings: S3Settings): Promise<PlaceProblem | null> {
  const endpoint = settings.endpoint ?? `https://s3.${settings.region}.amazonaws.com`
  return (await checkNetwork(new URL(endpoint))) ?? (await checkBucket(client, settings))
}

const TIMEOUT_MS = 5_000

async function checkNetwork(url: URL): Promise<PlaceProblem | null> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  try {
    await lookup(host)
  } catch (error) {
    return { layer: 'dns', reason: `The name ${host} was not found (${(error as S3Failure).code}).` }
  }
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  const unreachable = await opened(connect({ host, port }), 'connect')
  if (unreachable) return { layer: 'connect', reason: `Nothing answered at ${host} port ${port}: ${unreachable}.` }
  if (url.protocol !== 'https:') return null
  const insecure = await opened(
    connectTls({ host, port, ...(isIP(host) ? {} : { servername: host }) }),
    'secureConnect',
  )
  return insecure ? { layer: 'tls', reason: `No secure connection to ${host} port ${port}: ${insecure}.` } : null
}

function opened(socket: ReturnType<typeof connect>, event: 'connect' | 'secureConnect'): Promise<string | null> {
  return new Promise((resolve) => {
    const end = (reason: string | null) => {
      socket.destroy()
      resolve(reason)
    }
    socket.setTimeout(TIMEOUT_MS, () => end(`no answer within ${TIMEOUT_MS / 1000} s`))
    socket.once(event, () => end(null))
    socket.on('error', (error: S3Failure) => end(error.code ?? error.message))
  })
}

/** List, write, read and remove: what the store of payloads needs to be allowed. */
async function checkBucket(client: S3Client, { bucket: Bucket, prefix }: S3Settings): Promise<PlaceProblem | null> {
  const Key = `${prefix}probe/${randomUUID()}`
  const acts: [what: string, act: () => Promise<unknown>][] = [
    ['list', () => client.send(new ListObjectsV2Command({ Bucket, Prefix: prefix, MaxKeys: 1 }))],
    ['write', () => client.send(new PutObjectCommand({ Bucket, Key, Body: 'entrepot' }))],
    ['read', async () => (await client.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString()],
    ['remove', () => client.send(new DeleteObjectCommand({ Bucket, Key }))],
  ]
  for (const [what, act] of acts) {
    try {
      await act()
    } catch (error) {
      return problemOf(error as S3Failure, what, Bucket)
    }
  }
  return null
}

const LAYERS: Record<string, PlaceProblem['layer']> = {
  InvalidAccessKeyId: 'credentials',
  SignatureDoesNotMatch: 'credentials',
  CredentialsProviderError: 'credentials',
  ExpiredToken: 'credentials',
  RequestTimeTooSkewed: 'credentials',
  NoSuchBucket: 'bucket',
  InvalidBucketName: 'bucket',
  PermanentRedirect: 'region',
  AuthorizationHeaderMalformed: 'region',
  IllegalLocationConstraintException: 'region',
}

function problemOf(error: S3Failure, what: string, bucket: string): PlaceProblem {
  const layer = LAYERS[error.name] ?? (error.$metadata?.httpStatusCode === undefined ? 'connect' : 'permission')
  const said = `${error.name}${error.message && error.message !== error.name ? `: ${error.message}` : ''}`
  return { layer, reason: `Could not ${what} in the bucket ${bucket} (${said}).` }
}
