import { declareErrors } from '../errors.ts'

/** What keeping and reading payloads may end with. */
export const payloadError = declareErrors({
  'payload-missing': {
    status: 500,
    message: 'The payload {hash} is not in the store.',
    advice: 'Restore it from a backup of the payload folder or bucket.',
  },
  'payload-damaged': {
    status: 500,
    message: 'The stored bytes of payload {hash} are not those that were kept.',
    advice: 'Restore this one file or object from a backup.',
  },
  'payload-key-missing': {
    status: 500,
    message: 'The payload {hash} is encrypted with key number {key}, which is not configured.',
    advice: 'Add the former key to ENTREPOT_SECRET_KEYS_OLD.',
  },
  'payload-form-unknown': {
    status: 500,
    message: 'The payload {hash} is stored in format {format}, which this version does not know.',
    advice: 'A newer version wrote it: run that version.',
  },
  'payload-too-large': {
    status: 413,
    message: 'A payload may have at most {sizeBytesMax} bytes here.',
    advice: 'Send less at once, or ask who runs the grid to raise ENTREPOT_INTERCHANGE_BYTES_MAX.',
  },
  'payload-has-holes': {
    status: 422,
    message: 'The upload ended with bytes {from} to {to} never written.',
    advice: 'Send the file again from its beginning.',
  },
  'storage-full': {
    status: 507,
    message: 'There is no room left to keep it. Nothing was kept.',
    advice: 'Make room for the database, in the data folder or in the bucket; then send again.',
  },
  'payload-store-away': {
    status: 503,
    message: 'The object store did not answer: {reason}.',
    advice: 'It is tried again. If this lasts, see whether the object store is up and reachable from here.',
  },
  'payload-store-refused': {
    status: 500,
    message: 'The object store refused: {reason}.',
    advice: 'Check the bucket, the keys and their permissions (ENTREPOT_S3_…).',
  },
})
