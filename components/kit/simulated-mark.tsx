import { Bot } from 'lucide-react'

/** Stands wherever numbers include answers that no person gave. */
export function SimulatedMark({ children = 'Contains simulated ratings' }: { children?: string | undefined }) {
  return (
    <span className="inline-flex h-[22px] shrink-0 items-center gap-1.5 whitespace-nowrap rounded-[6px] bg-maybe-soft px-2 font-medium text-maybe text-small">
      <Bot aria-hidden size={14} />
      {children}
    </span>
  )
}
