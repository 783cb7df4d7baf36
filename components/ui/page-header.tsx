import type { ReactNode } from 'react'

interface PageHeaderProps {
  title: string
  children?: ReactNode
  /** Comes before the action. */
  mark?: ReactNode
  action?: ReactNode
}

export function PageHeader({ title, children, mark, action }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 pb-5">
      <div className="min-w-0 flex-1 basis-56 desk:basis-96">
        <h1 className="font-semibold text-title tracking-[-0.01em]">{title}</h1>
        {children && <p className="mt-1 text-second">{children}</p>}
      </div>
      {(mark || action) && (
        <div className="flex flex-wrap items-center gap-2">
          {mark}
          {action}
        </div>
      )}
    </header>
  )
}
