import { declareErrors } from '../../platform/errors.ts'

export const notificationError = declareErrors({
  'rule-partner-unknown': {
    status: 422,
    message: 'There is no partner {partner} of yours.',
    advice: 'Name a partner that you see among yours, or leave `partner` null for all of them.',
  },
  'rule-repeated': {
    status: 422,
    message: 'Two rules are for the same kind, type and partner.',
    advice: 'Keep one of them.',
  },
  'rule-kind-unfit': {
    status: 422,
    message: 'People in your role are never told of {kind}.',
    advice: 'Leave the rule out.',
  },
})
