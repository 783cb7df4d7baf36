import type { ReactNode } from 'react'

/**
 * Marks a number that several pages show, with an id such as `votes-of-rater-3`. e2e/demo/figures.spec.ts opens the
 * pages of a project and fails if two of them show different numbers for one id.
 */
export const FigureMark = ({ of, children }: { of: string; children: ReactNode }) => (
  <span data-figure={of}>{children}</span>
)

/** A number that the page does not show, for example zero waiting items, so that the test compares it all the same. */
export const UnsaidFigure = ({ of, value }: { of: string; value: number }) => (
  <span data-figure={of} hidden>
    {value}
  </span>
)
