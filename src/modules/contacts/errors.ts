import { declareErrors } from '../../platform/errors.ts'

export const contactError = declareErrors({
  'contact-known': {
    status: 409,
    message: 'There is a contact {name} of this organization already.',
    advice: 'Change that one, or add what tells the two apart to the name.',
  },
})
