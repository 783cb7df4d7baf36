import type { ReactNode } from 'react'

/**
 * Marks a number by an id such as `votes-of-rater-3`. e2e/demo/figures.spec.ts fails if two pages show different
 * numbers for one id. Numbers of a single page have none.
 */
export const FigureMark = ({ of, children }: { of: string | undefined; children: ReactNode }) =>
  of === undefined ? children : <span data-figure={of}>{children}</span>

/** A number that the page does not show, for example zero waiting items, so that the test compares it all the same. */
export const HiddenFigure = ({ of, value }: { of: string; value: number }) => (
  <span data-figure={of} hidden>
    {value}
  </span>
)
