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
  'document-unapproved': {
    status: 409,
    message: 'The document {id} waits for an approval, which is no decision of this kind.',
    advice: 'Approve or decline it as what it waits for: entrepot approve, or PUT /documents/{id}/approval.',
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
  'file-unknown': {
    status: 404,
    message: 'There is no file {file} beside this document.',
    advice: 'Look at the document: it lists its files.',
  },
  'file-not-party': {
    status: 403,
    message: 'Files of the document {id} come from its sender or its receiver.',
    advice: 'Use a key of one of them, or name it in the header Entrepot-Organization with a key of the grid.',
  },
  'attachment-unknown': {
    status: 404,
    message: 'The document {id} does not say that it belongs to another one.',
    advice: 'Only a file that names a business key can be attached so.',
  },
  'attachment-outside-pair': {
    status: 422,
    message: 'The document {document} is not one between the two parties of this file, in its mode.',
    advice: 'Choose one of those that the work item names.',
  },
  'document-shares-fate': {
    status: 409,
    message:
      'By agreement all of the {scope} counts or nothing, and {other} of it is {status}; so {id} cannot be decided this way.',
    advice:
      'What shares its fate has gone on, or is refused. Decide on this one alike: correct or release it, or decline it.',
  },
  'file-name-unreadable': {
    status: 400,
    message:
      "The header Entrepot-Name is {found}, expected UTF-8'' and a name whose bytes beyond ASCII are written as % and two digits.",
    advice: "Write it as RFC 8187 has it, such as UTF-8''Gr%C3%B6%C3%9Fe.edi, or leave the header out.",
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
