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
        {of === undefined ? children : <FigureMark of={of}>{children}</FigureMark>}
      </dd>
      {note && <dd className="text-second text-small tabular-nums">{note}</dd>}
    </div>
  )
}
