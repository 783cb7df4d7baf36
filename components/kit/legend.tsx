import type { ReactNode } from 'react'

interface LegendProps {
  /** A mark as it is drawn on the page, and what it means. */
  items: ReadonlyArray<{ mark: ReactNode; meaning: ReactNode }>
  className?: string
}

/** What the marks of a page mean, on the page, for those who cannot hover or do not think of it. */
export const Legend = ({ items, className }: LegendProps) => (
  <section aria-label="Legend" className={className}>
    <ul className="flex flex-wrap items-center gap-x-5 gap-y-2 text-second text-small">
      {items.map(({ mark, meaning }, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a legend stays as it is
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
