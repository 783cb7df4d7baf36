'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import { useSending } from '@/components/kit/use-request'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useReason } from '@/components/ui/use-reason'
import { ApiError } from '@/lib/client/api'
import { confirmDocument } from '@/lib/client/documents'
import type { DocumentToRead, TextChange } from '@/lib/contracts/texts'
import type { DocumentKind } from '@/lib/domain/texts/document'
import { DocumentClassPairs } from './document-class-pairs'
import { DocumentText } from './document-text'
import { TextChanges } from './text-changes'
import { useDocument } from './use-document'
import { NotLoaded, WaitingText } from './waiting-text'

export interface DocumentGateProps {
  slug: string
  /** Whose page it is. */
  raterId: number
  kind: DocumentKind
  /** Language chosen for names and texts. A change fetches the text again. */
  language?: string | undefined
  /** Called after the reading or consent was saved. */
  onDone: () => void
  /** Called if the rater declines. By default, opens the list of projects with a friendly message. */
  onDecline?: (() => Promise<unknown>) | undefined
  before?: ReactNode
}

/** Replaces the rating screen until the rater has read the guidelines or agreed to the consent text. */
export function DocumentGate(props: DocumentGateProps) {
  const { slug, kind, language, onDone } = props
  const { data, isError, refetch } = useDocument(slug, kind, true, language)
  const isGone = data?.version === null
  const leave = useEffectEvent(onDone)
  useEffect(() => {
    if (isGone) leave()
  }, [isGone])
  return (
    <main className="mx-auto w-full max-w-[720px] px-4 pt-10 pb-16 desk:pt-14">
      {data && data.version !== null ? (
        <Wording {...props} wording={{ ...data, version: data.version }} onOutdated={refetch} />
      ) : isError ? (
        <NotLoaded onRetry={refetch} />
      ) : (
        <WaitingText />
      )}
    </main>
  )
}

interface WordingProps extends DocumentGateProps {
  wording: DocumentToRead & { version: number }
  onOutdated: () => void
}

const headings = {
  consent: {
    first: { title: 'agreeFirst', text: 'agreeFirstText' },
    changed: { title: 'agreeChanged', text: 'agreeChangedText' },
  },
  other: { first: { title: 'readFirst', text: 'readFirstText' }, changed: { title: 'changed', text: 'changedText' } },
} as const

function Wording({ slug, raterId, wording, onDone, onDecline, onOutdated, before: terms }: WordingProps) {
  const t = useTranslations('documents')
  const router = useRouter()
  const reason = useReason()
  const { kind, version, language, lastRead, changes, html, classPairs } = wording
  const sending = useSending((decide: () => Promise<unknown>) => decide())
  const { mutate: send, error } = sending
  const isBusy = sending.isPending || sending.isDone
  // The text was changed while the rater was reading it.
  const isOutdated = error instanceof ApiError && error.code === 'conflict'
  const confirm = () => send(() => confirmDocument(slug, kind, { version, raterId }).then(onDone))
  const decline = () => send(onDecline ?? (async () => router.push(`/projects?declined=${encodeURIComponent(slug)}`)))
  useEffect(() => {
    if (isOutdated) onOutdated()
  }, [isOutdated, onOutdated])
  const titleRef = useRef<HTMLHeadingElement>(null)
  // The rating screen that had the focus is gone.
  useEffect(() => titleRef.current?.focus({ preventScroll: true }), [])
  const isConsent = kind === 'consent'
  const before = changes && lastRead ? lastRead.version : null
  const heading = headings[isConsent ? 'consent' : 'other'][before === null ? 'first' : 'changed']
  return (
    <>
      <h1
        ref={titleRef}
        tabIndex={-1}
        className="text-balance outline-none font-semibold text-title tracking-[-0.01em]"
      >
        {t(heading.title)}
      </h1>
      <p className="mt-1.5 text-pretty text-second">{t(heading.text, { before: before ?? 0, version })}</p>
      {terms}
      {isOutdated && (
        <Notice tone="info" className="mt-5">
          {t('changedMeanwhile')}
        </Notice>
      )}
      {changes ? (
        <DocumentChanged changes={changes} html={html} language={language} />
      ) : (
        <DocumentText
          html={html}
          language={language}
          className="mt-6 rounded-card border bg-card px-5 py-5 desk:px-7 desk:py-6"
        />
      )}
      <DocumentClassPairs pairs={classPairs} />
      {error && !isOutdated && (
        <Notice tone="error" className="mt-5">
          {t('notSaved', { reason: reason(error) })}
        </Notice>
      )}
      <div className="mt-6 flex flex-wrap gap-3">
        <Button tone="main" size="large" disabled={isBusy} onClick={() => void confirm()}>
          {isBusy ? t('saving') : t(isConsent ? 'agree' : 'haveRead')}
        </Button>
        {isConsent && (
          <Button size="large" disabled={isBusy} onClick={() => void decline()}>
            {t('doNotAgree')}
          </Button>
        )}
      </div>
      {isConsent && <p className="mt-3 text-second text-small">{t('agreeNote')}</p>}
    </>
  )
}

/** Changes of a new version, with the full text one click away. */
function DocumentChanged({ changes, html, language }: { changes: TextChange[]; html: string; language: string }) {
  const t = useTranslations('documents')
  const wholeId = useId()
  const [isWhole, setWhole] = useState(false)
  return (
    <>
      <section aria-label={t('whatChanged')} className="mt-6">
        <h2 className="mb-2 font-semibold text-question">{t('whatChanged')}</h2>
        <div lang={language}>
          <TextChanges changes={changes} />
        </div>
      </section>
      <Button
        tone="quiet"
        className="-ms-3 mt-3"
        aria-expanded={isWhole}
        aria-controls={wholeId}
        onClick={() => setWhole(!isWhole)}
      >
        {t(isWhole ? 'hideWhole' : 'showWhole')}
      </Button>
      <section id={wholeId} aria-label={t('wholeText')} hidden={!isWhole} className="mt-2">
        <DocumentText
          html={html}
          language={language}
          className="rounded-card border bg-card px-5 py-5 desk:px-7 desk:py-6"
        />
      </section>
    </>
  )
}
