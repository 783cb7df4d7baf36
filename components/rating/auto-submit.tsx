import { useTranslations } from 'next-intl'
import { type RefObject, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { CommandKey } from '@/components/rating/key-map'
import { Button } from '@/components/ui/button'
import { Undo2 } from '@/components/ui/generated/icons'
import { autoSubmitDelayMs, type Waiting, waitingAfter } from '@/lib/domain/rating/auto-submit'
import type { LabelingSession } from '@/lib/domain/rating/labeling-session'

interface AutoSubmitProps {
  session: LabelingSession
  /** Whether a dialog covers the screen; nothing is submitted while one does. */
  isCovered: boolean
  /** Cancels the pending submission; null if none is pending. */
  takeBack: RefObject<(() => void) | null>
  onSubmit: (answers: NonNullable<Waiting>) => void
}

/** Submits a task a moment after its last answer, and announces it so that the rater can cancel. */
export function AutoSubmit({ session, isCovered, takeBack, onSubmit }: AutoSubmitProps) {
  const t = useTranslations('rating')
  const [waiting, setWaiting] = useState<Waiting>(null)
  const seen = useRef(session)
  const submit = useEffectEvent(onSubmit)
  useLayoutEffect(() => {
    const before = seen.current
    seen.current = session
    setWaiting((now) => (isCovered ? null : waitingAfter(now, before, session)))
  }, [session, isCovered])
  useLayoutEffect(() => {
    if (!waiting) return
    const timer = setTimeout(() => submit(waiting), autoSubmitDelayMs)
    takeBack.current = () => setWaiting(null)
    return () => {
      clearTimeout(timer)
      takeBack.current = null
    }
  }, [waiting, takeBack])

  return (
    <div role="status" className="relative">
      {waiting && (
        <div className="absolute inset-x-3 bottom-2 flex items-center justify-between gap-3 overflow-hidden rounded-card border border-line bg-card py-1.5 ps-3 pe-1.5 shadow-float">
          <span className="font-medium text-[13px]">{t('submitsSoon')}</span>
          <Button onClick={() => setWaiting(null)}>
            <Undo2 aria-hidden size={16} className="rtl:-scale-x-100" />
            {t('takeBack')}
            <CommandKey command="undo" className="touch:hidden" />
          </Button>
          <span
            aria-hidden
            style={{ animationDuration: `${autoSubmitDelayMs}ms` }}
            className="absolute inset-x-0 bottom-0 h-0.5 origin-left animate-run-out bg-accent motion-reduce:animate-none rtl:origin-right"
          />
        </div>
      )}
    </div>
  )
}
