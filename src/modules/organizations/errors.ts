import { declareErrors } from '../../platform/errors.ts'

export const organizationError = declareErrors({
  'slug-taken': {
    status: 409,
    message: 'There is an organization {slug} already.',
    advice: 'Change that one, or choose another slug.',
  },
  'host-taken': {
    status: 409,
    message: 'The grid has a host already: {slug}.',
    advice: 'There is one host. Make the other one a partner first.',
  },
  'identifier-owned': {
    status: 409,
    message: 'In {mode}, {scheme} {called} belongs to {owner} in that time.',
    advice: 'End it there first, or begin later: nobody else can be called so at the same time.',
  },
  'identifier-overlaps': {
    status: 409,
    message: 'In {mode}, {scheme} {called} is an identifier of this organization already, {span}.',
    advice: 'Change its end, or begin after it.',
  },
  'identifier-ended': {
    status: 409,
    message: 'This identifier ended on {until}.',
    advice: 'What was received under it stays as it is; assign the identifier anew.',
  },
  'speaks-for-itself': {
    status: 422,
    message: 'An organization always speaks for itself.',
    advice: 'Name another organization whose envelopes it may send.',
  },
  'partner-known': {
    status: 409,
    message: '{called} is known already: it is {organization}.',
    advice: 'Process the interchange again, or look at the dates and the status of that organization.',
  },
  'name-unknown': {
    status: 422,
    message: 'There is no {kind} "{name}".',
    advice: 'Create it first, or use the name of one that exists.',
  },
})
