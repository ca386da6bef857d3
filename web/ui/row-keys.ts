import { useEffect, useRef, useState } from 'react'

const TYPING = 'input, textarea, select, button, a, [contenteditable], [role=menu], [role=dialog], [role=listbox]'

/** j and k move between the rows of the page's list, Enter opens one; nothing happens while somebody types. */
export function useRowKeys<T>(rows: T[], open: (row: T) => void): number {
  const [current, setCurrent] = useState(-1)
  const latest = useRef({ rows, open, current })
  latest.current = { rows, open, current }
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { rows, open, current } = latest.current
      const { key, ctrlKey, metaKey, altKey, target } = event
      if (ctrlKey || metaKey || altKey || event.defaultPrevented) return
      if (key === 'Enter') {
        const row = rows[current]
        if (row !== undefined && !isIn(target, TYPING)) open(row)
      } else if (
        (key === 'j' || key === 'k') &&
        !isIn(target, 'input, textarea, select, [contenteditable], [role=dialog]')
      ) {
        const next = Math.min(Math.max(current + (key === 'j' ? 1 : -1), 0), rows.length - 1)
        setCurrent(next)
        document.querySelectorAll('.rows tbody tr')[next]?.scrollIntoView({ block: 'nearest' })
      }
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
  return Math.min(current, rows.length - 1)
}

function isIn(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null
}
