import { declareErrors } from '../../platform/errors.ts'

export const exchangeError = declareErrors({
  'interchange-unknown': {
    status: 404,
    message: 'There is no interchange {id}.',
    advice: 'It may belong to another organization. Use the id that its acceptance named.',
  },
  'document-unknown': {
    status: 404,
    message: 'There is no document {id}.',
    advice: 'It may belong to another organization. List the documents that you may see.',
  },
  'channel-unknown': {
    status: 422,
    message: 'The organization {organization} has no open channel{channel} that leads in.',
    advice: 'Name one of its channels, or open one.',
  },
  'interchange-names-nobody': {
    status: 409,
    message: 'The interchange {id} is {status} and names no unknown partner.',
    advice: 'Only of an interchange that was set aside, and whose envelope could be read, can an organization be made.',
  },
  'interchange-not-aside': {
    status: 409,
    message: 'The interchange {id} is {status}, so it is not decided anew.',
    advice: 'Only what was set aside as a whole can be. Look at its documents, one by one.',
  },
  'document-decided': {
    status: 409,
    message: 'The document {id} is {status}: there is nothing to decide.',
    advice: 'Only what is held, set aside or suspended can be released or declined, and only once.',
  },
  'document-not-releasable': {
    status: 409,
    message: 'The document {id} cannot be released: {problem}',
    advice: 'Mend what is named, then decide again; or decline it.',
  },
  'document-not-suspended': {
    status: 409,
    message: 'The document {id} is {status}, not suspended.',
    advice: 'Only what waits for a decision can be decided. Look at it again.',
  },
  'channel-api-missing': {
    status: 409,
    message: 'Your organization has no channel of the kind "api" that leads in.',
    advice: "Ask the grid's operators to add one.",
  },
  'key-of-organization-needed': {
    status: 403,
    message: 'Only a key of an organization can send: the envelope must belong to somebody.',
    advice:
      'Use a key of the sending organization, or name it in the header Entrepot-Organization with a key of the grid.',
  },
})
