import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '@/components/ui/button'
import { Coffee, X } from '@/components/ui/generated/icons'
import { browserRestClock, readRestSuggestion } from '@/lib/client/rating/rest-clock'
import type { RatingTask } from '@/lib/contracts/rating/rating'
import { tasksPerStep } from '@/lib/domain/rating/rating-limits'
import { restHintSlotId } from './top-bar'

interface RestHintProps {
  slug: string
  task: RatingTask | null
  submittedEver: number
}

const signsOfLife = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const
const noticeEveryMs = 5_000

/**
 * Suggests a break, in the top bar. Covers and moves nothing, and takes no focus or key. Appears with the next task,
 * disappears when dismissed or after a pause, and then stays away for a while. On a phone, it starts as a button that
 * opens over the project's name, for lack of room.
 */
export function RestHint({ slug, task, submittedEver }: RestHintProps) {
  const t = useTranslations('rating')
  const assignmentId = task?.assignmentId ?? null
  const [isSuggested, setSuggested] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const hasDrifted = useDrift(slug, submittedEver)

  useEffect(() => {
    const clock = browserRestClock()
    let noticedAt = 0
    const noticed = () => {
      const now = Date.now()
      if (Math.abs(now - noticedAt) < noticeEveryMs) return
      noticedAt = now
      if (clock.noteActive()) setSuggested(false)
    }
    noticed()
    for (const sign of signsOfLife) window.addEventListener(sign, noticed, { capture: true, passive: true })
    return () => {
      for (const sign of signsOfLife) window.removeEventListener(sign, noticed, { capture: true })
    }
  }, [])

  const before = useRef(assignmentId)
  useEffect(() => {
    if (before.current === assignmentId) return
    before.current = assignmentId
    const clock = browserRestClock()
    if (assignmentId === null || !clock.isDue(hasDrifted.current)) return
    hasDrifted.current = false
    clock.noteSuggested()
    setOpen(false)
    setSuggested(true)
  }, [assignmentId, hasDrifted])

  // A rater without a task, such as a paused one, is resting already.
  const isShown = isSuggested && task !== null
  const slot = isShown && !isOpen ? document.getElementById(restHintSlotId) : null
  return (
    <div role="status" className={`absolute start-0 top-0 z-10 max-w-full ${isOpen ? '' : 'max-desk:sr-only'}`}>
      {slot &&
        createPortal(
          <Button
            tone="quiet"
            size="small"
            aria-label={t('restShort')}
            className="touch:size-11 desk:hidden"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setOpen(true)}
          >
            <Coffee aria-hidden size={16} className="text-accent" />
          </Button>,
          slot,
        )}
      {isShown && (
        <div className="flex h-[47px] items-center gap-1.5 bg-card ps-3 text-[13px] desk:gap-2 desk:ps-4 desk:pe-1">
          <Coffee aria-hidden size={16} className="shrink-0 text-accent" />
          <span className="min-w-0 truncate">
            <span className="max-desk:hidden">{t('rest')}</span>
            <span className="desk:hidden">{t('restShort')}</span>
          </span>
          <Button
            tone="quiet"
            size="small"
            aria-label={t('restDismiss')}
            className={`touch:size-11 ${isOpen ? '' : 'max-desk:hidden'}`}
            // Keeps a click from taking the focus from where the rater works.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              browserRestClock().noteSuggested()
              setSuggested(false)
            }}
          >
            <X aria-hidden size={16} />
          </Button>
        </div>
      )}
    </div>
  )
}

/** Whether the server has detected drift in the rater's work. Asked after every 25 tasks. */
function useDrift(slug: string, submittedEver: number) {
  const hasDrifted = useRef(false)
  const step = Math.floor(submittedEver / tasksPerStep)
  const asked = useRef(step)
  useEffect(() => {
    if (asked.current === step) return
    asked.current = step
    void readRestSuggestion(slug).then(
      ({ isSuggested }) => {
        hasDrifted.current = isSuggested
      },
      // If the request fails, nothing is suggested until the next 25 tasks are done.
      () => undefined,
    )
  }, [slug, step])
  return hasDrifted
}
