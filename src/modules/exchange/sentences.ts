import { connectorSentence } from '../../connectors/connectors.ts'
import { renderProblem } from '../../edi/problems.ts'
import { type Finding, findingSentence } from '../../formats/chain/findings.ts'
import { sentenceOf } from '../../formats/problems.ts'
import type { Problem } from '../../platform/change.ts'
import { REFUSALS } from './refusals.ts'
import { isXmlProblem } from './standards/xml.ts'
import { TRANSLATION } from './translating/sentences.ts'

type Found = Record<string, unknown>

/** Where each standard says whom it is from and to, whether it is a test, and its number. */
interface Places {
  sender: string
  receiver: string
  /** What says it, and what one changes. */
  mode: [says: string, change: string]
  modes: string
  number(value: unknown): string
}

const X12: Places = {
  ...{ sender: 'ISA05/ISA06', receiver: 'ISA07/ISA08', mode: ['ISA15', 'ISA15'] },
  modes: 'P (production) or T (test)',
  number: (value) => `The interchange control number ${value} (ISA13)`,
}
const PLACES: Record<string, Places> = {
  edifact: {
    ...{ sender: 'UNB S002', receiver: 'UNB S003', mode: ['The UNB', 'the test indicator (UNB 0035)'] },
    modes: 'nothing (production) or 1 (test)',
    number: (value) => `The interchange control number ${value} (UNB 0020)`,
  },
  ubl: {
    ...X12, // UBL says nothing of tests
    sender: 'EndpointID or PartyIdentification of the party that sends it',
    receiver: 'EndpointID or PartyIdentification of the party that receives it',
    number: (value) => `The document number ${value} (cbc:ID)`,
  },
  cxml: {
    ...{ sender: 'Header/From', receiver: 'Header/To', mode: ['Request@deploymentMode', 'it'] },
    modes: 'production or test',
    number: (value) => `The payloadID ${value}`,
  },
}
const placesOf = (p: Found) => PLACES[String(p['standard'])] ?? X12

/** Parties of EDIFACT and XML may have no qualifier, and XML may name nobody. */
const called = (p: Found) => {
  if (p['value'] === '') return '(nobody is named)'
  return p['qualifier'] === '' ? String(p['value']) : `${p['qualifier']}/${p['value']}`
}

