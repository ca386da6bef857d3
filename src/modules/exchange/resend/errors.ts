import { declareErrors } from '../../../platform/errors.ts'

export const resendError = declareErrors({
  'resend-nothing': {
    status: 404,
    message: 'There is no {kind} {id} that was sent.',
    advice: 'Name something that left the grid: a document that was released, an outgoing interchange or its delivery.',
  },
  'resend-not-released': {
    status: 409,
    message: 'The document {id} is {status}: it has not been sent, so it cannot be sent again.',
    advice: 'Correct it, or settle what holds it back; then it goes on by itself.',
  },
  'resend-superseded': {
    status: 409,
    message: 'The receiver refused {id}, and {by} took its place: sent again, it would be a second one.',
    advice: 'Go on with the one that took its place.',
  },
  'resend-under-way': {
    status: 409,
    message: '{name} is still on its way: it waits for its next attempt.',
    advice: 'Let it arrive or fail first.',
  },
  'resend-not-collected': {
    status: 409,
    message: "{name} still lies in the receiver's outbox.",
    advice: 'Ask the receiver to fetch it there.',
  },
  'collect-not-outbox': {
    status: 409,
    message: '{name} was handed over, not collected, so it cannot be collected again.',
    advice: "Ask the grid's operators to send it again.",
  },
  'collect-refused': {
    status: 409,
    message: '{name} was refused in its acknowledgement.',
    advice: 'Ask its sender for a corrected one.',
  },
  'resend-outcome-open': {
    status: 409,
    message: 'Whether {name} arrived is not known, and a second one would do harm.',
    advice: 'Ask the receiver; then settle its work item: delivered, or send again.',
  },
  'resend-not-documents': {
    status: 422,
    message: '{name} carries no documents, so there is nothing to put into a new envelope.',
    advice: 'Send it again as it was: `as: same`.',
  },
  'resend-no-envelope': {
    status: 422,
    message: '{name} is a file without an envelope, so it cannot be given a new one.',
    advice: 'Send it again as it was (`as: same`), or send a correction.',
  },
  'resend-agreement-missing': {
    status: 409,
    message: '{count} {mode} agreements fit {type} between these two now; one is needed.',
    advice: 'Make the agreement (or end all but one), or send on the original one: `on: original`.',
  },
  'resend-channel-missing': {
    status: 409,
    message: 'The channel that leads to the receiver is gone.',
    advice: 'Name another one in the agreement and send on the current agreement: `on: current`.',
  },
  'correction-nothing': {
    status: 404,
    message: 'There is no {kind} {id} that came in.',
    advice: 'Name a document, or an interchange that was received.',
  },
  'correction-unknown': {
    status: 404,
    message: 'There is no correction {id}.',
    advice: 'List the corrections of the interchange.',
  },
  'correction-too-large': {
    status: 413,
    message: '{sizeBytes} bytes are more than can be edited here: 67108864 (64 MB).',
    advice: 'Correct one document of it, or ask the sender for a new file.',
  },
  'correction-same': {
    status: 422,
    message: 'Nothing was changed in {id}.',
    advice: 'Send the edited bytes. To send it again as it is, use resend.',
  },
  'correction-too-late': {
    status: 409,
    message: '{id} is {status}: it has gone its way, and a correction would be a second one.',
    advice:
      'Only what is invalid, set aside, refused by the receiver or failed can be corrected. Ask the sender for a change instead.',
  },
  'correction-partly-done': {
    status: 409,
    message: '{count} documents of the interchange {id} have gone on; as a whole it would send them twice.',
    advice: 'Correct those of its documents that did not go on.',
  },
  'correction-invalid': {
    status: 422,
    message: 'The correction {id} is still not valid.',
    advice: '`parameters.problems` says what is wrong. Edit again: make another correction.',
  },
  'correction-done': {
    status: 409,
    message: '{id} was corrected before: the correction came in as {by}.',
    advice: 'Go on with that one.',
  },
  'bulk-empty': {
    status: 422,
    message: 'No document that was sent fits these conditions.',
    advice: 'Try with `dryRun=true` until it shows what you mean.',
  },
  'bulk-unknown': {
    status: 404,
    message: 'There is no bulk resend {id}.',
    advice: 'List them at /api/v1/bulk-resends.',
  },
  'bulk-organization-unknown': {
    status: 422,
    message: 'There is no organization {organization}.',
    advice: 'Name it by its slug or id.',
  },
  'outcome-settled': {
    status: 409,
    message: 'The work item {id} does not ask what became of a delivery, or no longer.',
    advice: 'Look at the item: it says what can be done.',
  },
  'resend-overtaken': {
    status: 409,
    message: 'Something else happened to it at this very moment; nothing was sent.',
    advice: 'Look at it again, then decide.',
  },
})
