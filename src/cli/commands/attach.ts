import { askFor, UsageError } from '../connection.ts'
import type { Command } from '../main.ts'

export const attach: Command = {
  usage: 'attach FILE [DOCUMENT …]',
  summary: 'says which documents a file belongs to, where several have the number that it names',
  options: { reason: { type: 'string' } },
  help: `
FILE and DOCUMENT are ids, as the work item has them. Only documents between the same two parties and of the same mode; without
any, the file lies beside no document. Needs --reason.`,
  async run([file, ...documents], { json, given }) {
    const { reason } = given
    if (!file || !reason)
      throw new UsageError('Which file to which document, and why? entrepot attach FILE DOCUMENT --reason R')
    const { body } = await askFor<{ state: string }>(`PUT /api/v1/documents/${file}/attachment`, { documents, reason })
    if (json) return JSON.stringify(body)
    return body.state === 'attached' ? 'Attached.' : 'It lies beside no document.'
  },
}
