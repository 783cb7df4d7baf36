import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { SaveState } from '@/lib/client/outbox/outbox'

export interface ViewerNote {
  tone: 'error' | 'info'
  text: string
}

interface ViewerNoticeProps {
  saveState: SaveState
  /** Nothing more can be answered before something is saved. */
  isStuck?: boolean
  note: ViewerNote | null
  /** URL to return to after signing in. Null for a panel's participants, who have no account. */
  address: string | null
  onRetry: () => void
  /** Left out where there is never a note. */
  onDismiss?: () => void
}

/** Notice about saving, above the picture. The picture shrinks to make room, so that the names do not move. */
export function ViewerNotice({ saveState, isStuck = false, note, address, onRetry, onDismiss }: ViewerNoticeProps) {
  const t = useTranslations('rating')
  const common = useTranslations('common')
  const place = 'mx-auto mt-3 tight:mt-1.5 w-[calc(100%-24px)] max-w-[520px]'
  if (saveState.state !== 'waiting')
    return (
      note && (
        <Notice
          tone={note.tone}
          className={place}
          action={
            <Button size="small" onClick={onDismiss}>
              {common('close')}
            </Button>
          }
        >
          {note.text}
        </Notice>
      )
    )
  if (saveState.needs === null)
    return (
      <Notice
        tone="error"
        title={t('noConnection')}
        className={place}
        // While rating goes on, retries happen by themselves, and a phone has no room beside the picture for a button.
        action={
          isStuck && (
            <Button size="small" onClick={onRetry}>
              {t('tryNow')}
            </Button>
          )
        }
      >
        {note?.text ?? t(isStuck ? 'noConnectionEnd' : 'noConnectionText')}
      </Notice>
    )
  const signIn = (words: ReactNode) => (
    <a
      href={`/sign-in?callbackUrl=${encodeURIComponent(address ?? '')}`}
      className="rounded-[4px] font-medium text-accent underline"
    >
      {words}
    </a>
  )
  const isSignedOut = saveState.needs === 'sign-in'
  // A participant has no access if the browser's session is that of another project's study.
  const text = address === null ? 'signedOutVisitor' : isSignedOut ? 'signedOutText' : 'noAccessText'
  return (
    <Notice tone="error" title={t(isSignedOut ? 'signedOut' : 'noAccess')} className={place}>
      {t.rich(text, { signIn })} {note?.text}
    </Notice>
  )
}
