'use client'

import { useEffect } from 'react'
import { z } from 'zod'
import { AnswerChoice } from '@/components/rating/candidates/answer-choice'
import { CandidateFacts } from '@/components/rating/candidates/candidate-facts'
import { useWorkspace } from '@/components/workspace/use-workspace'
import { nextAdjudication, recount, revealPair, undoAdjudication } from '@/lib/client/adjudication/adjudication'
import { browserDrafts } from '@/lib/client/outbox/drafts'
import type { AdjudicationTask, AdjudicationWorkspace, RevealedPair } from '@/lib/contracts/adjudication/adjudication'
import { adjudicationReasons } from '@/lib/domain/adjudication/adjudication'
import {
  type AdjudicationEvent,
  type AdjudicationSession,
  adjudicationStep,
  missingPart,
  newAdjudicationSession,
} from '@/lib/domain/adjudication/adjudication-session'
import type { AdjudicationView } from '@/lib/domain/adjudication/adjudication-view'
import { answers } from '@/lib/domain/rating/answer'
import { adjudicationKeys } from '@/lib/wording/adjudication/adjudication'
import { answerWord } from '@/lib/wording/rating'
import { OthersAnswers } from './others-answers'
import { Decision, EmptyQueue, OtherCandidates, QueueHeader, SentBy } from './queue-parts'
import { BackButton, useShownTask, useWorkspaceKeys, WorkspaceCard } from './workspace-card'

interface AdjudicationScreenProps {
  slug: string
  view: AdjudicationView
  firstWorkspace: AdjudicationWorkspace
  /** Only admins can open a rater's page. */
  isAdmin: boolean
}

export function AdjudicationScreen({ slug, view, firstWorkspace, isAdmin }: AdjudicationScreenProps) {
  const workspace = useAdjudication(slug, view, firstWorkspace)
  const { task, session, dispatch } = workspace
  const { progress, className } = workspace.served
  const keys = useWorkspaceKeys<AdjudicationEvent>(
    adjudicationKeys,
    { back: workspace.undo, later: workspace.skip },
    dispatch,
  )
  const back = { label: 'Undo your last decision', isPossible: workspace.canUndo }
  const undo = <BackButton {...back} isBusy={workspace.isBusy} onBack={workspace.undo} />
  const missing = missingPart(session)
  const question = task ? `Is “${task.candidate.name}” in the image?` : ''
  return (
    <>
      <QueueHeader slug={slug} view={view} askingOrder="image" progress={progress} className={className} />
      <WorkspaceCard
        keys={keys}
        workspace={workspace}
        task={task}
        label={task ? `Is ${task.candidate.name} in the image?` : ''}
        panelLabel="Your decision"
        address={`/projects/${slug}/adjudication`}
        back={back}
        submit={{
          word: missing ? missingWord[missing] : session.stage === 'seen' ? 'Save' : 'See other answers',
          isReady: missing === null,
          run: () => dispatch({ type: 'submit' }),
        }}
        empty={<EmptyQueue {...{ slug, view, progress, isAdmin, workspace, undo }} />}
      >
        {task && <Question workspace={workspace} pair={task} question={question} />}
        {task && <Evidence slug={slug} pair={task} isAdmin={isAdmin} />}
        {session.stage === 'seen' && (
          <Decision
            legend="Reason"
            note={keys.note}
            session={session}
            isLocked={workspace.isLocked}
            dispatch={dispatch}
          />
        )}
      </WorkspaceCard>
    </>
  )
}

const missingWord = { answer: 'Answer first', reason: 'Choose a reason' } as const

type Adjudication = ReturnType<typeof useAdjudication>

function Question({ workspace, pair, question }: { workspace: Adjudication; pair: Pair; question: string }) {
  const { session, dispatch, isLocked } = workspace
  const { firstAnswer, answer } = session
  return (
    <div className="shrink-0 px-4 pt-3 pb-3">
      <h2 className="font-semibold text-question">{question}</h2>
      <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        {/* A locked answer looks like the disabled buttons below. */}
        <div className="max-desk:w-full [&_fieldset:has([aria-disabled])]:opacity-50">
          <AnswerChoice
            name={pair.candidate.name}
            position={pair.candidateId}
            answer={answer}
            areKeysShown
            isLocked={isLocked}
            onAnswer={(value) => dispatch({ type: 'answer', answer: value })}
          />
        </div>
        <p className="text-second text-small">
          {session.stage === 'seen' && firstAnswer && firstAnswer !== answer
            ? `First answer: ${answerWord[firstAnswer]}`
            : '\u00a0'}
        </p>
      </div>
    </div>
  )
}

