import { Bot } from '@/components/ui/generated/icons'

/** Marks numbers that include simulated answers. */
export function SimulatedMark({ children = 'Contains simulated answers' }: { children?: string | undefined }) {
  return (
    <span className="inline-flex h-[22px] shrink-0 items-center gap-1.5 whitespace-nowrap rounded-[6px] bg-maybe-soft px-2 font-medium text-maybe text-small">
      <Bot aria-hidden size={14} />
      {children}
    </span>
  )
}

/** Compact mark for a row of a table whose page explains the icon once. */
export const SimulatedIcon = () => (
  <span title="Simulated" className="inline-flex shrink-0 text-maybe">
    <Bot aria-hidden size={14} />
    <span className="sr-only">Simulated</span>
  </span>
)

export const SimulatedLegend = ({ what }: { what: string }) => (
  <p className="mt-2 flex items-center gap-1.5 text-second text-small">
    <Bot aria-hidden size={14} className="text-maybe" /> {what}
  </p>
)
