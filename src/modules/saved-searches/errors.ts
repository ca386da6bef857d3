import { declareErrors } from '../../platform/errors.ts'

export const savedSearchError = declareErrors({
  'saved-search-unknown': {
    status: 404,
    message: 'There is no saved search {id}.',
    advice: 'It may be of somebody else and not shared, or be gone. List the saved searches.',
  },
  'saved-search-taken': {
    status: 409,
    message: 'You have a saved search {name} on this page already.',
    advice: 'Change that one, or choose another name.',
  },
  'saved-search-not-yours': {
    status: 403,
    message: 'The saved search {name} is shared with you by somebody else.',
    advice: 'Save it under a name of your own. Who manages the people of your organization may delete it.',
  },
  'saved-searches-too-many': {
    status: 409,
    message: 'You have {count} saved searches, which is the most there can be.',
    advice: 'Delete those that you no longer use.',
  },
})
