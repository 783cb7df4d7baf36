import type { ReactNode } from 'react'

interface LegendProps {
  items: ReadonlyArray<{ mark: ReactNode; meaning: ReactNode }>
  className?: string
}

export const Legend = ({ items, className }: LegendProps) => (
  <section aria-label="Legend" className={className}>
    <ul className="flex flex-wrap items-center gap-x-5 gap-y-2 text-second text-small">
      {items.map(({ mark, meaning }, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the items of a legend do not change
        <li key={position} className="flex items-center gap-1.5">
          <span aria-hidden className="flex shrink-0 items-center">
            {mark}
          </span>
          {meaning}
        </li>
      ))}
    </ul>
  </section>
)
