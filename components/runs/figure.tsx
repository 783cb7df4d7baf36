import type { ReactNode } from 'react'
import { FigureMark } from '@/components/kit/figure-mark'

interface FigureProps {
  name: string
  /** As a figure that other pages show too: see FigureMark. */
  of?: string | undefined
  note?: ReactNode
  children: ReactNode
}

/** A number with what it is, and what it is known to below. */
export function Figure({ name, of, note, children }: FigureProps) {
  return (
    <div className="min-w-0">
      <dt className="text-second text-small">{name}</dt>
      <dd className="font-semibold text-question tabular-nums">
        {of === undefined ? children : <FigureMark of={of}>{children}</FigureMark>}
      </dd>
      {note && <dd className="text-second text-small tabular-nums">{note}</dd>}
    </div>
  )
}
