import { Skeleton } from '@mantine/core'
import { Waiting } from './states.tsx'

/** While the script of a page is on its way. */
export function PageSkeleton() {
  return (
    <>
      <Skeleton h={32} w="min(16rem, 60%)" mb="xl" />
      <Waiting lines={8} />
    </>
  )
}
