import { declareErrors } from '../../platform/errors.ts'

export const workError = declareErrors({
  'work-item-closed': {
    status: 409,
    message: 'The work item {id} is closed.',
    advice: 'Reopen it first.',
  },
  'work-item-unsettled': {
    status: 409,
    message: 'The work item {id} asks what became of a delivery; closing it would leave that open.',
    advice: 'Find out from the receiver, then say so: delivered, or send again.',
  },
  'work-expiry-past': {
    status: 422,
    message: 'An item can be ignored until a later moment, not until {until}.',
    advice: 'Name a moment in the future, at most a year from now; then it comes back.',
  },
})
