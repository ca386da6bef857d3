import { declareErrors } from '../../platform/errors.ts'

export const channelError = declareErrors({
  'channel-taken': {
    status: 409,
    message: 'This organization has a channel {name} already.',
    advice: 'Change that one, or choose another name.',
  },
  'channel-fixed': {
    status: 409,
    message: 'The channel {name} is {found}; that cannot become {given}.',
    advice: 'Open another channel under a new name, let the agreements use it, then close this one.',
  },
  'channel-settings-invalid': {
    status: 422,
    message: 'The settings of the channel are not as expected: {problems}.',
    advice: 'Correct what is named; /api/docs has the form of each kind.',
  },
  'channel-in-use': {
    status: 409,
    message: 'The channel {name} is the way out of {count} agreements that have not ended.',
    advice: 'Let them use another channel, or end them.',
  },
  'channel-secret-missing': {
    status: 422,
    message: 'The header {name} of the channel has no value, and none is kept from before.',
    advice: 'Give its value once; later changes may leave it out.',
  },
})
