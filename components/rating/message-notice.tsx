import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Mail } from '@/components/ui/generated/icons'
import { ApiError } from '@/lib/client/api'
import { confirmMessage, readUnreadMessages } from '@/lib/client/rating/own-notices'
import type { OwnMessage } from '@/lib/contracts/raters/rater-message'
import type { RatingScreenParts } from './use-rating-screen'

/** Longer texts, in characters, may have to scroll. */
const longText = 240
/** Longer texts, in characters, may not fit in a line above the picture of a phone. */
const shortText = 30

/**
 * Messages of admins, one at a time above the picture, without moving the names or the focus. Where that would leave
 * the picture too little room, only the beginning is visible, with a button that opens the whole message.
 */
export function MessageNotice({ screen }: { screen: RatingScreenParts }) {
  const { rating, closeDialog } = screen
  const t = useTranslations('messages')
  const { messages, putAway } = useOwnMessages(rating.ratingSession.project.slug)
  // Something else takes room from the picture; messages wait meanwhile.
  const isCovered = rating.saveState.state === 'waiting' || rating.note !== null || screen.tray !== null
  const isOpen = screen.dialog === 'message'
  const [message, ...others] = messages
  const isGone = isOpen && !message
  useEffect(() => {
    if (isGone) closeDialog()
  }, [isGone, closeDialog])
  const isLong = message && (message.text.length > shortText || message.text.includes('\n'))
  const scrollable = { tabIndex: message && message.text.length > longText ? 0 : undefined }
  const gotIt = message && {
    children: t('gotIt'),
    onClick() {
      closeDialog()
      putAway(message.id)
    },
  }
  return (
    <>
      <div role="status">
        {message && !isCovered && (
          <div className="mx-auto mt-3 flex w-[calc(100%-24px)] max-w-[520px] items-start gap-2.5 rounded-card border bg-card py-2.5 ps-3 pe-2.5 text-[13px] shadow-float tight:mt-1.5 tight:items-center tight:py-1 tight:pe-1">
            <Mail aria-hidden size={16} className="mt-0.5 shrink-0 text-accent" />
            <div className="min-w-0 flex-1">
              <p className="tight:truncate">
                <span className="font-semibold">{t('title')}</span>
                {others.length > 0 && <span className="text-second"> · {t('more', { count: others.length })}</span>}
              </p>
              <p
                {...scrollable}
                className={clsx(
                  'max-h-[min(30dvh,220px)] overflow-y-auto whitespace-pre-wrap text-pretty [overflow-wrap:anywhere]',
                  isLong && 'tight:truncate',
                )}
              >
                {message.text}
              </p>
            </div>
            <Button size="small" className={clsx(isLong && 'tight:hidden')} {...gotIt} />
            {isLong && (
              <Button size="small" className="roomy:hidden" onClick={() => screen.openDialog('message')}>
                {t('open')}
              </Button>
            )}
          </div>
        )}
      </div>
      <Dialog isOpen={isOpen} onClose={closeDialog} title={t('title')} actions={<Button tone="main" {...gotIt} />}>
        <p {...scrollable} className="whitespace-pre-wrap text-pretty [overflow-wrap:anywhere]">
          {message?.text}
        </p>
      </Dialog>
    </>
  )
}

const pauseMs = 240_000
/** Delay after a failed request. */
const againMs = 20_000

const confirm = (slug: string, id: number) => void confirmMessage(slug, id).catch(() => undefined)

function confirmAgain(slug: string, found: readonly OwnMessage[], putAway: ReadonlySet<number>) {
  for (const { id } of found) if (putAway.has(id)) confirm(slug, id)
}

/**
 * Fetches undismissed messages at once and every few minutes while the page is visible, sooner after a failure.
 * Messages dismissed offline are confirmed once there is a connection.
 */
function useOwnMessages(slug: string) {
  const [messages, setMessages] = useState<OwnMessage[]>([])
  const putAway = useRef(new Set<number>())

  useEffect(() => {
    let isLeft = false
    let dueAt = 0
    const ask = async () => {
      if (document.visibilityState === 'hidden' || Date.now() < dueAt) return
      dueAt = Date.now() + pauseMs
      try {
        const found = await readUnreadMessages(slug)
        if (isLeft) return
        setMessages(found.messages.filter(({ id }) => !putAway.current.has(id)))
        confirmAgain(slug, found.messages, putAway.current)
      } catch (reason) {
        // The session itself reports if the rater is signed out or no longer belongs to the project.
        if (reason instanceof ApiError && !reason.isTemporary) stop()
        dueAt = Date.now() + againMs
      }
    }
    const timer = setInterval(ask, againMs)
    const stop = () => {
      isLeft = true
      clearInterval(timer)
      document.removeEventListener('visibilitychange', ask)
    }
    document.addEventListener('visibilitychange', ask)
    void ask()
    return stop
  }, [slug])

  return {
    messages,
    putAway: (id: number) => {
      putAway.current.add(id)
      setMessages((now) => now.filter((message) => message.id !== id))
      confirm(slug, id)
    },
  }
}
