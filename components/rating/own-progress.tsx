import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ShareBar } from '@/components/kit/share-bar'
import { BackPage } from '@/components/ui/back-page'
import { LinkButton } from '@/components/ui/link'
import type { OwnQuality } from '@/lib/contracts/quality'
import type { OwnMessage } from '@/lib/contracts/raters/rater-message'
import { undoReach } from '@/lib/domain/rating/rating-limits'
import { QuickAnswersNotice } from './history/quick-answers-notice'
import { MessageHistory } from './message-history'

/** A rater's view of their own quality. It names classes but never shows a picture. */
export function OwnProgress({ own, messages, quick }: { own: OwnQuality; messages: OwnMessage[]; quick: number }) {
  const t = useTranslations('progress')
  const { project, submitted, golden, confused, agreement } = own
  return (
    <BackPage
      href={`/rate/${project.slug}`}
      back={t('back')}
      title={t('title')}
      lead={t('lead', { name: project.name })}
      also={{ href: `/rate/${project.slug}/your-data`, word: t('ownData') }}
    >
      <dl className="mt-6 grid gap-3 desk:grid-cols-2">
        <Figure word={t('tasks')} value={t('tasksValue', { count: submitted })} />
        <TimeFigure own={own} />
        <GoldenFigure golden={golden} />
        <Figure word={t('agreement')} value={agreement === null ? null : t('agreementValue', { share: agreement })}>
          {t(agreement === null ? 'agreementNone' : 'agreementNote')}
        </Figure>
      </dl>
      {golden?.balanced && (
        <section aria-labelledby="confused-title" className="mt-8">
          <h2 id="confused-title" className="font-semibold text-question">
            {t('confused')}
          </h2>
          <p className="mt-0.5 text-second">{t(confused.length > 0 ? 'confusedLead' : 'confusedNone')}</p>
          {confused.length > 0 && <Confusions confused={confused} />}
        </section>
      )}
      <section aria-labelledby="last-answers-title" className="mt-8">
        <h2 id="last-answers-title" className="font-semibold text-question">
          {t('lastAnswers')}
        </h2>
        <p className="mt-0.5 mb-2.5 text-second">{t('lastAnswersText', { count: undoReach })}</p>
        <QuickAnswersNotice slug={project.slug} count={quick} className="mb-2.5" />
        <LinkButton href={`/rate/${project.slug}/history`}>{t('openLastAnswers')}</LinkButton>
      </section>
      <MessageHistory slug={project.slug} messages={messages} />
    </BackPage>
  )
}

function Figure({ word, value, children }: { word: string; value: string | null; children?: ReactNode }) {
  return (
    <div className="rounded-card border bg-card px-4 py-3">
      <dt className="text-second text-small">{word}</dt>
      <dd>
        {value !== null && <p className="mt-0.5 font-semibold text-title tabular-nums">{value}</p>}
        {children && <div className="mt-1 text-second text-small">{children}</div>}
      </dd>
    </div>
  )
}

/** Golden accuracy as the mean of its two marks. The bar starts at chance level. */
function GoldenFigure({ golden }: Pick<OwnQuality, 'golden'>) {
  const t = useTranslations('progress')
  const { balanced, holds, holdsNot, missing } = golden ?? {}
  if (!balanced || !holds || !holdsNot)
    return (
      <Figure word={t('score')} value={null}>
        {missing ? t('scoreMissing', missing) : t('scoreNone')}
      </Figure>
    )
  return (
    <Figure word={t('score')} value={t('scoreValue', { share: balanced.share })}>
      <ShareBar value={balanced} className="mt-1 mb-2.5 block" />
      <ul className="mb-1.5 text-text tabular-nums">
        {[['holds', holds] as const, ['holdsNot', holdsNot] as const].map(([kind, { share, low, high, count }]) => (
          <li key={kind}>{t(kind, { share, low, high, count })}</li>
        ))}
      </ul>
      {t('scoreRange', { low: balanced.low, high: balanced.high })} {t('scorePace')}
    </Figure>
  )
}

function TimeFigure({ own: { totalSeconds, medianSeconds } }: { own: OwnQuality }) {
  const t = useTranslations('progress')
  if (totalSeconds === null)
    return (
      <Figure word={t('time')} value={null}>
        {t('notMeasured')}
      </Figure>
    )
  const minutes = Math.round(totalSeconds / 60)
  return (
    <Figure word={t('time')} value={t('timeValue', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })}>
      {medianSeconds !== null && t('median', { seconds: medianSeconds })}
    </Figure>
  )
}

function Confusions({ confused }: Pick<OwnQuality, 'confused'>) {
  const t = useTranslations('progress')
  return (
    <ul className="mt-3 divide-y rounded-card border bg-card">
      {confused.map(({ said, holds, cases }) => (
        <li key={`${said}\n${holds}`} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-4 py-2.5">
          <span className="min-w-0 flex-1">
            {t.rich('confusedPair', { said, holds, b: (name) => <strong className="font-semibold">{name}</strong> })}
          </span>
          <span className="text-second tabular-nums">{t('confusedCases', { count: cases })}</span>
        </li>
      ))}
    </ul>
  )
}
