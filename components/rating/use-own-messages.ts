import { useEffect, useRef, useState } from 'react'
import { ApiError } from '@/lib/client/api-error'
import { confirmMessage, readUnreadMessages } from '@/lib/client/rating/own-messages'
import type { OwnMessage } from '@/lib/contracts/raters/rater-message'

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
export function useOwnMessages(slug: string) {
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
