import { declareErrors } from '../../platform/errors.ts'

export const connectionError = declareErrors({
  'connection-taken': {
    status: 409,
    message: 'This organization has a connection {name} already.',
    advice: 'Change that one, or choose another name.',
  },
  'connection-fixed': {
    status: 409,
    message: 'The connection {name} is of the connector {found}; that cannot become {given}.',
    advice: 'Make another connection under a new name, let the channels use it, then end this one.',
  },
  'connection-settings-invalid': {
    status: 422,
    message: 'The settings of the connection are not as expected: {problems}.',
    advice: 'Correct what is named; /api/v1/connectors has the form of each connector.',
  },
  'connection-in-use': {
    status: 409,
    message: 'The connection {name} is used by {count} channels or rules of the archive.',
    advice: 'Close or end them, or let them use another connection.',
  },
  'connection-missing': {
    status: 422,
    message: 'This organization has no connection {name} of the connector {connector}.',
    advice: 'Make it first, or name one that has not ended.',
  },
  'connector-unknown': {
    status: 422,
    message: 'There is no connector {connector}.',
    advice: '/api/v1/connectors lists those there are.',
  },
})
