import { declareErrors } from '../../platform/errors.ts'

export const memberError = declareErrors({
  'role-unfit': {
    status: 422,
    message: 'The role {role} is not one of {roles}.',
    advice: 'People of the grid and people of partners have roles of their own.',
  },
  'role-too-strong': {
    status: 403,
    message: 'A role may be given only by someone who has its rights: {scopes} go beyond yours.',
    advice: 'Choose a weaker role, or ask an admin.',
  },
  'role-sees-more': {
    status: 403,
    message: 'A role may be given only by someone who sees what it sees: {classes} are hidden from you.',
    advice: 'Choose a role that does not see them either, or ask an admin who does.',
  },
  'last-admin': {
    status: 409,
    message: 'This is the last {role}: without one nobody could let people in.',
    advice: 'Give somebody else that role first.',
  },
  'people-elsewhere': {
    status: 403,
    message: 'You manage the people of your own organization only.',
    advice: 'Leave `organization` out, or ask who runs the grid.',
  },
  'people-organization-unknown': {
    status: 422,
    message: 'There is no organization {organization} to invite people to.',
    advice: 'Create the organization first, or leave `organization` null for people of the grid itself.',
  },
  'guest-end': {
    status: 422,
    message: 'A guest has an end in the future, and nobody else has one; {endsAt} does not fit.',
    advice: 'Give `endsAt` with the role guest, and leave it out with any other.',
  },
  'invitation-expiry': {
    status: 422,
    message: 'An invitation expires within a year from now; {expiresAt} does not fit.',
    advice: 'Give an earlier moment in the future, or leave it out for a week.',
  },
  'invitation-over': {
    status: 410,
    message: 'This invitation can no longer be used: {reason}.',
    advice: 'Ask who invited you for a new one.',
  },
  'invitation-unknown': {
    status: 404,
    message: 'There is no such invitation.',
    advice: 'Open the whole link of the mail, or copy it again.',
  },
  'invitation-for-others': {
    status: 403,
    message: 'This invitation is not for {email}.',
    advice: 'Use the address that was invited, or one of the domain that was named.',
  },
  'email-needed': {
    status: 422,
    message: 'An address is needed here.',
    advice: 'Give `email`.',
  },
  'password-needed': {
    status: 422,
    message: 'A password is needed here.',
    advice: 'Give a `password` of {min} to {max} characters.',
  },
  'sign-in-first': {
    status: 409,
    message: 'There is a user with this address already.',
    advice: 'Sign in with it, then accept the invitation again.',
  },
  'member-already': {
    status: 409,
    message: 'You are a member of an organization already; a person is in one at a time.',
    advice: 'Use another address for this organization, or have the other membership ended.',
  },
  'sign-in-refused': {
    status: 401,
    message: 'Address or password is wrong.',
    advice: 'Try again, or have a new password sent to you.',
  },
  'passkey-refused': {
    status: 401,
    message: 'That passkey is not known here, or it was not shown by its owner.',
    advice: 'Sign in with the password, and add a passkey in the settings.',
  },
  'second-factor-refused': {
    status: 401,
    message: 'The code is wrong or has been used.',
    advice: 'Use the code that the app shows now, or one of the backup codes.',
  },
  'password-wrong': {
    status: 400,
    message: 'That is not your password.',
    advice: 'Give the password that you sign in with.',
  },
  'password-unfit': {
    status: 400,
    message: 'A password has {min} to {max} characters.',
    advice: 'Choose another one.',
  },
  'auth-refused': {
    status: 400,
    message: 'Signing in refused this: {reason}.',
    advice: 'The reason says what was not as expected.',
  },
})
