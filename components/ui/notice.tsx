import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { CircleAlert, CircleCheck, Info } from '@/components/ui/generated/icons'

type Tone = 'error' | 'info' | 'success'

const styles = {
  error: { icon: CircleAlert, colour: 'bg-danger-soft text-danger' },
  info: { icon: Info, colour: 'bg-accent-soft text-accent' },
  success: { icon: CircleCheck, colour: 'bg-yes-soft text-yes' },
} satisfies Record<Tone, { icon: typeof Info; colour: string }>

interface NoticeProps {
  tone: Tone
  title?: string | undefined
  children: ReactNode
  action?: ReactNode
  className?: string | undefined
}

/** Says what happened, what was saved and what to do. Errors interrupt a screen reader; other notices wait. */
export function Notice({ tone, title, children, action, className }: NoticeProps) {
  const { icon: Icon, colour } = styles[tone]
  return (
    <div
      role={tone === 'error' ? 'alert' : 'status'}
      className={clsx('flex items-start gap-2.5 rounded-card px-3 py-2.5 text-[13px]', colour, className)}
    >
      <Icon aria-hidden size={16} className="mt-0.5 shrink-0" />
      <div className="flex min-w-0 flex-1 flex-wrap items-start gap-2.5">
        <div className="min-w-0 flex-1 basis-48">
          {title && <p className="font-semibold">{title}</p>}
          <div className="text-text">{children}</div>
        </div>
        {action}
      </div>
    </div>
  )
}
