import { type ReactNode, useId } from 'react'

export function AccountSection({ title, text, children }: { title: string; text?: ReactNode; children: ReactNode }) {
  const titleId = useId()
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} className="mb-2 font-semibold text-question">
        {title}
      </h2>
      {text && <p className="mb-3 text-second">{text}</p>}
      {children}
    </section>
  )
}
