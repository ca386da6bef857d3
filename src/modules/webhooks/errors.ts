import { declareErrors } from '../../platform/errors.ts'

export const webhookError = declareErrors({
  'webhook-taken': {
    status: 409,
    message: 'There is a webhook {name} already.',
    advice: 'Change that one, or choose another name.',
  },
  'webhook-elsewhere': {
    status: 403,
    message: 'A key of an organization makes webhooks of that organization only.',
    advice: 'Leave `organization` out, or use a key of the grid.',
  },
  'webhook-address-inside': {
    status: 422,
    message: '{host} is not on the public internet, and webhooks of partners reach nothing else.',
    advice: 'Give a public address, or ask the owner of the grid to allow the network (ENTREPOT_PARTNER_NETWORKS).',
  },
  'webhook-organization-unknown': {
    status: 422,
    message: 'There is no organization {organization} whose events could be told.',
    advice: 'Create the organization first, or leave `organization` null for all events of the grid.',
  },
  'webhook-ended': {
    status: 409,
    message: 'The webhook {id} was ended on {endedAt}.',
    advice: 'Make a new one under another name.',
  },
})
