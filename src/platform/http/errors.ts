import { declareErrors } from '../errors.ts'

/** What any request may be answered with. */
export const httpError = declareErrors({
  'request-invalid': {
    status: 400,
    message: 'The request does not have the expected form.',
    advice: '`parameters.fields` lists every field with what was expected. Mend them and send again.',
  },
  'request-unreadable': {
    status: 400,
    message: 'The request could not be read: {reason}.',
    advice: 'Check that the body is complete and of the type that its Content-Type names.',
  },
  unauthenticated: {
    status: 401,
    message: 'This needs a valid API key, or somebody who is signed in.',
    advice:
      'Send `Authorization: Bearer ent_…`, or sign in. The key or the session may have been revoked or may have expired.',
  },
  'scope-missing': {
    status: 403,
    message: 'This needs the scope {scope}, which your API key or role does not have.',
    advice: 'Use a key with that scope, or ask who gave you the key or the role.',
  },
  'grid-only': {
    status: 403,
    message: 'This is for people and keys of the grid itself, not for those of an organization.',
    advice: 'Ask who runs the grid.',
  },
  'sensitive-hidden': {
    status: 403,
    message: 'This needs the right to see fields of class {classes}, which your role does not have.',
    advice:
      'The page of the document shows everything else. An admin of the grid says which role sees which class (`/api/v1/sensitive-classes`).',
  },
  'foreign-origin': {
    status: 403,
    message: 'A change by somebody who is signed in must come from a page of this grid; this one came from {origin}.',
    advice: 'Open the grid at its own address (ENTREPOT_PUBLIC_URL). Programs use an API key instead of a cookie.',
  },
  'too-many-requests': {
    status: 429,
    message: 'Too many tries: this can be asked again in {seconds} s.',
    advice: 'Wait as long as Retry-After says.',
  },
  'route-unknown': {
    status: 404,
    message: 'There is nothing at {method} {path}.',
    advice: 'The paths that exist are listed at /api/docs.',
  },
  'not-found': {
    status: 404,
    message: 'There is no {kind} {id}.',
    advice: 'It may never have existed, or not be visible to you.',
  },
  'version-mismatch': {
    status: 412,
    message: 'This was changed meanwhile: its version is {found}, and your change was made to {given}.',
    advice: 'Read it again, apply your change to the new version, and send its ETag as If-Match.',
  },
  'precondition-missing': {
    status: 428,
    message: 'A change needs the header If-Match with the version it was made to.',
    advice: 'Read the resource and send its ETag as If-Match: nobody then overwrites what they have not seen.',
  },
  'idempotency-key-invalid': {
    status: 400,
    message: 'The header Idempotency-Key must be 1 to 200 visible ASCII characters.',
    advice: 'Use a fresh UUID for each thing you want done once.',
  },
  'idempotency-key-refused': {
    status: 400,
    message: 'This route does not take an Idempotency-Key.',
    advice: 'Send without it; the documentation of the route says what a repeat does.',
  },
  'idempotency-key-reused': {
    status: 422,
    message: 'The Idempotency-Key {key} was used before with another request.',
    advice: 'Use a fresh key for a different request; repeat the same request byte for byte with the same key.',
  },
  'request-in-progress': {
    status: 409,
    message: 'The request with the Idempotency-Key {key} is still being worked on.',
    advice: 'Wait as long as Retry-After says, then send it again with the same key.',
  },
  'request-outcome-unknown': {
    status: 409,
    message: 'An earlier request with the Idempotency-Key {key} ended without an answer: it may have been done or not.',
    advice: 'Look whether it was. If not, send it again with a fresh key.',
  },
  'body-too-large': {
    status: 413,
    message: 'The body is larger than this route takes.',
    advice: 'Send less at once. The limits are in docs/configuration.md.',
  },
  'media-type-unsupported': {
    status: 415,
    message: 'This route does not take a body of type {type}.',
    advice: 'Send JSON with `Content-Type: application/json`, or what the documentation of the route names.',
  },
  internal: {
    status: 500,
    message: 'Something went wrong on our side.',
    advice: 'The log has the details under the id in `instance`. Send again later; give that id when you ask for help.',
  },
  'database-away': {
    status: 503,
    message: 'The database cannot be reached at the moment.',
    advice: 'Wait as long as Retry-After says, then send it again.',
  },
})
