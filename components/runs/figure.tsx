import type { ReactNode } from 'react'
import { FigureMark } from '@/components/kit/figure-mark'

interface FigureProps {
  name: string
  /** Id for FigureMark, if other pages show the number too. */
  of?: string | undefined
  note?: ReactNode
  children: ReactNode
}

export function Figure({ name, of, note, children }: FigureProps) {
  return (
    <div className="min-w-0">
      <dt className="text-second text-small">{name}</dt>
      <dd className="font-semibold text-question tabular-nums">
        <FigureMark of={of}>{children}</FigureMark>
      </dd>
      {note && <dd className="text-second text-small tabular-nums">{note}</dd>}
    </div>
  )
}

export interface FactRow {
  name: string
  text: ReactNode
}

/** Two lists of facts side by side, or one below the other on a narrow screen. */
export const FactColumns = ({ first, second }: { first: readonly FactRow[]; second: readonly FactRow[] }) => (
  <div className="grid rounded-card border bg-card text-[13px] xl:grid-cols-2 xl:divide-x xl:divide-line">
    <FactList facts={first} />
    <div className="max-xl:border-line max-xl:border-t">
      <FactList facts={second} />
    </div>
  </div>
)

const FactList = ({ facts }: { facts: readonly FactRow[] }) => (
  <dl>
    {facts.map(({ name, text }) => (
      <div
        key={name}
        className="grid grid-cols-[140px_minmax(0,1fr)] sm:grid-cols-[180px_minmax(0,1fr)] gap-x-4 border-line border-b px-4 py-2 last:border-b-0"
      >
        <dt className="text-second">{name}</dt>
        <dd className="min-w-0 break-words tabular-nums">{text}</dd>
      </div>
    ))}
  </dl>
)

/** A version or hash. */
export const Code = ({ children }: { children: string }) => (
  <span className="break-all font-mono text-small">{children}</span>
)
