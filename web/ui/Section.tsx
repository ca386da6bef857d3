import type { ReactNode } from 'react'

/** A part of a page with a title, and what can be done to it. */
export function Section({ title, acts, children }: { title: string; acts?: ReactNode; children: ReactNode }) {
  return (
    <section className="panel part" aria-label={title}>
      <div className="part-head">
        <h2 className="subtitle">{title}</h2>
        {acts}
      </div>
      {children}
    </section>
  )
}