/** What the exchange says of its own problems: what was found, what was expected, what to do. Those of the codec say it themselves. */
const SENTENCES: Record<string, (p: Found) => string> = {
  unreadable: () =>
    'The file holds nothing that could be read as an interchange. Send an X12 interchange that begins with ISA, one of EDIFACT that begins with UNA or UNB, or a document of UBL or cXML.',
  'usage-unsupported': (p) =>
    `${p['standard'] === 'edifact' ? 'UNB 0035' : placesOf(p).mode[0]} is "${p['value']}", expected ${placesOf(p).modes}. Send it again with one of them.`,
  'mode-mismatch': (p) =>
    `${placesOf(p).mode[0]} says ${p['found']}, but this channel is agreed for ${p['expected']}. Use the channel of that environment, or change ${placesOf(p).mode[1]}.`,
  'sender-not-yours': (p) =>
    `The sender ${called(p)} (${placesOf(p).sender}) is no ${p['mode']} identifier of your organization. Send with your own identifier, or ask the grid's operators to add it.`,
  'receiver-unknown': (p) =>
    `The receiver ${called(p)} (${placesOf(p).receiver}) is not known here for ${p['mode']}. Check the identifier, or ask the grid's operators to add the partner; the interchange is kept.`,
  'agreement-missing': (p) =>
    `There is no ${p['mode']} agreement with this receiver for ${p['type']}. The document is kept; ask the grid's operators for the agreement.`,
  'agreement-ambiguous': (p) =>
    `${p['count']} ${p['mode']} agreements with this receiver fit ${p['type']}, so none was chosen. The document is kept; ask the grid's operators to end all but one.`,
  'rule-held': (p) => `The rule "${p['rule']}" holds it: ${p['reason']}. A person releases or declines it.`,
  'rule-quarantined': (p) =>
    `The rule "${p['rule']}" sets it aside: ${p['reason']}. A person decides what becomes of it.`,
  'rule-receiver-unknown': (p) =>
    `The rule "${p['rule']}" leads to ${p['receiver']}, which is no active organization with an identifier here. Correct the rule; the document is kept.`,
  'rule-channel-unfit': (p) =>
    `The rule "${p['rule']}" leads by the channel ${p['channel']}, which is no open way out of the receiver. Correct the rule; the document is kept.`,
  'side-file-missing': (p) =>
    `The side file ${p['name']}.json, which says what ${p['name']} is, did not come in time. Send both again.`,
  'side-file-alone': (p) =>
    `The side file ${p['name']} came, but not the file ${p['base']} that it speaks of. Send both again.`,
  'side-file-wrong': (p) =>
    `The side file ${p['name']} cannot be used: ${p['problem']}. Expected a JSON object with type, receiver and, where they are known, key, keyKind, keyIssuer, mode and sha256. Send both again.`,
  'opaque-type-missing': (p) =>
    `Nothing says what type of document ${p['name']} is: neither its name, nor a side file, nor the channel.`,
  'opaque-receiver-unknown': (p) =>
    `The receiver of ${p['name']} is ${p['receiver'] ? `"${p['receiver']}", which is no active organization here` : 'not said'}. Say it by its slug in the name or the side file.`,
  'opaque-mode-missing': (p) =>
    `Nothing says whether ${p['name']} is for test or production. Use a channel of one of them, or say mode in the side file.`,
  'attachment-key-missing': (p) =>
    `${p['name']} lies beside a document, but nothing says which: neither its name nor its side file has a key. Send it again with one.`,
  'attachment-ambiguous': (p) =>
    `Several documents between these two have the ${p['kind']} number ${p['value']} that ${p['name']} names. A person chooses the one that it belongs to.`,
  'attachment-overdue': (p) =>
    `${p['name']} waits longer than agreed for a document with the ${p['kind']} number ${p['value']} between these two. Ask for it, or say which one the file belongs to; when the document comes, this is over by itself.`,
  'original-repeated': (p) =>
    `An original ${p['type']} with the number ${p['key']} came before between these two (document ${p['first']}). A person decides whether it is another one or the same again.`,
  comparison: (p) => findingSentence(p as unknown as Finding),
  'business-refused': (p) => {
    const reasons = (p['reasons'] ?? []) as string[]
    const ended = reasons.map((reason) => (/[.!?…]$/.test(reason) ? reason : `${reason}.`))
    const why = ended.length > 0 ? `: ${ended.join(' ')}` : ', without saying why.'
    return `The receiver's ${p['type']} refused ${p['key'] ?? 'this document'}${why} Correct it with the receiver, then send it again.`
  },
  'comparison-held': (p) =>
    `${p['type']} ${p['key'] ?? ''} differs from what came before it in ${counted(p['count'], 'place')}. A person releases or declines it.`,
  'comparison-refused': (p) =>
    `${p['type']} ${p['key'] ?? ''} differs from what came before it in ${counted(p['count'], 'place')}, and by agreement it is declined for that. Correct it, then send it again.`,
  'comparison-left-out': (p) =>
    `${p['type']} ${p['key'] ?? ''} was not compared with what came before it: ${LEFT_OUT[String(p['reason'])]}. Compare it yourself where it matters.`,
  'control-number-reused': (p) =>
    `${placesOf(p).number(p['value'])} was used before for other content. Send it again with a new number if it is new.`,
  'all-or-nothing': (p) =>
    `It is refused because something else in its ${p['scope']} is not valid, and by agreement all of it counts or nothing. Correct that, then send all of it again.`,
  'document-suspended': (p) =>
    `${p['type']} ${p['key'] ?? ''} is not valid, and by agreement a person decides: correct it, or refuse it. Until then its sender is not answered.`,
  'approval-needed': (p) =>
    `${p['type']} ${p['key'] ?? ''} to ${p['receiver'] ?? 'its receiver'} waits for an approval${p['dueAt'] ? ` until ${p['dueAt']}` : ''}. A person approves or declines it.`,
  'approval-overdue': (p) =>
    `The approval of ${p['type']} ${p['key'] ?? ''} to ${p['receiver'] ?? 'its receiver'} was due at ${p['dueAt']} and has not come. Approve or decline it.`,
  'approval-declined': (p) => `It was not approved: ${p['reason']}`,
  ...REFUSALS,
  ...TRANSLATION,
  'receipt-overdue': (p) =>
    `The receipt that was agreed was due at ${p['dueAt']} and has not come. Ask ${p['receiver'] ?? 'the receiver'} whether the interchange arrived.`,
  'sftp-key-ends': (p) =>
    `The SFTP key "${p['called']}" opens until ${day(p['endsAt'])}. Add its successor and change over, or set a later end.`,
  'api-key-ends': (p) => `The API key "${p['called']}" ends on ${day(p['endsAt'])}. Rotate it, and change over.`,
  'certificate-ends': (p) =>
    `The certificate with which ${p['called']} signs who signs in (ENTREPOT_SAML_CERTIFICATE_FILE) ends on ${day(p['endsAt'])}. Ask its owner for the next one, put it into the file, and start the grid again.`,
  'http-try-later': (p) =>
    `The receiver's server answered ${p['status']} in ${counted(p['attempts'], 'attempt')}. Ask its owner, then send again.`,
  'http-rejected': (p) =>
    `The receiver's server refused the message with ${p['status']}. Ask its owner what it expects, then send again.`,
  'http-disconnected': (p) =>
    `The receiver's server could not be reached (${p['reason']}) in ${counted(p['attempts'], 'attempt')}. Check its address and state, then send again.`,
  'http-address-refused': () =>
    "The address leads to where the grid does not send: this machine's own link, or a network inside that partners may not name. Correct the address, or have its owner allow the network.",
  'http-address-invalid': () => "The channel's address is no URL. Correct the channel, then send again.",
  'channel-missing': () =>
    'The channel that leads to the receiver is gone. Name another one in the agreement, then send again.',
  'payload-missing': () =>
    'The bytes of this interchange cannot be found. Restore the payload store, or ask the sender for them.',
  'payload-damaged': () =>
    'The stored bytes of this interchange are not those that came. Restore the payload store, or ask the sender for them.',
  'correction-surplus': (p) =>
    `Behind the interchange, from byte ${p['offset']} on, there is more. A correction is one interchange; remove the rest.`,
  'correction-not-one': (p) =>
    `One document was edited, and ${p['count']} came out of it. Keep one ST and one SE, or one UNH and one UNT; check the terminators.`,
  'decision-bug': (p) =>
    `The grid failed ${p['attempts']} times to decide on this interchange. It is kept; the log names the fault.`,
  'connection-ended': () => 'The connection of this channel has ended. Let the channel use another one.',
  'item-empty': (p) => `The file ${p['name']} has no bytes, so it was not taken. Ask its sender to write it again.`,
  'item-too-large': (p) =>
    `The file ${p['name']} has ${p['sizeBytes']} bytes, more than the ${p['sizeBytesMax']} that this channel takes. Raise the limit, or ask for smaller files.`,
  'pick-up-bug': () =>
    'The grid failed to look for files. Nothing is lost: what lies there stays; the log names the fault.',
  'delivery-outcome-unknown': (p) =>
    `The message was sent, but the connection ended before the receiver's answer (${p['reason'] ?? p['status'] ?? 'the grid stopped'}), and a second one would do harm. Ask the receiver whether it arrived, then say so.`,
  'archive-bug': (p) =>
    `The grid failed ${counted(p['attempts'], 'time')} to archive interchange ${p['interchange']}. It tries on; the log names the fault.`,
  'delivery-bug': (p) =>
    `The grid failed ${p['attempts']} times to deliver. The payload is kept; the log names the fault.`,
}

const LEFT_OUT: Record<string, string> = {
  'interchange-too-large': 'its interchange is too large, expected at most 1 MB',
  'document-too-large': 'it is too large, expected at most 1 MB',
  'chain-too-large': 'too much belongs to its orders, expected at most 60 documents of 2 MB together and 20 orders',
  'chain-unreadable': 'the bytes of a document that belongs to it cannot be found',
  'version-unknown': 'its version is not known to translation, expected X12, or EDIFACT of D.96A or D.01B',
  unreadable: 'it could not be read as a business document',
}

/** Of a moment as it is stored: its day in UTC. */
const day = (moment: unknown) => String(moment).slice(0, 10)

const counted = (count: unknown, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`

/** One plain sentence for a problem as stored. */
export function sentence(problem: Problem): string {
  const own = SENTENCES[problem.code]
  const { code, ...found } = problem
  if (!own && isXmlProblem(problem)) return sentenceOf(problem)
  return (
    own?.(problem) ??
    connectorSentence(code, found) ??
    renderProblem(problem as unknown as Parameters<typeof renderProblem>[0])
  )
}
