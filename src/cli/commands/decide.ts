import { askFor, UsageError } from '../connection.ts'
import type { Command } from '../main.ts'

export const decide: Command = {
  usage: 'decide ID release|decline',
  summary: 'releases or declines a document that was held, set aside or suspended',
  help: `
  decide ID release --reason R    it goes on, by what is agreed now
  decide ID decline --reason R    it goes nowhere
What was suspended goes on as it came, or is refused; its sender is answered once nothing of its interchange waits any more.
ID is that of the document: "entrepot show KEY" and "entrepot work show ITEM" name it.`,
  options: { reason: { type: 'string' } },
  async run([id, decision], { json, given }) {
    if (!id || (decision !== 'release' && decision !== 'decline')) throw new UsageError('Say release or decline.')
    if (typeof given['reason'] !== 'string') throw new UsageError('Say why: --reason "…"')
    const asked = { decision, reason: given['reason'] }
    const { body } = await askFor<{ type: string; key: string | null; status: string }>(
      `PUT /api/v1/documents/${encodeURIComponent(id)}/decision`,
      asked,
    )
    return json ? JSON.stringify(body, null, 2) : `Done: ${decision} ${body.type} ${body.key ?? ''}.`
  },
}
