'use client'

import { clsx } from 'clsx'
import { CircleCheck, Keyboard, Undo2 } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import { KeysDialog } from '@/components/kit/keys-dialog'
import { CandidateFacts } from '@/components/rating/candidates/candidate-facts'
import { Stage, type StageHandle } from '@/components/rating/picture/stage'
import { useLabelingKeys } from '@/components/rating/use-labeling-keys'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { EmptyCard } from '@/components/ui/empty-state'
import { Kbd } from '@/components/ui/kbd'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { ReviewDesk } from '@/lib/contracts/adjudication/review'
import { reviewCategories, reviewSeverities, reviewVerdicts } from '@/lib/domain/adjudication/review'
import { isJudged } from '@/lib/domain/adjudication/review-session'
import { categoryWord, reviewKeys, severityWord, verdictWord } from '@/lib/wording/adjudication/review'
import { counted, wholeNumber } from '@/lib/wording/number'
import { scoreText } from '@/lib/wording/share'
import { NoteField } from './note-field'
import { ReasonChoice } from './reason-choice'
import { useReview } from './use-review'

const severityNames = reviewSeverities.map(String) as `${(typeof reviewSeverities)[number]}`[]
const steps = {
  verdict: { legend: 'The prediction is', values: reviewVerdicts, words: verdictWord },
  category: { legend: 'Cause', values: reviewCategories, words: categoryWord },
  severity: { legend: 'Severity', values: severityNames, words: severityWord },
} as const

const showNearest = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' })

const onAccent = 'border-transparent! bg-[color-mix(in_srgb,var(--on-accent)_20%,transparent)]! text-on-accent!'

