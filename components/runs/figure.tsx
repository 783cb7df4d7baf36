import type { ReactNode } from 'react'

/** A number with what it is, and what it is known to below. */
export function Figure({ name, note, children }: { name: string; note?: ReactNode; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-second text-small">{name}</dt>
      <dd className="font-semibold text-question tabular-nums">{children}</dd>
      {note && <dd className="text-second text-small tabular-nums">{note}</dd>}
    </div>
  )
}
