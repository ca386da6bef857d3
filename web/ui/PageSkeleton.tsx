import { Waiting } from './states.tsx'

/** While the script of a page is on its way. */
export function PageSkeleton() {
  return (
    <>
      <div className="waiting-title" />
      <Waiting lines={8} />
    </>
  )
}
