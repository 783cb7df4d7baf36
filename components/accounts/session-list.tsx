'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Monitor } from '@/components/ui/generated/icons'
import { Notice } from '@/components/ui/notice'
import { useReason } from '@/components/ui/use-reason'
import { endOwnSessions, endSession } from '@/lib/client/accounts/account'
import { forgetPage } from '@/lib/client/rating/offline'
import type { OwnSession } from '@/lib/contracts/accounts/session'
import { dateAndTime } from '@/lib/wording/date'

/** Times as the reader's clock shows them, which the server does not know. */
function useLocalTime(): (at: string) => string {
  const locale = useLocale()
  const [isInBrowser, setInBrowser] = useState(false)
  useEffect(() => setInBrowser(true), [])
  return (at) => (isInBrowser ? dateAndTime(new Date(at), locale) : '…')
}

/** Does something once at a time, and says why it did not work. */
function useAction(act: () => Promise<unknown>) {
  const reason = useReason()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const run = () => {
    setBusy(true)
    setProblem(undefined)
    act()
      .catch((error: unknown) => setProblem(reason(error)))
      .finally(() => setBusy(false))
  }
  return { run, isBusy, problem }
}

function SessionRow({ session }: { session: OwnSession }) {
  const t = useTranslations('sessions')
  const moment = useLocalTime()
  const router = useRouter()
  const ending = useAction(() => endSession(session.id).finally(() => router.refresh()))
  const device = session.device || t('unknownDevice')
  return (
    <li className="flex items-center gap-3 border-line border-b py-2">
      <Monitor aria-hidden size={16} className="shrink-0 text-second" />
      <div className="min-w-0 grow">
        <p>
          {device}
          {session.isCurrent && <span className="ms-2 font-medium text-accent text-small">{t('current')}</span>}
        </p>
        <p className="text-second text-small">
          {t('times', { started: moment(session.startedAt), used: moment(session.lastUsedAt) })}
        </p>
        {ending.problem && <Notice tone="error">{ending.problem}</Notice>}
      </div>
      {!session.isCurrent && (
        <Button
          size="small"
          aria-label={t('endNamed', { device, started: moment(session.startedAt) })}
          disabled={ending.isBusy}
          onClick={() => ending.run()}
        >
          {t('end')}
        </Button>
      )}
    </li>
  )
}

/** Where somebody is signed in. The session that shows this ends by signing out, as everywhere. */
export function SessionList({ sessions }: { sessions: OwnSession[] }) {
  const t = useTranslations('sessions')
  const leaving = useAction(async () => {
    await endOwnSessions()
    await forgetPage().catch(() => {})
    window.location.assign('/sign-in')
  })
  return (
    <section aria-labelledby="own-sessions" className="mb-8">
      <h2 id="own-sessions" className="mb-2 font-semibold text-question">
        {t('title')}
      </h2>
      <p className="mb-2 text-second">{t('text')}</p>
      <ul className="mb-3 flex flex-col">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {leaving.problem && <Notice tone="error">{leaving.problem}</Notice>}
      <Button disabled={leaving.isBusy} onClick={() => leaving.run()}>
        {t('endAll')}
      </Button>
    </section>
  )
}
