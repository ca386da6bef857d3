import { type ReactNode, useEffect } from 'react'

interface PageHeadProps {
  title: string
  /** One line below the title. */
  about?: ReactNode
  /** Above the title: where this page hangs. */
  above?: ReactNode
  children?: ReactNode
}

/** Title, what it is about, and what can be done here. */
export function PageHead({ title, about, above, children }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} · Entrepot`
  }, [title])
  return (
    <div className="head">
      <div className="head-words">
        {above}
        <h1 className="title foreign">{title}</h1>
        {about !== undefined && <div className="dimmed">{about}</div>}
      </div>
      {children !== undefined && <div className="acts">{children}</div>}
    </div>
  )
}
