'use client'

import { useAction } from '@/components/kit/confirmed-action'
import { ErrorNotice } from '@/components/kit/form'
import { Moment } from '@/components/kit/moment'
import { RaterRowLink } from '@/components/kit/row-link'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { BellRing } from '@/components/ui/generated/icons'
import { actOnRater, settleAlert } from '@/lib/client/quality'
import type { QualityAlert, QualityRater } from '@/lib/contracts/quality'
import { figuresSentence, ruleSentence } from '@/lib/wording/quality'

export function AlertList({ slug, alerts, raters }: { slug: string; alerts: QualityAlert[]; raters: QualityRater[] }) {
  const { run, isBusy, problem } = useAction((act: () => Promise<unknown>) => act())
  const paused = new Set(raters.flatMap(({ id, pausedAt }) => (pausedAt === null ? [] : [id])))
  const actionsOn = (id: number, raterId: number) => [
    { word: 'Dismiss', name: `Dismiss the alert about rater ${raterId}`, act: () => settleAlert(slug, id) },
    { word: 'Exclude', name: `Exclude rater ${raterId}`, act: () => actOnRater(slug, raterId, 'exclude') },
    ...(paused.has(raterId)
      ? [{ word: 'Resume', name: `Resume rater ${raterId}`, act: () => actOnRater(slug, raterId, 'resume') }]
      : []),
  ]
  return (
    <section aria-labelledby="alerts-title" className="mb-8">
      <h2 id="alerts-title" className="mb-3 font-semibold text-question">
        Alerts
      </h2>
      <ErrorNotice className="mb-3">{problem}</ErrorNotice>
      {alerts.length === 0 ? (
        <p className="text-second">No open alerts.</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {alerts.map(({ id, raterId, rule, figures, hasPaused, createdAt }) => (
            <li
              key={id}
              className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 rounded-card border bg-card px-4 py-3"
            >
              <div className="flex min-w-0 flex-1 basis-80 gap-3">
                <BellRing aria-hidden size={16} className="mt-0.5 shrink-0 text-maybe" />
                <div className="min-w-0">
                  <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                    <RaterRowLink slug={slug} id={raterId} className="font-semibold" />
                    {hasPaused && <Chip tone="maybe">Paused by this rule</Chip>}
                    <span className="text-second text-small">
                      <Moment at={createdAt} />
                    </span>
                  </p>
                  <p className="mt-1">{figuresSentence(rule, figures)}</p>
                  <p className="mt-0.5 text-second text-small">Rule: {ruleSentence(rule)}</p>
                </div>
              </div>
              <div className="flex flex-wrap gap-2">
                {actionsOn(id, raterId).map(({ word, name, act }) => (
                  <Button
                    key={word}
                    size="small"
                    tone={word === 'Dismiss' ? 'quiet' : 'plain'}
                    disabled={isBusy}
                    onClick={() => run(act)}
                    aria-label={name}
                  >
                    {word}
                  </Button>
                ))}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
