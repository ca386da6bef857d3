import { declareErrors } from '../../platform/errors.ts'

export const proposalError = declareErrors({
  'proposal-settled': {
    status: 409,
    message: 'The proposal {id} is {status} already.',
    advice: 'A proposal is answered once. Propose the change again if it is still wanted.',
  },
  'proposal-own': {
    status: 403,
    message: 'The proposal {id} is your own: another person of the grid has to approve it.',
    advice: 'Ask somebody else who has the right. What you made yourself, as an API key, counts as you.',
  },
  'proposal-others': {
    status: 403,
    message: 'The proposal {id} was made by somebody else, and only they withdraw it.',
    advice: 'Decline it, with a reason.',
  },
  'proposal-needs-person': {
    status: 403,
    message: 'A proposal is approved by a person, not by a program.',
    advice: 'Sign in to the console, or send the cookie of a session.',
  },
  'four-eyes-alone': {
    status: 409,
    message: 'Nobody could approve a change: {count} of the people of the grid may do that, and it takes two.',
    advice: 'Invite another person with the role engineer or admin first.',
  },
})
