import type { ReactNode } from 'react'

/**
 * A number that several pages show, under the name of what it is: `votes-of-rater-3`. e2e/demo/figures.spec.ts opens the pages
 * of a project and fails when two of them show different numbers under one name.
 */
export const FigureMark = ({ of, children }: { of: string; children: ReactNode }) => (
  <span data-figure={of}>{children}</span>
)

/** A number that a page leaves unsaid, such as that nothing waits: the test compares it all the same. */
export const UnsaidFigure = ({ of, value }: { of: string; value: number }) => (
  <span data-figure={of} hidden>
    {value}
  </span>
)
