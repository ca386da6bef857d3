import { askFor, UsageError } from '../connection.ts'
import type { Command } from '../main.ts'

interface Checked {
  holds: boolean
  probes: { layer: string; problem: { sentence: string } | null }[]
}

/** Ids: `work show ID` names them. */
export const check: Command = {
  usage: 'check CONNECTION',
  summary: 'tests a connection layer by layer',
  async run([id], { json }) {
    if (!id) throw new UsageError('Which connection? Name its id.')
    const { body } = await askFor<Checked>(`POST /api/v1/connections/${encodeURIComponent(id)}/checks`, {})
    const lines = body.probes.map(
      ({ layer, problem }) => `${problem ? 'FAIL' : 'ok  '} ${layer}${problem ? `  ${problem.sentence}` : ''}`,
    )
    return { text: json ? JSON.stringify(body, null, 2) : lines.join('\n'), code: body.holds ? 0 : 1 }
  },
}

export const resume: Command = {
  usage: 'resume CONNECTION',
  summary: 'lets a halted connection go on as it is',
  async run([id], { json }) {
    if (!id) throw new UsageError('Which connection? Name its id.')
    const { body } = await askFor<{ name: string }>(`PUT /api/v1/connections/${encodeURIComponent(id)}/resumption`, {})
    return json ? JSON.stringify(body, null, 2) : `The connection ${body.name} goes on.`
  },
}

export const look: Command = {
  usage: 'look CHANNEL',
  summary: 'looks now at what a channel picks up',
  async run([id], { json }) {
    if (!id) throw new UsageError('Which channel? Name its id.')
    const { body } = await askFor(`POST /api/v1/channels/${encodeURIComponent(id)}/looks`, {})
    return json ? JSON.stringify(body, null, 2) : 'It looks now; the list of its pick-ups says what it found.'
  },
}
