import type { Problem } from '../../platform/change.ts'
import type { Evidence } from './concluding.ts'
import type { Exchange } from './exchange.ts'
import { type Written, writeOutgoing } from './outgoing.ts'
import { sentence } from './sentences.ts'

const SENTENCES_MAX = 50

/**
 * Puts a plain text beside a partner's files that says what was wrong with one of them: where the envelope cannot be read or
 * trusted, no acknowledgement of the standard can be addressed, and silence would be a guess.
 */
export function notify(x: Exchange, { arrival }: Evidence, problems: Problem[], written: Written): void {
  if (arrival.corrects) return // the grid's own edit
  const home = x.directory.channelOf(arrival.organization, 'out', 'sftp-home')
  if (!home || x.directory.channel(arrival.channel)?.kind !== 'sftp-home') return
  const lines = [
    `Your file ${arrival.name} was received and kept, but not processed.`,
    '',
    ...problems.slice(0, SENTENCES_MAX).map((problem) => `- ${sentence(problem)}`),
    ...(problems.length > SENTENCES_MAX ? [`- and ${problems.length - SENTENCES_MAX} more.`] : []),
    '',
    `Its number in the grid is ${arrival.id}.`,
    '',
  ]
  const id = x.newId()
  writeOutgoing(
    x,
    {
      id,
      purpose: 'notice',
      sender: arrival.organization,
      receiver: arrival.organization,
      mode: home.mode ?? 'production',
      channel: home,
      name: `${arrival.name.slice(0, 150) || 'message'}.${id.slice(-6)}.problem.txt`,
      content: x.payloads.small(Buffer.from(lines.join('\n'))),
      standard: null,
      controlNumber: null,
      envelope: null,
      documentCount: 0,
      awaits: null,
      line: null,
      cause: arrival.id,
    },
    written,
  )
}
