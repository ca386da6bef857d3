import { declareErrors } from '../../platform/errors.ts'

export const guideError = declareErrors({
  'guide-invalid': {
    status: 422,
    message: 'This is no guide that can be used: {count} problems. {first}',
    advice: '`parameters.problems` lists them all, each with its place. Mend them and send again.',
  },
  'guide-version-taken': {
    status: 409,
    message: 'The guide {name} has a version {version} already, which says otherwise.',
    advice: 'A version never changes: give this one another version.',
  },
  'dictionary-invalid': {
    status: 422,
    message: 'This is no dictionary that can be used: {count} problems. {first}',
    advice: '`parameters.problems` lists them all, each with its place. Mend them and send again.',
  },
  'dictionary-unknown': {
    status: 422,
    message: 'There is no dictionary {dictionary}.',
    advice: 'Add it first, or name one of those that there are, perhaps with its version: acme@2.',
  },
  'agreement-guide-unknown': {
    status: 422,
    message: 'There is no guide {guide}.',
    advice: 'Add it first (POST /api/v1/guides), or correct its name or version.',
  },
  'agreement-guide-unfit': {
    status: 422,
    message: 'The guide {guide} is for {document}, and the agreement for {type}.',
    advice: 'Name a guide for that type. One that is said for any type holds for documents of its own type.',
  },
})
