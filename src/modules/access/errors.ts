import { declareErrors } from '../../platform/errors.ts'

export const accessError = declareErrors({
  'api-key-unknown': {
    status: 404,
    message: 'There is no API key {id}.',
    advice: 'It may never have existed, or belong to another organization. List the keys that you may see.',
  },
  'api-key-ended': {
    status: 409,
    message: 'The API key {id} was revoked or has expired, so it cannot be rotated.',
    advice: 'Create a new key.',
  },
  'api-key-too-strong': {
    status: 403,
    message: 'A key may be given only scopes that you have yourself: {scopes} go beyond that.',
    advice: 'Leave those scopes out, or ask someone who has them.',
  },
  'api-key-elsewhere': {
    status: 403,
    message: "A key of an organization makes keys of that organization only, and never one with the scope '*'.",
    advice: 'Leave `organization` out, or use a key of the grid.',
  },
  'api-key-organization-unknown': {
    status: 422,
    message: 'There is no organization {organization} to give a key to.',
    advice: 'Create the organization first, or leave `organization` null for a key of the grid itself.',
  },
  'api-key-expiry-past': {
    status: 422,
    message: 'The expiry {expiresAt} is not in the future.',
    advice: 'Give a later moment, or null for a key that does not expire.',
  },
})
