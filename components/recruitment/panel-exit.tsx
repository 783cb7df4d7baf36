'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { CopyButton } from '@/components/kit/copy-button'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { focusIfLost } from '@/components/ui/page'
import type { RatingSession, VisitProgress } from '@/lib/contracts/rating/rating'
import { outcomeForCode } from '@/lib/domain/recruitment/panel-outcome'

/** Long enough to read the code and to cancel. */
const secondsToRead = 10

const isProlific = (url: string) => url.startsWith('https://app.prolific.com/')

interface PanelExitProps {
  exit: NonNullable<VisitProgress['exit']>
  /** The project whose privacy page is linked. */
  slug: string
  state: RatingSession['state']
}

/** End of a visit: reason, completion code, and the link back, which is followed unless the participant cancels. */
export function PanelExit({ exit, slug, state }: PanelExitProps) {
  const t = useTranslations('panel')
  const { outcome, url, code, hasSubmitted } = exit
  const isReason = state === 'disqualified' || state === 'rater-paused'
  const reason = outcome === 'failed' && isReason && t(`exitReason_${state}`)
  const text =
    !code && !url
      ? t('exitNoCode')
      : outcomeForCode(outcome) === 'stopped' && hasSubmitted === false
        ? t('exitNothingDone', { hasCode: code ? 'yes' : 'no' })
        : t(code ? `exit_${outcome}_text` : `exitUncoded_${outcome}`)
  return (
    <div className="mx-auto flex w-full max-w-[420px] flex-col gap-5 px-4 py-10">
      <div>
        <h1
          ref={focusIfLost}
          tabIndex={-1}
          className="text-balance font-semibold text-title tracking-[-0.01em] outline-none"
        >
          {t(`exit_${outcome}`)}
        </h1>
        <p className="mt-2 text-pretty text-second">
          {reason} {text}
        </p>
      </div>
      {code && <Code code={code} />}
      {url && <WayBack url={url} />}
      <p className="text-small">
        <Link
          href={`/rate/${slug}/your-data`}
          prefetch={false}
          className="text-second underline underline-offset-2 hover:text-text"
        >
          {t('yourData')}
        </Link>
      </p>
    </div>
  )
}

function Code({ code }: { code: string }) {
  const t = useTranslations('panel')
  return (
    <div className="flex items-center gap-3 rounded-card border border-line bg-card px-4 py-3">
      <p className="min-w-0 flex-1">
        <span className="block text-second text-small">{t('code')}</span>
        <span className="block select-all break-all font-mono font-semibold text-question">{code}</span>
      </p>
      <CopyButton text={code}>{t('copy')}</CopyButton>
    </div>
  )
}

function WayBack({ url }: { url: string }) {
  const t = useTranslations('panel')
  const [secondsLeft, setSecondsLeft] = useState<number | null>(secondsToRead)

  useEffect(() => {
    if (secondsLeft === null) return
    if (secondsLeft === 0) {
      window.location.assign(url)
      return
    }
    const timer = setTimeout(() => setSecondsLeft(secondsLeft - 1), 1_000)
    return () => clearTimeout(timer)
  }, [secondsLeft, url])

  return (
    <div className="flex flex-col gap-3">
      {/* Not `Link`, because it leaves the site. */}
      <a
        href={url}
        rel="noreferrer"
        className="inline-flex h-11 items-center justify-center rounded-control bg-accent px-4 font-medium text-base text-on-accent hover:bg-[color-mix(in_srgb,var(--accent)_88%,var(--text))]"
      >
        {isProlific(url) ? t('returnProlific') : t('returnPanel')}
      </a>
      <div className="flex min-h-7 items-center justify-between gap-3 text-second text-small">
        {/* Screen readers announce the time only once instead of every second. */}
        <p aria-hidden={secondsLeft !== null} className="tabular-nums">
          {secondsLeft === null ? t('staying') : t('leavingIn', { seconds: secondsLeft })}
        </p>
        {secondsLeft !== null && (
          <>
            <p role="status" className="sr-only">
              {t('leavingIn', { seconds: secondsToRead })}
            </p>
            <Button size="small" onClick={() => setSecondsLeft(null)}>
              {t('stay')}
            </Button>
          </>
        )}
      </div>
    </div>
  )
}
