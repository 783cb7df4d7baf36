import { Bot } from '@/components/ui/generated/icons'

/** Stands wherever numbers include answers that no person gave. */
export function SimulatedMark({ children = 'Contains simulated ratings' }: { children?: string | undefined }) {
  return (
    <span className="inline-flex h-[22px] shrink-0 items-center gap-1.5 whitespace-nowrap rounded-[6px] bg-maybe-soft px-2 font-medium text-maybe text-small">
      <Bot aria-hidden size={14} />
      {children}
    </span>
  )
}

/** In a row of a table, whose page says once what it means. */
export const SimulatedIcon = () => (
  <span title="Simulated" className="inline-flex shrink-0 text-maybe">
    <Bot aria-hidden size={14} />
    <span className="sr-only">Simulated</span>
  </span>
)

/** Says what the icon in the rows above means. */
export const SimulatedLegend = ({ what }: { what: string }) => (
  <p className="mt-2 flex items-center gap-1.5 text-second text-small">
    <Bot aria-hidden size={14} className="text-maybe" /> {what}
  </p>
)
