'use client'

import { clsx } from 'clsx'
import { z } from 'zod'
import { CheckAgain } from '@/components/kit/check-again'
import { useWaitingChange } from '@/components/kit/use-waiting-change'
import { CandidateFacts } from '@/components/rating/candidates/candidate-facts'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { CircleCheck } from '@/components/ui/generated/icons'
import { LinkButton } from '@/components/ui/link'
import { EmptyState, PageHeader } from '@/components/ui/page'
import { ProgressBar } from '@/components/ui/progress-bar'
import { useWorkspace } from '@/components/workspace/use-workspace'
import { nextMistake } from '@/lib/client/adjudication/adjudication'
import { browserDrafts } from '@/lib/client/outbox/drafts'
import type { ReviewTask, ReviewWorkspace } from '@/lib/contracts/adjudication/review'
import { reviewCategories, reviewSeverities, reviewVerdicts } from '@/lib/domain/adjudication/review'
import {
  isJudged,
  type ReviewEvent,
  reviewJudgementOf,
  reviewSession,
  reviewStep,
} from '@/lib/domain/adjudication/review-session'
import { listText } from '@/lib/domain/list-text'
import {
  categoryWord,
  reviewedMistakes,
  reviewKeys,
  severityWord,
  verdictWord,
} from '@/lib/wording/adjudication/review'
import { counted, wholeNumber } from '@/lib/wording/number'
import { scoreText } from '@/lib/wording/share'
import { NoteField, ReasonChoice } from './decision-fields'
import { checkAgain, useShownTask, useWorkspaceKeys, WorkspaceCard } from './workspace-card'

const severityNames = reviewSeverities.map(String) as `${(typeof reviewSeverities)[number]}`[]
const steps = {
  verdict: { one: 'a verdict', legend: 'The prediction is', values: reviewVerdicts, words: verdictWord },
  category: { one: 'a cause', legend: 'Cause', values: reviewCategories, words: categoryWord },
  severity: { one: 'a severity', legend: 'Severity', values: severityNames, words: severityWord },
} as const

const stepNames = Object.keys(steps) as (keyof typeof steps)[]

function showNearest(element: HTMLElement | null) {
  element?.scrollIntoView({ block: 'nearest' })
}

export function ReviewScreen({ slug, firstWorkspace }: { slug: string; firstWorkspace: ReviewWorkspace }) {
  const workspace = useReview(slug, firstWorkspace)
  const { task, session, dispatch } = workspace
  const { review } = workspace.served
  useWaitingChange(slug, review.done)
  const keys = useWorkspaceKeys<ReviewEvent>(reviewKeys, { back: workspace.back }, dispatch)
  const isReady = isJudged(session)
  const isRestLeft = review.done < review.size
  // The last choice may be below the fold.
  const missing = stepNames.filter((step) => session[step] === null).map((step) => steps[step].one)
  return (
    <>
      <PageHeader
        title={`Mistakes of ${review.model}`}
        action={<LinkButton href={`/projects/${slug}/reviews/${review.id}/results`}>Results</LinkButton>}
      >
        {wholeNumber(review.done)} of {counted(review.size, 'image')} reviewed, {reviewedMistakes(review)}.
      </PageHeader>
      <ProgressBar
        label="Reviewed images"
        fraction={review.size > 0 ? review.done / review.size : 0}
        valueText={`${review.done} of ${review.size}`}
        className="mb-3"
      />
      <WorkspaceCard
        keys={keys}
        workspace={workspace}
        task={task}
        label={task ? `Image ${task.position + 1} of ${review.size}` : ''}
        panelLabel="Your verdict"
        address={`/projects/${slug}/reviews/${review.id}`}
        back={{ label: 'Back to the previous image', isPossible: workspace.canGoBack }}
        submit={{
          word: isReady ? 'Save' : `Choose ${listText(missing)}`,
          isReady,
          run: () => dispatch({ type: 'submit' }),
        }}
        empty={
          <EmptyState
            icon={<CircleCheck aria-hidden size={24} />}
            title={isRestLeft ? 'Nothing left for you to review' : 'All images reviewed'}
            action={
              <>
                <LinkButton tone="main" href={`/projects/${slug}/reviews/${review.id}/results`}>
                  See results
                </LinkButton>
                {workspace.canGoBack && <Button onClick={() => workspace.back()}>Back to the last image</Button>}
                {isRestLeft && <CheckAgain onCheck={() => checkAgain(workspace)} />}
              </>
            }
          >
            {isRestLeft &&
              'The rest is with other experts, or is golden and you have not answered it yet. Check again after three minutes for what others leave undecided. '}
            Your verdicts determine the labels in the next aggregation.
          </EmptyState>
        }
      >
        <div className="min-h-0 flex-1 overflow-y-auto">
          {task && <Prediction task={task} />}
          <Judgement workspace={workspace} />
        </div>
        <div className="shrink-0 border-t px-4 py-2.5">
          <NoteField
            ref={keys.note}
            value={session.note}
            onChange={(note) => dispatch({ type: 'write', note })}
            onSubmit={() => dispatch({ type: 'submit' })}
          />
        </div>
      </WorkspaceCard>
    </>
  )
}

