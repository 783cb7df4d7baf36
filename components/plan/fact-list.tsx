import type { ReactNode } from 'react'

export interface FactRow {
  name: string
  text: ReactNode
}

export const FactList = ({ facts }: { facts: readonly FactRow[] }) => (
  <dl>
    {facts.map(({ name, text }) => (
      <div
        key={name}
        className="grid grid-cols-[112px_minmax(0,1fr)] sm:grid-cols-[180px_minmax(0,1fr)] gap-x-4 border-line border-b px-4 py-2 last:border-b-0"
      >
        <dt className="text-second">{name}</dt>
        <dd className="min-w-0 break-words tabular-nums">{text}</dd>
      </div>
    ))}
  </dl>
)
