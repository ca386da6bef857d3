import { randomUUID } from 'node:crypto'
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3'
import { addressOf, nameProblem, networkProblem, tlsProblem } from '../../platform/s3/reach.ts'
import type { Layer, Probe } from '../define.ts'
import { ConnectorError, Disconnected, Misconfigured } from '../errors.ts'
import { capabilities, removeProbe } from './capabilities.ts'
import { endpointOf, type S3Fields } from './fields.ts'
import { problem } from './problems.ts'
import { acting, ofStore, openSession, type S3Session } from './session.ts'
import { PROBES } from './settings.ts'

const SIGN_IN = new Set(['s3-sign-in-refused', 's3-clock-differs', 's3-disconnected'])

/** Layer by layer, so that the answer names what to mend: not "connection failed" but "no such bucket". */
export async function* check(fields: S3Fields, signal: AbortSignal): AsyncGenerator<Probe> {
  const named = await tried('name', () => nameHolds(fields))
  yield named
  if (named.problem) return
  const session = openSession(fields)
  try {
    for (const [layer, hold] of layersOf(session, fields, signal)) {
      const probe = await tried(layer, hold)
      // The first listing finds both: who asks is known, and may not.
      if (layer === 'sign-in' && probe.problem && !SIGN_IN.has(probe.problem.code)) {
        yield { layer, ms: probe.ms }
        yield { layer: 'permission', ms: 0, problem: probe.problem }
        return
      }
      yield probe
      if (probe.problem) return
    }
  } finally {
    session.client.destroy()
  }
}

type Hold = () => Promise<Record<string, string> | null>

async function nameHolds(fields: S3Fields): Promise<null> {
  const address = addressOf(endpointOf(fields))
  const { host } = address
  const reason = await nameProblem(address)
  if (reason === 'EADDRREFUSED') throw problem(Misconfigured, 's3-address-refused', { host })
  if (reason) throw problem(Disconnected, 's3-name-unknown', { host, reason })
  return null
}

function layersOf(session: S3Session, fields: S3Fields, signal: AbortSignal): [Layer, Hold][] {
  const address = { ...addressOf(endpointOf(fields)), certificate: fields.certificate }
  const { host, port } = address
  const network: Hold = async () => {
    const reason = await networkProblem(address)
    if (reason) throw problem(Disconnected, 's3-unreachable', { host, port, reason })
    return null
  }
  const tls: Hold = async () => {
    const reason = await tlsProblem(address)
    if (reason) throw problem(Misconfigured, 's3-tls-failed', { host, port, reason })
    return null
  }
  return [
    ['network', network],
    ...(address.secure ? [['tls', tls] satisfies [Layer, Hold]] : []),
    ['sign-in', () => listing(session, fields.checkPrefix, signal)],
    ['permission', () => permitted(session, fields.checkPrefix, signal)],
  ]
}

async function tried(layer: Layer, hold: Hold): Promise<Probe> {
  const from = performance.now()
  const ms = () => Math.round(performance.now() - from)
  try {
    const found = await hold()
    return { layer, ms: ms(), ...(found ? { found } : {}) }
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    return { layer, ms: ms(), problem: { ...error.parameters, code: error.code } }
  }
}

function listing(session: S3Session, prefix: string, signal: AbortSignal): Promise<null> {
  return acting(session, 'listing', prefix, async () => {
    const given = { Bucket: session.bucket, Prefix: prefix, MaxKeys: 1 }
    ofStore(session, await session.client.send(new ListObjectsV2Command(given), { abortSignal: signal }))
    return null
  })
}

/** Put, get, list and delete of an object of its own; in between, what the store can do. */
async function permitted(session: S3Session, prefix: string, signal: AbortSignal): Promise<Record<string, string>> {
  const key = `${prefix}${PROBES}${randomUUID()}`
  const of = { Bucket: session.bucket, Key: key }
  const given = { abortSignal: signal }
  await acting(session, 'writing', key, () =>
    session.client.send(new PutObjectCommand({ ...of, Body: 'entrepot' }), given),
  )
  try {
    await acting(session, 'reading', key, async () => {
      await (await session.client.send(new GetObjectCommand(of), given)).Body?.transformToString()
    })
    await listing(session, key, signal)
    return await capabilities(session, key)
  } finally {
    await acting(session, 'removing', key, () => removeProbe(session, key))
  }
}