function Prediction({ task }: { task: ReviewTask }) {
  return (
    <div className="px-4 pt-3 pb-3">
      <h2 className="mb-1 text-[13px] text-second">Prediction</h2>
      <p className="mb-1 font-semibold text-accent text-question" lang={task.predicted.lang}>
        {task.predicted.name}
      </p>
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
  )
}

function Judgement({ workspace }: { workspace: ReturnType<typeof useReview> }) {
  const { session, dispatch: act } = workspace
  return (
    <div className="flex flex-col gap-1 border-t px-2.5 py-2">
      {stepNames.map((step) => {
        const { legend, values, words } = steps[step]
        const chosen = session[step]
        const isHere = session.step === step
        return (
          <div
            key={step}
            // Scrolls to the current list, except the first one, so that nothing jumps at the start.
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
              isLocked={workspace.isLocked}
              areKeysShown={isHere}
              isTight={values.length === 3}
              onChoose={(value) =>
                act({ type: 'choose', step, position: (values as readonly string[]).indexOf(value) })
              }
            />
          </div>
        )
      })}
    </div>
  )
}

const draftSchema = z.object({
  verdict: z.enum(reviewVerdicts).nullable(),
  category: z.enum(reviewCategories).nullable(),
  severity: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
  note: z.string(),
})

function useReview(slug: string, firstWorkspace: ReviewWorkspace) {
  const { review } = firstWorkspace
  const workspace = useShownTask(
    useWorkspace({
      kind: 'review',
      slug,
      firstWorkspace,
      name: String(review.id),
      numberOf: ({ position }: ReviewTask) => position,
      numberOfEntry: ({ reviewId, position }) => (reviewId === review.id ? position : null),
      picturesOf: ({ image }) => [image],
      begin: (task, draft) => reviewSession((draft && browserDrafts().read(draft, draftSchema)) || (task?.own ?? null)),
      draftOf: ({ step: _, ...given }, { own }) =>
        JSON.stringify(given) === JSON.stringify(own ?? reviewSession(null)) || !(given.verdict || given.note)
          ? null
          : given,
      step: reviewStep,
      carry(_effect, { position }, session) {
        const judgement = reviewJudgementOf(session)
        if (judgement)
          workspace.engine.submit({ reviewId: review.id, position, ...judgement, note: judgement.note.trim() })
      },
      ask: () => nextMistake(slug, review.id),
      announcement: (task) => (task ? `The prediction is ${task.predicted.name}.` : 'Nothing left for you to review.'),
    }),
  )

  function back() {
    const { engine } = workspace
    const last = engine.last()
    if (!last) return engine.put({ announcement: 'There is no previous image.' })
    // The earlier judgement may not be sent yet; a new one is sent after it.
    engine.reopen({ ...last.task, own: reviewJudgementOf(last.session) }, null)
  }

  return { ...workspace, back, canGoBack: workspace.engine.last() !== null }
}
