import { declareErrors } from '../../platform/errors.ts'

export const archiveError = declareErrors({
  'archive-rule-taken': {
    status: 409,
    message: 'There is a rule {name} of the archive already.',
    advice: 'Choose another name, or end that rule first.',
  },
})
