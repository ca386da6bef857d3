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
