import { clsx } from 'clsx'
import type { ReactNode } from 'react'

interface SectionProps {
  title: string
  note?: ReactNode
  action?: ReactNode
  children: ReactNode
}

export function Section({ title, note, action, children }: SectionProps) {
  return (
    <div className="mt-8 [header+&]:mt-3">
      <div className={clsx('mb-3 flex flex-wrap justify-between gap-x-6 gap-y-2', note ? 'items-end' : 'items-center')}>
        <div className="min-w-0 flex-1 basis-48 desk:basis-96">
          <h2 className="font-semibold text-question">{title}</h2>
          {note && <p className="mt-0.5 text-pretty text-second">{note}</p>}
        </div>
        {action && <div className="flex flex-wrap items-center gap-2">{action}</div>}
      </div>
      {children}
    </div>
  )
}

/** A sentence in place of figures that do not exist. */
export const TextCard = ({ children }: { children: ReactNode }) => (
  <p className="rounded-card border bg-card px-4 py-3 text-second">{children}</p>
)
