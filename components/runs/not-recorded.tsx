import type { ReactNode } from 'react'

/** Stands where a figure would, with the reason why there is none. */
export const NotRecorded = ({ children }: { children: ReactNode }) => (
  <p className="rounded-card border bg-card px-4 py-3 text-second">{children}</p>
)
