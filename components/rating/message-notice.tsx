import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Mail } from '@/components/ui/generated/icons'
import { useOwnMessages } from './use-own-messages'

/** Longer texts, in characters, may have to scroll. */
const longText = 240

/**
 * Messages of admins, one at a time above the picture, without moving the names or the focus. Hidden while a notice
 * about saving is shown.
 */
export function MessageNotice({ slug, isCovered }: { slug: string; isCovered: boolean }) {
  const t = useTranslations('messages')
  const { messages, putAway } = useOwnMessages(slug)
  const [message, ...others] = messages
  return (
    <div role="status">
      {message && !isCovered && (
        <div className="mx-auto mt-3 flex w-[calc(100%-24px)] max-w-[520px] items-start gap-2.5 rounded-card border bg-card py-2.5 ps-3 pe-2.5 text-[13px] shadow-float">
          <Mail aria-hidden size={16} className="mt-0.5 shrink-0 text-accent" />
          <div className="min-w-0 flex-1">
            <p className="font-semibold">{t('title')}</p>
            <p
              tabIndex={message.text.length > longText ? 0 : undefined}
              className="max-h-[min(30dvh,220px)] overflow-y-auto whitespace-pre-wrap text-pretty [overflow-wrap:anywhere]"
            >
              {message.text}
            </p>
            {others.length > 0 && <p className="mt-1 text-second text-small">{t('more', { count: others.length })}</p>}
          </div>
          <Button size="small" className="touch:h-11" onClick={() => putAway(message.id)}>
            {t('gotIt')}
          </Button>
        </div>
      )}
    </div>
  )
}
