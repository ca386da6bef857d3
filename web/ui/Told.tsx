import { lazy, Suspense } from 'react'
import { useAtRest } from './rest.ts'

const Notifications = lazy(async () => ({ default: (await import('@mantine/notifications')).Notifications }))

/** Where short messages appear; those of before are kept until it is there. */
export function Told() {
  return useAtRest() ? (
    <Suspense fallback={null}>
      <Notifications position="bottom-right" />
    </Suspense>
  ) : null
}
