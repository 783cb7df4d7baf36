'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { confirmMessage } from '@/lib/client/rating/own-notices'
import type { OwnMessage } from '@/lib/contracts/raters/rater-message'
import { dateAndTime } from '@/lib/wording/date'

export function MessageHistory({ slug, messages }: { slug: string; messages: OwnMessage[] }) {
  const t = useTranslations('messages')
  if (messages.length === 0) return null
  return (
    <section aria-labelledby="messages-title" className="mt-8">
      <h2 id="messages-title" className="font-semibold text-question">
        {t('list')}
      </h2>
      <p className="mt-0.5 text-second">{t('listLead')}</p>
      <ul className="mt-3 divide-y rounded-card border bg-card">
        {messages.map((message) => (
          <Message key={message.id} slug={slug} message={message} />
        ))}
      </ul>
    </section>
  )
}

function Message({ slug, message: { id, text, sentAt, readAt: readBefore } }: { slug: string; message: OwnMessage }) {
  const t = useTranslations('messages')
  const locale = useLocale()
  const [readAt, setReadAt] = useState(readBefore)
  const [hasFailed, setFailed] = useState(false)
  const time = (at: string) => dateAndTime(new Date(at), locale)
  async function confirm() {
    setFailed(false)
    try {
      await confirmMessage(slug, id)
      setReadAt(new Date().toISOString())
    } catch {
      setFailed(true)
    }
  }
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="whitespace-pre-wrap text-pretty [overflow-wrap:anywhere]">{text}</p>
        <p suppressHydrationWarning className="mt-1 text-second text-small">
          {[t('sent', { date: time(sentAt) }), readAt && t('read', { date: time(readAt) })].filter(Boolean).join(' · ')}
        </p>
        {hasFailed && (
          <p role="alert" className="mt-1 text-danger text-small">
            {t('failed')}
          </p>
        )}
      </div>
      {readAt === null && (
        <Button size="small" onClick={() => void confirm()}>
          {t('gotIt')}
        </Button>
      )}
    </li>
  )
}
