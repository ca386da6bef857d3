import { declareErrors } from '../../platform/errors.ts'

export const archiveError = declareErrors({
  'archive-rule-taken': {
    status: 409,
    message: 'There is a rule {name} of the archive already.',
    advice: 'Choose another name, or end that rule first.',
  },
  'archive-rule-ended': {
    status: 409,
    message: 'The rule {name} was ended on {endedAt}.',
    advice: 'Make a new one; its name is free.',
  },
  'archive-target-missing': {
    status: 422,
    message: 'There is no open connection {connection}.',
    advice: 'Make it first; /api/v1/organizations/{id}/connections lists those of an organization.',
  },
  'archive-target-invalid': {
    status: 422,
    message: 'The settings of the target are not as expected: {problems}.',
    advice: 'Correct what is named; /api/v1/connectors has the form of what each connector drops by.',
  },
})
