import { Agent } from 'node:https'
import { rootCertificates } from 'node:tls'
import { S3Client } from '@aws-sdk/client-s3'
import { anywhere } from '../outbound.ts'

export interface S3ClientSettings {
  /** Undefined: Amazon's own, by region. */
  endpoint: string | undefined
  region: string
  /** Undefined: the SDK searches (environment, profile, machine). */
  credentials: { accessKey: string; secretKey: string; sessionToken?: string | undefined } | undefined
  /** The bucket in the path instead of in the host's name. Not said: wherever an endpoint is given. */
  forcePathStyle?: boolean | undefined
  /** A certificate in PEM to trust beside the usual ones. */
  certificate?: string | undefined
  attemptsMax?: number
}

/**
 * The SDK's own checksums stay off: they are sent in trailers that other stores refuse or keep as content. What is sent is
 * signed with its SHA-256 instead, which every store checks. Redirects are not followed. Throws `AddressRefused`.
 */
export function s3Client(settings: S3ClientSettings): S3Client {
  const { endpoint, region, credentials, certificate } = settings
  if (endpoint) anywhere.expect(new URL(endpoint).hostname)
  return new S3Client({
    ...(endpoint ? { endpoint, forcePathStyle: settings.forcePathStyle ?? true } : {}),
    ...(credentials
      ? {
          credentials: {
            accessKeyId: credentials.accessKey,
            secretAccessKey: credentials.secretKey,
            ...(credentials.sessionToken ? { sessionToken: credentials.sessionToken } : {}),
          },
        }
      : {}),
    region,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: settings.attemptsMax ?? 4,
    requestHandler: {
      connectionTimeout: 5_000,
      socketTimeout: 30_000,
      httpAgent: AGENT,
      httpsAgent: certificate ? new Agent({ ...AGENT, ca: [...rootCertificates, certificate] }) : AGENT,
    },
  })
}

/** True when the store says that there is no such object. */
export function isMissing(error: unknown): boolean {
  const { name, $metadata } = error as S3Failure
  return name === 'NoSuchKey' || (name === 'NotFound' && $metadata?.httpStatusCode === 404)
}

export interface S3Failure extends Error {
  code?: string
  Code?: string
  $metadata?: { httpStatusCode?: number }
}

const AGENT = { keepAlive: true, maxSockets: 64, lookup: anywhere.lookup }
