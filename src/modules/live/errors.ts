import { declareErrors } from '../../platform/errors.ts'

export const liveError = declareErrors({
  'live-too-many': {
    status: 429,
    message: 'There are {count} live connections {whose} already.',
    advice: 'Close one, or share one: a program needs a single connection for everything that it follows.',
  },
})
