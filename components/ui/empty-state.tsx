import { clsx } from 'clsx'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  title: string
  /** What will appear here, or what to do. */
  children?: ReactNode
  action?: ReactNode
  icon?: ReactNode
}

export function EmptyState({ title, children, action, icon }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-[520px] flex-col items-center gap-2 px-6 py-10 text-center">
      {icon && <div className="mb-1 text-second">{icon}</div>}
      <h2 className="text-balance font-semibold text-question">{title}</h2>
      {children && <div className="max-w-[380px] text-pretty text-second">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}

export const EmptyCard = ({ className, ...rest }: EmptyStateProps & { className?: string }) => (
  <div className={clsx('rounded-card border bg-card', className)}>
    <EmptyState {...rest} />
  </div>
)
