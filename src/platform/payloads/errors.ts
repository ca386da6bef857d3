import { declareErrors } from '../errors.ts'

export const payloadError = declareErrors({
  'payload-too-large': {
    status: 413,
    message: 'A payload may have at most {sizeBytesMax} bytes.',
    advice: 'Send it in smaller interchanges, or ask the operators to raise ENTREPOT_INTERCHANGE_BYTES_MAX.',
  },
  'payload-has-holes': {
    status: 422,
    message: 'The upload ended with bytes missing in its middle.',
    advice: 'Send the whole file again.',
  },
  'payload-missing': {
    status: 500,
    message: 'The bytes of payload {hash} are not there.',
    advice: 'Restore them from a backup: nothing in the grid removes bytes that a row refers to.',
  },
  'payload-damaged': {
    status: 500,
    message: 'The stored bytes of payload {hash} are not those that were kept.',
    advice: 'Restore them from a backup, and look at the disk or bucket that they came from.',
  },
  'storage-full': {
    status: 507,
    message: 'The payload store is full: nothing was kept.',
    advice: 'Send it again once the operators have made room.',
  },
})
