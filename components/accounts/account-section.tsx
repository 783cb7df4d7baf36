import { type ReactNode, useId } from 'react'
import type { IconType } from '@/components/ui/icon'

export function AccountSection({ title, text, children }: { title: string; text?: ReactNode; children: ReactNode }) {
  const titleId = useId()
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} className="mb-2 font-semibold text-question">
        {title}
      </h2>
      {text && <p className="mb-3 text-second">{text}</p>}
      {children}
    </section>
  )
}

interface AccountRowProps {
  icon: IconType
  title: ReactNode
  facts: ReactNode
  /** The button. */
  children: ReactNode
}

/** A row of a list in a section, such as a session. */
export const AccountRow = ({ icon: Icon, title, facts, children }: AccountRowProps) => (
  <li className="flex items-center gap-3 border-line border-b py-2">
    <Icon aria-hidden size={16} className="shrink-0 text-second" />
    <div className="min-w-0 grow">
      <p className="break-words">{title}</p>
      <p className="text-second text-small">{facts}</p>
    </div>
    {children}
  </li>
)
