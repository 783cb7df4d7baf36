'use client'

import { CircleCheck } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import { KeysDialog } from '@/components/kit/keys-dialog'
import { AnswerChoice } from '@/components/rating/candidates/answer-choice'
import { CandidateFacts } from '@/components/rating/candidates/candidate-facts'
import { Stage, type StageHandle } from '@/components/rating/picture/stage'
import { useLabelingKeys } from '@/components/rating/use-labeling-keys'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import type { AdjudicationDesk } from '@/lib/contracts/adjudication/adjudication'
import { adjudicationReasons } from '@/lib/domain/adjudication/adjudication'
import { missingPart } from '@/lib/domain/adjudication/adjudication-session'
import type { AdjudicationView } from '@/lib/domain/adjudication/adjudication-view'
import type { LabelingCommand } from '@/lib/domain/rating/labeling-session'
import { adjudicationKeys, reasonWord } from '@/lib/wording/adjudication/adjudication'
import { counted, wholeNumber } from '@/lib/wording/number'
import { answerWord } from '@/lib/wording/rating'
import { DeskBar } from './desk-bar'
import { NoteField } from './note-field'
import { OthersAnswers } from './others-answers'
import { QueueFilters } from './queue-filters'
import { ReasonChoice } from './reason-choice'
import { useAdjudication } from './use-adjudication'

interface AdjudicationScreenProps {
  slug: string
  view: AdjudicationView
  firstDesk: AdjudicationDesk
  /** Only admins can open a rater's page. */
  isAdmin: boolean
}

function stateSentence({ near, differ, adjudicated, changes }: AdjudicationDesk['progress']): string {
  const expected = changes.toLocaleString('en', { maximumFractionDigits: changes < 100 ? 1 : 0 })
  return `${counted(near + differ, 'candidate', 'candidates', 'en')} could still change; ${wholeNumber(adjudicated, 'en')} decided. Deciding the rest is expected to change ${expected} labels.`
}

