import { clsx } from 'clsx'
import { type ReactNode, useId } from 'react'

interface PageHeaderProps {
  title: string
  children?: ReactNode
  /** Comes before the action. */
  mark?: ReactNode
  action?: ReactNode
}

export function PageHeader({ title, children, mark, action }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 pb-5">
      {/* Names may be long and without spaces. */}
      <div className="min-w-0 flex-1 basis-56 [overflow-wrap:anywhere] desk:basis-96">
        <h1 className="text-balance font-semibold text-title tracking-[-0.01em]">{title}</h1>
        {children && <p className="mt-1 text-pretty text-second">{children}</p>}
      </div>
      {(mark || action) && (
        <div className="flex min-h-9 flex-wrap items-center gap-2 desk:-mt-1">
          {mark}
          {action}
        </div>
      )}
    </header>
  )
}

interface EmptyStateProps {
  title: string
  /** What will appear here, or what to do. */
  children?: ReactNode
  action?: ReactNode
  icon?: ReactNode
  /** Whether the title takes the focus if the control that had it is gone, so that screen readers read the whole state. */
  takesFocus?: boolean
}

/** A ref for what takes the place of the control that had the focus. */
export const focusIfLost = (element: HTMLElement | null) => {
  if (document.activeElement === document.body) element?.focus({ preventScroll: true })
}

export function EmptyState({ title, children, action, icon, takesFocus }: EmptyStateProps) {
  const textId = useId()
  return (
    <div className="mx-auto flex max-w-[520px] flex-col items-center gap-2 px-6 py-10 text-center">
      {icon && <div className="mb-1 text-second">{icon}</div>}
      <h2
        className="text-balance font-semibold text-question outline-none"
        {...(takesFocus && { ref: focusIfLost, tabIndex: -1, 'aria-describedby': textId })}
      >
        {title}
      </h2>
      {children && (
        <div id={textId} className="max-w-[380px] text-pretty text-second">
          {children}
        </div>
      )}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}

export const EmptyCard = ({ className, ...rest }: EmptyStateProps & { className?: string }) => (
  <div className={clsx('rounded-card border bg-card', className)}>
    <EmptyState {...rest} />
  </div>
)
