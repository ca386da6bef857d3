import { declareErrors } from '../../platform/errors.ts'

export const agreementError = declareErrors({
  'agreement-exists': {
    status: 409,
    message: 'These two have agreed on {type} in {mode} for that time already: {id}.',
    advice: 'Change that agreement, or end it before the new one begins.',
  },
  'agreement-ended': {
    status: 409,
    message: 'The agreement {id} ended on {until}.',
    advice: 'Make a new one: what was traded under the old one stays as it was agreed.',
  },
  'agreement-not-test': {
    status: 409,
    message: 'The agreement {id} is one of {mode}: only one of test goes over to production.',
    advice: 'Name the agreement in test.',
  },
  'agreement-way-unfit': {
    status: 422,
    message: 'The channel {channel} is no way out to the receiver: {reason}.',
    advice: 'Name an open channel of the receiver that leads out, for the same environment.',
  },
  'agreement-settings-unfit': {
    status: 422,
    message: 'The settings of {sender} → {receiver} on {type} in {mode} would not fit together: {problem}.',
    advice: 'Settings that are not said here come from the pair, its sides and the grid. Correct one of them.',
  },
  'agreement-form-unfit': {
    status: 422,
    message: 'Documents of type {type} cannot be delivered as {format}: {reason}.',
    advice: 'Name a form that has such documents, or deliver them as they come (deliverAs: null).',
  },
  'rule-unfit': {
    status: 422,
    message: 'Rule {position}, "{rule}", cannot be followed: {problem}.',
    advice: 'Correct that rule; none of them was changed.',
  },
  'agreement-party-unknown': {
    status: 422,
    message: 'There is no organization {organization}.',
    advice: 'Create it first, or correct its slug or id.',
  },
})