export function AdjudicationScreen({ slug, view, firstDesk, isAdmin }: AdjudicationScreenProps) {
  const desk = useAdjudication(slug, view, firstDesk)
  const { task, revealed, session, act } = desk
  const [isHelpOpen, setHelpOpen] = useState(false)
  const [failedImage, setFailedImage] = useState<number | null>(null)
  const stage = useRef<StageHandle>(null)
  const note = useRef<HTMLInputElement>(null)
  const isSeen = revealed !== null && (session.stage === 'seen' || session.stage === 'saving')
  const isLocked = desk.isBusy
  const fail = useCallback(() => setFailedImage(task?.imageId ?? null), [task?.imageId])

  useLabelingKeys(!isHelpOpen, (command: LabelingCommand) => {
    if (command.type === 'help') setHelpOpen(true)
    else if (command.type === 'zoom') stage.current?.zoom(command.phase)
    else if (command.type === 'brightness') stage.current?.brighten()
    else if (command.type === 'undo') void desk.undo()
    else if (command.type === 'skip') void desk.skip()
    else if (command.type === 'examples') note.current?.focus()
    else if (command.type === 'answer' || command.type === 'pick' || command.type === 'submit') act(command)
  })

  return (
    <>
      <PageHeader
        title="Adjudication"
        action={
          <>
            <LinkButton href={`/projects/${slug}/reviews`}>Mistake reviews</LinkButton>
            <LinkButton href={`/projects/${slug}/adjudication/history`}>History</LinkButton>
          </>
        }
      >
        {stateSentence(desk.desk.progress)}
      </PageHeader>
      <QueueFilters slug={slug} view={view} progress={desk.desk.progress} className={desk.desk.className} />
      {task ? (
        <article
          aria-label={`Is ${task.candidate.name} in the image?`}
          className="grid grid-cols-[minmax(0,1fr)] overflow-hidden rounded-card border bg-card max-desk:grid-rows-[42dvh_auto] desk:h-[max(520px,calc(100dvh-204px))] desk:grid-cols-[minmax(0,1fr)_356px] xl:grid-cols-[minmax(0,1fr)_416px]"
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
            aria-label="Your decision"
            aria-busy={isLocked}
            className="flex min-h-0 flex-col max-desk:border-t desk:border-l"
          >
            <div className="shrink-0 px-4 pt-3 pb-3">
              <h2 className="mb-1 font-semibold text-question">Is “{task.candidate.name}” in the image?</h2>
              <CandidateFacts candidate={task.candidate} isNamed />
              <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1">
                <div className="max-desk:w-full">
                  <AnswerChoice
                    name={task.candidate.name}
                    position={task.candidateId}
                    answer={session.answer}
                    areKeysShown
                    isLocked={isLocked}
                    onAnswer={(answer) => act({ type: 'answer', answer })}
                  />
                </div>
                <p className="text-second text-small">
                  {isSeen && session.firstAnswer && session.firstAnswer !== session.answer
                    ? `First answer: ${answerWord[session.firstAnswer]}`
                    : ' '}
                </p>
              </div>
            </div>
            <div className="min-h-0 flex-1 overflow-y-auto border-t px-4 py-3">
              {isSeen ? (
                <OthersAnswers slug={slug} revealed={revealed} raterLinks={isAdmin} />
              ) : (
                <>
                  <h3 className="font-semibold text-[13px]">Other candidates for this image</h3>
                  {task.others.length === 0 && <p className="text-[13px] text-second">No others.</p>}
                  <ul className="mt-1 flex flex-col gap-1 text-[13px]">
                    {task.others.map(({ candidateId, name, gloss }) => (
                      <li key={candidateId} className="truncate" title={gloss ?? undefined}>
                        {name}
                        {gloss && <span className="text-second"> {gloss}</span>}
                      </li>
                    ))}
                  </ul>
                </>
              )}
            </div>
            {isSeen && (
              <div className="flex shrink-0 flex-col gap-2.5 border-t px-4 py-3">
                <ReasonChoice
                  legend="Reason"
                  name="reason"
                  values={adjudicationReasons}
                  words={reasonWord}
                  value={session.reason}
                  isLocked={isLocked}
                  onChoose={(reason) => act({ type: 'pick', place: adjudicationReasons.indexOf(reason) })}
                />
                <NoteField
                  ref={note}
                  value={desk.note}
                  onChange={desk.write}
                  onSubmit={() => act({ type: 'submit' })}
                />
              </div>
            )}
            {desk.error && (
              <Notice tone="error" className="mx-4 mb-3">
                {desk.error}
              </Notice>
            )}
            <DeskBar
              missing={missingPart(session)}
              isSeen={isSeen}
              isBusy={isLocked}
              onUndo={() => void desk.undo()}
              onSkip={() => void desk.skip()}
              onHelp={() => setHelpOpen(true)}
              onSubmit={() => act({ type: 'submit' })}
            />
          </section>
        </article>
      ) : (
        <div className="rounded-card border bg-card">
          <NothingLeft slug={slug} view={view} progress={desk.desk.progress} isAdmin={isAdmin} />
          {desk.error && (
            <Notice tone="info" className="mx-4 mb-4">
              {desk.error}
            </Notice>
          )}
        </div>
      )}
      <KeysDialog isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} list={adjudicationKeys} />
      <p aria-live="polite" className="sr-only">
        {desk.announcement}
      </p>
    </>
  )
}

function NothingLeft({
  slug,
  view,
  progress,
  isAdmin,
}: Pick<AdjudicationScreenProps, 'slug' | 'view' | 'isAdmin'> & Pick<AdjudicationDesk, 'progress'>) {
  const isFiltered = view.kind !== null || view.classIndex !== null || view.image !== null
  const action = isFiltered ? (
    <LinkButton tone="main" href={`/projects/${slug}/adjudication`}>
      Show all candidates
    </LinkButton>
  ) : (
    isAdmin && (
      <LinkButton tone="main" href={`/projects/${slug}/aggregation`}>
        {progress.adjudicated > 0 ? 'Aggregate with these decisions' : 'Go to aggregation'}
      </LinkButton>
    )
  )
  return (
    <EmptyState
      icon={<CircleCheck aria-hidden size={24} />}
      title={isFiltered ? 'No candidates could change' : 'Nothing to decide'}
      action={action}
    >
      After an aggregation, this page lists candidates whose label could change: scores near the threshold, or experts
      who disagree. Your decisions count as golden answers in the next aggregation.
    </EmptyState>
  )
}
