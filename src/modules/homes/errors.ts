import { declareErrors } from '../../platform/errors.ts'

export const homeError = declareErrors({
  'inbox-full': {
    status: 507,
    message: 'The inbox holds {files} files that wait for their final name, the most it may.',
    advice: 'Rename or remove some, then send again.',
  },
  'sftp-key-invalid': {
    status: 422,
    message: 'This is no public key in the one-line form of OpenSSH.',
    advice: 'Give the line of the .pub file, as in "ssh-ed25519 AAAA… label".',
  },
  'sftp-key-expiry-past': {
    status: 422,
    message: 'The end {expiresAt} is not in the future.',
    advice: 'Give a later moment, or none for a key without end. To end a key now, revoke it.',
  },
  'sftp-key-revoked': {
    status: 409,
    message: 'This key was revoked.',
    advice: 'Add it again.',
  },
  'sftp-password-short': {
    status: 422,
    message: 'A password for machines needs at least {least} characters.',
    advice: 'Choose a longer one; nobody has to remember it.',
  },
})
