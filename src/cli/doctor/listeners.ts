import { connect } from 'node:net'
import type { Config } from '../../config.ts'
import type { Finding } from './findings.ts'

const WITHIN_MS = 3_000

/** The doors of the grid on this machine: does the right one answer? */
export async function checkListeners(config: Config): Promise<Finding[]> {
  const found: Finding[] = []
  if (config.roles.includes('web')) found.push(await checkHttp(reachable(config.http)))
  if (config.roles.includes('sftp')) found.push(await checkSftp(reachable(config.sftp)))
  return found
}

interface Door {
  host: string
  port: number
}

async function checkHttp({ host, port }: Door): Promise<Finding> {
  const check = 'http'
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  try {
    const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(WITHIN_MS) })
    const body = (await response.json().catch(() => null)) as {
      status?: string
      checks?: Record<string, string>
    } | null
    if (!body?.checks) {
      const advice = 'Another program has this port. Stop it, or set ENTREPOT_HTTP_PORT.'
      return { check, state: 'failed', found: `${url} is answered by something that is no grid`, advice }
    }
    if (response.ok) return { check, state: 'ok', found: `${url} is ready` }
    const wrong = Object.entries(body.checks).filter(([, state]) => state !== 'ok')
    const text = wrong.map(([name, state]) => `${name}: ${state}`).join(', ')
    return {
      check,
      state: 'failed',
      found: `${url} is not ready (${text})`,
      advice: 'See the checks below, and its log.',
    }
  } catch (error) {
    const reason = (error as { cause?: { code?: string } }).cause?.code ?? (error as Error).message
    return { check, state: 'failed', found: `${url} does not answer (${reason})`, advice: 'Start the grid: npm start' }
  }
}

async function checkSftp({ host, port }: Door): Promise<Finding> {
  const check = 'sftp'
  const greeting = await greetingOf({ host, port })
  const at = `${host}:${port}`
  if (greeting.startsWith('SSH-2.0-')) return { check, state: 'ok', found: `${at} answers` }
  if (greeting !== '') {
    const advice = 'Another program has this port. Stop it, or set ENTREPOT_SFTP_PORT.'
    return { check, state: 'failed', found: `${at} is answered by something that is no SFTP server`, advice }
  }
  return { check, state: 'failed', found: `${at} does not answer`, advice: 'Start the grid: npm start' }
}

function greetingOf(door: Door): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(door)
    const end = (text: string) => {
      socket.destroy()
      resolve(text)
    }
    socket.setTimeout(WITHIN_MS, () => end(''))
    socket.on('data', (data) => end(data.toString('latin1')))
    socket.on('error', () => end(''))
    socket.on('close', () => resolve(''))
  })
}

/** A listener on all addresses is asked at this machine's own. */
function reachable({ host, port }: Door): Door {
  return { host: host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host, port }
}
