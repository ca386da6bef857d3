import { randomUUID } from 'node:crypto'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import type { S3Failure } from '../s3/client.ts'
import { addressOf, nameProblem, networkProblem, tlsProblem } from '../s3/reach.ts'
import type { PlaceProblem } from './place.ts'
import type { S3Settings } from './s3-client.ts'

/** Looks layer by layer, so that the answer names what to mend: not "connection failed" but "no such bucket". */
export async function checkS3(client: S3Client, settings: S3Settings): Promise<PlaceProblem | null> {
  const endpoint = settings.endpoint ?? `https://s3.${settings.region}.amazonaws.com`
  return (await checkNetwork(new URL(endpoint))) ?? (await checkBucket(client, settings))
}

async function checkNetwork(url: URL): Promise<PlaceProblem | null> {
  const address = addressOf(url)
  const { host, port, secure } = address
  const unknown = await nameProblem(address)
  if (unknown) return { layer: 'dns', reason: `The name ${host} was not found (${unknown}).` }
  const unreachable = await networkProblem(address)
  if (unreachable) return { layer: 'connect', reason: `Nothing answered at ${host} port ${port}: ${unreachable}.` }
  const insecure = secure ? await tlsProblem(address) : null
  return insecure ? { layer: 'tls', reason: `No secure connection to ${host} port ${port}: ${insecure}.` } : null
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
