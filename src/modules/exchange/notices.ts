import type { Problem } from '../../platform/change.ts'
import type { Arrival } from './arrivals.ts'
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
  const lines = [
    `Your file ${arrival.name} was received and kept, but not processed.`,
    '',
    ...problems.slice(0, SENTENCES_MAX).map((problem) => `- ${sentence(problem)}`),
    ...(problems.length > SENTENCES_MAX ? [`- and ${problems.length - SENTENCES_MAX} more.`] : []),
  ]
  putNotice(x, arrival, lines, written)
}

/** The same for a document of a file that was answered as valid, and is not sent on after all. */
export function notifyDeclined(
  x: Exchange,
  arrival: Arrival,
  of: { id: string; type: string; business_key: string | null; reason: string },
  written: Written,
): void {
  const { id, type, business_key: key, reason } = of
  const lines = [
    `Of your file ${arrival.name} one document does not go on to its receiver: ${type}${key === null ? '' : ` ${key}`}.`,
    '',
    `- ${sentence({ code: 'approval-declined', reason })}`,
    '',
    `The number of the document is ${id}. Correct it yourself: ${x.config.publicUrl}/corrections/document/${id}`,
  ]
  putNotice(x, arrival, lines, written)
}

/** Of documents that are valid by their standard and were answered so, and that a guide refuses: 997 and CONTRL do not speak of guides. */
export function notifyUntold(x: Exchange, { arrival, intake }: Evidence, written: Written): void {
  const { untold, untoldCount } = intake
  if (untoldCount === 0) return
  const lines = [
    `Of your file ${arrival.name} ${untoldCount} do not go on: they are valid, but not as the guide says that was agreed.`,
    ...untold.flatMap(({ type, businessKey, problems }) => [
      '',
      `${type}${businessKey === null ? '' : ` ${businessKey.value}`}:`,
      ...(problems ?? []).slice(0, SENTENCES_MAX).map((problem) => `- ${sentence(problem)}`),
    ]),
    ...(untoldCount > untold.length ? ['', `And ${untoldCount - untold.length} more.`] : []),
  ]
  putNotice(x, arrival, lines, written)
}

function putNotice(x: Exchange, arrival: Arrival, text: string[], written: Written): void {
  if (arrival.corrects) return // the grid's own edit
  const home = x.directory.channelOf(arrival.organization, 'out', 'sftp-home')
  if (!home || x.directory.channel(arrival.channel)?.kind !== 'sftp-home') return
  const lines = [...text, '', `Its number in the grid is ${arrival.id}.`, '']
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