export function ReviewScreen({ slug, firstDesk }: { slug: string; firstDesk: ReviewDesk }) {
  const review = useReview(slug, firstDesk)
  const { session, act } = review
  const { campaign, task } = review.desk
  const [isHelpOpen, setHelpOpen] = useState(false)
  const [failedImage, setFailedImage] = useState<number | null>(null)
  const stage = useRef<StageHandle>(null)
  const note = useRef<HTMLInputElement>(null)
  const fail = useCallback(() => setFailedImage(task?.imageId ?? null), [task?.imageId])
  const isReady = isJudged(session)

  useLabelingKeys(!isHelpOpen, (command) => {
    if (command.type === 'help') setHelpOpen(true)
    else if (command.type === 'zoom') stage.current?.zoom(command.phase)
    else if (command.type === 'brightness') stage.current?.brighten()
    else if (command.type === 'undo') void review.back()
    else if (command.type === 'examples') note.current?.focus()
    else if (command.type === 'submit') void review.submit()
    else if (command.type === 'pick' || command.type === 'move') act(command)
  })

  return (
    <>
      <PageHeader
        title={`Mistakes of ${campaign.model}`}
        action={
          <>
            <LinkButton href={`/projects/${slug}/reviews`}>All reviews</LinkButton>
            <LinkButton href={`/projects/${slug}/reviews/${campaign.id}/results`}>Results</LinkButton>
          </>
        }
      >
        {wholeNumber(campaign.done, 'en')} of {counted(campaign.size, 'image', 'images', 'en')} reviewed, a random
        sample of {wholeNumber(campaign.poolSize, 'en')} mistakes against run {campaign.runId}.
      </PageHeader>
      <ProgressBar
        label="Reviewed images"
        fraction={campaign.size > 0 ? campaign.done / campaign.size : 0}
        valueText={`${campaign.done} of ${campaign.size}`}
        className="mb-3"
      />
      {task ? (
        <article
          aria-label={`Image ${task.place + 1} of ${campaign.size}`}
          className="grid grid-cols-[minmax(0,1fr)] overflow-hidden rounded-card border bg-card max-desk:grid-rows-[42dvh_auto] desk:h-[max(600px,calc(100dvh-186px))] desk:grid-cols-[minmax(0,1fr)_356px] xl:grid-cols-[minmax(0,1fr)_416px]"
        >
          <Stage
            key={task.imageId}
            ref={stage}
            image={task.image}
            hasFailed={failedImage === task.imageId}
            onFail={fail}
            onRetry={() => setFailedImage(null)}
            onSkip={null}
          />
          <section
            aria-label="Your verdict"
            aria-busy={review.isBusy}
            className="flex min-h-0 flex-col max-desk:border-t desk:border-l"
          >
            <div className="min-h-0 flex-1 overflow-y-auto">
              <div className="px-4 pt-3 pb-3">
                <h2 className="mb-1 text-[13px] text-second">Prediction</h2>
                <p className="mb-1 font-semibold text-accent text-question">{task.predicted.name}</p>
                <CandidateFacts candidate={task.predicted} isNamed />
                <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-3 gap-y-1.5 text-[13px]">
                  <dt className="text-second">Labels</dt>
                  <dd className="flex flex-wrap gap-1">
                    {task.labels.map(({ name }) => (
                      <Chip key={name} tone="yes">
                        {name}
                      </Chip>
                    ))}
                  </dd>
                  <dt className="text-second">Original</dt>
                  <dd>{task.original ? <Chip tone="outlined">{task.original.name}</Chip> : 'None'}</dd>
                  <dt className="text-second">Score</dt>
                  <dd className="tabular-nums">
                    {task.score === null
                      ? 'The prediction was never proposed to raters.'
                      : `${scoreText(task.score)} for the prediction`}
                  </dd>
                </dl>
              </div>
              <div className="flex flex-col gap-1 border-t px-2.5 py-2">
                {(Object.keys(steps) as Array<keyof typeof steps>).map((step) => {
                  const { legend, values, words } = steps[step]
                  const chosen = session[step]
                  const isHere = session.step === step
                  return (
                    <div
                      key={step}
                      // The list in hand is in sight; the first is where one begins, and nothing jumps to it.
                      ref={isHere && step !== 'verdict' ? showNearest : undefined}
                      className={clsx(
                        'rounded-card border p-1.5',
                        isHere ? 'border-accent shadow-[0_0_0_3px_var(--accent-soft)]' : 'border-transparent',
                      )}
                    >
                      <ReasonChoice<string>
                        legend={legend}
                        name={step}
                        values={values}
                        words={words}
                        value={chosen === null ? null : String(chosen)}
                        isLocked={review.isBusy}
                        areKeysShown={isHere}
                        isTight={values.length === 3}
                        onChoose={(value) =>
                          act({ type: 'choose', step, place: (values as readonly string[]).indexOf(value) })
                        }
                      />
                    </div>
                  )
                })}
              </div>
            </div>
            <div className="shrink-0 border-t px-4 py-2.5">
              <NoteField ref={note} value={review.note} onChange={review.write} onSubmit={() => void review.submit()} />
            </div>
            {review.error && (
              <Notice tone="error" className="mx-4 mb-3">
                {review.error}
              </Notice>
            )}
            <div className="flex shrink-0 items-center gap-1.5 border-t px-3 py-2.5">
              <Button
                className="px-2! max-desk:h-11"
                disabled={review.isBusy}
                onClick={() => void review.back()}
                aria-label="Back to the previous image"
              >
                <Undo2 aria-hidden size={16} />
                <Kbd className="max-desk:hidden">⌫</Kbd>
              </Button>
              <Button
                tone="quiet"
                className="px-2! max-desk:hidden"
                onClick={() => setHelpOpen(true)}
                aria-label="Keyboard shortcuts"
              >
                <Keyboard aria-hidden size={16} />
                <Kbd>?</Kbd>
              </Button>
              <span className="flex-1" />
              <Button
                data-submits
                tone="main"
                className="w-[164px] aria-disabled:opacity-60 max-desk:h-11"
                aria-disabled={!isReady || review.isBusy}
                onClick={() => void review.submit()}
              >
                {isReady ? 'Save' : 'Choose all three'}
                {isReady && <Kbd className={`${onAccent} max-desk:hidden`}>⏎</Kbd>}
              </Button>
            </div>
          </section>
        </article>
      ) : (
        <EmptyCard
          icon={<CircleCheck aria-hidden size={24} />}
          title={campaign.done >= campaign.size ? 'All images reviewed' : 'Nothing left for you to review'}
          action={
            <>
              <LinkButton tone="main" href={`/projects/${slug}/reviews/${campaign.id}/results`}>
                See results
              </LinkButton>
              <Button onClick={() => void review.back()}>Back to the last image</Button>
            </>
          }
        >
          Your verdicts count as golden answers in the next aggregation.
        </EmptyCard>
      )}
      <KeysDialog isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} list={reviewKeys} />
      <p aria-live="polite" className="sr-only">
        {review.announcement}
      </p>
    </>
  )
}
