import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { SaveState } from '@/lib/client/submission-queue'
import type { SeatNote } from './use-rating-seat'

interface StageNoticeProps {
  saveState: SaveState
  note: SeatNote | null
  signInHref: string
  onRetry: () => void
  onDismiss: () => void
}

/** What has to be said about saving, floating over the picture so that nothing makes way for it. */
export function StageNotice({ saveState, note, signInHref, onRetry, onDismiss }: StageNoticeProps) {
  const place = 'absolute inset-x-3 top-3 z-20 mx-auto max-w-[520px] shadow-float'
  if (saveState.state === 'waiting' && saveState.needsSignIn) {
    return (
      <Notice tone="error" title="You are signed out" className={place}>
        Your answers are kept in this browser and sent after you{' '}
        <a href={signInHref} className="rounded-[4px] font-medium text-accent underline">
          sign in again
        </a>
        .
      </Notice>
    )
  }
  if (saveState.state === 'waiting') {
    return (
      <Notice
        tone="error"
        title="No connection"
        className={place}
        action={
          <Button size="small" onClick={onRetry}>
            Try now
          </Button>
        }
      >
        Your answers are kept in this browser and sent as soon as the server can be reached.
      </Notice>
    )
  }
  if (!note) return null
  return (
    <Notice
      tone={note.tone}
      className={place}
      action={
        <Button size="small" onClick={onDismiss}>
          Close
        </Button>
      }
    >
      {note.text}
    </Notice>
  )
}
