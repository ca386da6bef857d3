import { useEffect, useState } from 'react'

const REST_MS = 2_000

/** Whether the page has come to rest: what nobody waits for comes then, and not before the first rows. */
export function useAtRest(): boolean {
  const [atRest, rest] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => rest(true), REST_MS)
    return () => clearTimeout(timer)
  }, [])
  return atRest
}
