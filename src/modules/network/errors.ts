import { declareErrors } from '../../platform/errors.ts'

export const networkError = declareErrors({
  'network-invalid': {
    status: 422,
    message: 'The network file has {count} problems: {problems}',
    advice: 'Correct the places named, then apply it again; nothing was changed.',
  },
})