/** Others' answers after the reveal, then the class; before it, the class and the other candidates of the image. */
function Evidence({ slug, pair, isAdmin }: { slug: string; pair: Pair; isAdmin: boolean }) {
  return (
    <section
      // A new list starts at its top.
      key={`${pair.candidateId} ${pair.revealed ? 'seen' : ''}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
      tabIndex={0}
      aria-label={pair.revealed ? 'Other answers' : 'About the class'}
      className="min-h-0 flex-1 overflow-y-auto border-t px-4 py-3 focus-visible:-outline-offset-2"
    >
      {pair.revealed ? (
        <>
          <OthersAnswers slug={slug} revealed={pair.revealed} raterLinks={isAdmin} />
          <h3 className="mt-3 font-semibold text-[13px]">About the class</h3>
          <ClassFacts pair={pair} />
        </>
      ) : (
        <>
          <ClassFacts pair={pair} />
          <OtherCandidates of={pair.others} heading="h3" className="mt-3" />
        </>
      )}
    </section>
  )
}

function ClassFacts({ pair }: { pair: Pair }) {
  return (
    <>
      <CandidateFacts candidate={pair.candidate} isNamed />
      <SentBy sent={pair.sent} className="mt-1" />
    </>
  )
}

/** A pair, with others' answers after the reveal. */
type Pair = AdjudicationTask & { revealed?: RevealedPair }

type Workspace = Omit<AdjudicationWorkspace, 'task' | 'ahead'> & { task: Pair | null; ahead: Pair[] }

const draftSchema = z.object({
  firstAnswer: z.enum(answers).nullable(),
  answer: z.enum(answers).nullable(),
  reason: z.enum(adjudicationReasons).nullable(),
  note: z.string(),
})

/** Returns the session with its draft. A first answer before a reveal is final, so the reveal is repeated. */
function begin(draftName: string | null): AdjudicationSession {
  const draft = draftName && browserDrafts().read(draftName, draftSchema)
  if (!draft) return newAdjudicationSession
  return { ...draft, stage: draft.firstAnswer ? 'revealing' : 'blind' }
}

/** The most that the server accepts. */
const maxLater = 500

/** Adjudication pair by pair: a blind answer, then the reveal of others' answers, then the decision. */
function useAdjudication(slug: string, view: AdjudicationView, firstWorkspace: Workspace) {
  const next = (later: number[]) => ({ view, later: later.slice(-maxLater) })

  const workspace = useShownTask(
    useWorkspace({
      kind: 'adjudication',
      slug,
      firstWorkspace,
      name: 'pairs',
      numberOf: ({ candidateId }: Pair) => candidateId,
      numberOfEntry: ({ candidateId }) => candidateId,
      picturesOf: ({ image }) => [image],
      begin: (_pair, draft) => begin(draft),
      draftOf: ({ stage: _, ...given }) => (given.answer === null && given.note === '' ? null : given),
      step: adjudicationStep,
      carry(effect, pair, session) {
        if (effect === 'reveal') void reveal(pair, session)
        else save(pair, session)
      },
      ask: (later) => nextAdjudication(slug, next(later)),
      announcement: (pair) => (pair ? `Is ${pair.candidate.name} in the image?` : 'Nothing left for you to decide.'),
    }),
  )
  const { task, session, engine } = workspace

  const reveal = (pair: Pair, { firstAnswer }: AdjudicationSession) =>
    engine.asking(
      async () => {
        if (!firstAnswer) return
        const revealed = await revealPair(slug, pair.candidateId, { answer: firstAnswer })
        if (engine.view().task?.candidateId !== pair.candidateId) return
        engine.put({
          task: { ...pair, revealed },
          announcement: 'Other answers are shown. Keep or change your answer and choose a reason.',
        })
        engine.dispatch({ type: 'shown' })
      },
      { type: 'failed' },
    )

  function save({ candidateId }: Pair, { firstAnswer, answer, reason, note }: AdjudicationSession) {
    if (firstAnswer && answer && reason)
      engine.submit({ candidateId, firstAnswer, answer, reason, note: note.trim(), next: next(engine.later()) })
  }

  const undo = () =>
    engine.undo('decision', workspace.served.progress.canUndo, async () => {
      const { task: pair, revealed, ...given } = await undoAdjudication(slug)
      void recount(engine, nextAdjudication(slug, next(engine.later())))
      return { task: { ...pair, revealed }, session: { stage: 'seen', ...given } }
    })

  // A pair that was revealed before it was left is revealed again.
  const isHalfway = task !== null && session.stage === 'revealing' && !workspace.isBusy
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per such pair; after a failure, a key press retries
  useEffect(() => {
    if (isHalfway && task) void reveal(task, session)
  }, [isHalfway, task?.candidateId])

  return {
    ...workspace,
    skip: () => task && engine.skip([task.candidateId]),
    undo,
    canUndo: engine.last() !== null || workspace.served.progress.canUndo,
  }
}
