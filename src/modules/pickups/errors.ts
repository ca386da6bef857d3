import { declareErrors } from '../../platform/errors.ts'

export const pickupError = declareErrors({
  'notification-unreadable': {
    status: 422,
    message: 'This is no notification that the connector of this channel knows.',
    advice:
      'docs/connectors/s3.md names the forms. Channels whose systems push nothing are looked at as often as they say.',
  },
})
