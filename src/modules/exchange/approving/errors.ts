import { declareErrors } from '../../../platform/errors.ts'

export const approvalError = declareErrors({
  'approval-not-asked': {
    status: 409,
    message: 'The document {id} is {status}: no approval is asked for it.',
    advice: 'Only a document that is unapproved can be approved or declined.',
  },
  'approval-decided': {
    status: 409,
    message: 'The document {id} was {decision} before.',
    advice: 'An approval is given or refused once. Look at the timeline of the document.',
  },
  'approval-void': {
    status: 409,
    message:
      'What you looked at of the document {id} is not what would leave now ({changed}), so this approval is void.',
    advice:
      'Look at it again: the request has been renewed. Then approve or decline with its outgoing hash, {outgoing}.',
  },
  'approval-own': {
    status: 403,
    message: 'You have sent or corrected the document {id}, and by agreement somebody else approves it.',
    advice: 'Ask another person, with a key of their own.',
  },
})
