import type { ReactNode } from 'react'

interface DataCardProps {
  /** Also the anchor in the URL. */
  id: string
  title: string
  state: ReactNode
  actions?: ReactNode
  children?: ReactNode
}

export function DataCard({ id, title, state, actions, children }: DataCardProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-4 border-t pt-6 pb-7 last:pb-0">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <h2 id={`${id}-title`} className="font-semibold text-question">
            {title}
          </h2>
          <p className="mt-0.5 text-pretty text-second tabular-nums">{state}</p>
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  )
}
