'use client'

import type { ReactNode } from 'react'
import { CopyButton } from '@/components/kit/copy-button'

interface DataCardProps {
  /** Also the anchor in the URL. */
  id: string
  title: string
  state: ReactNode
  actions?: ReactNode
  children?: ReactNode
}

export function DataCard({ id, title, state, actions, children }: DataCardProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-4 border-t pt-6 pb-7 last:pb-0">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <h2 id={`${id}-title`} className="font-semibold text-question">
            {title}
          </h2>
          <p className="mt-0.5 text-pretty text-second tabular-nums">{state}</p>
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  )
}

interface ExplainedActionsProps {
  /** The id of the reason. */
  id: string
  /** Why some of the actions are disabled; null if none is. */
  reason: ReactNode
  children: ReactNode
}

/** Actions with the reason why some are disabled below them, not wider than they are. */
export const ExplainedActions = ({ id, reason, children }: ExplainedActionsProps) => (
  <div>
    <div className="flex flex-wrap gap-2">{children}</div>
    {reason && (
      <p id={id} className="mt-1.5 w-0 min-w-full text-second text-small">
        {reason}
      </p>
    )}
  </div>
)

export interface FormatExample {
  name: string
  note?: string
  text: string
}

function Example({ name, note, text }: FormatExample) {
  return (
    <li className="min-w-0">
      <div className="flex items-center justify-between gap-3">
        <h3 className="font-medium text-[13px]">{name}</h3>
        <CopyButton text={text} size="small" tone="quiet" aria-label={`Copy the example of ${name}`}>
          Copy
        </CopyButton>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard */}
      <pre tabIndex={0} className="mt-1 overflow-x-auto rounded-control border bg-page px-3 py-2 font-mono text-small">
        {text}
      </pre>
      {note && <p className="mt-1 text-second text-small">{note}</p>}
    </li>
  )
}

export function FormatList({ title, formats }: { title: string; formats: FormatExample[] }) {
  return (
    <details className="mt-4">
      <summary className="w-fit rounded-control text-second hover:text-text">{title}</summary>
      <ul className="mt-3 grid gap-x-6 gap-y-4 lg:grid-cols-2">
        {formats.map((format) => (
          <Example key={format.name} {...format} />
        ))}
      </ul>
    </details>
  )
}
