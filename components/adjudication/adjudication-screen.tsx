'use client'

import { AnswerChoice } from '@/components/rating/candidates/answer-choice'
import { CandidateFacts } from '@/components/rating/candidates/candidate-facts'
import type { AdjudicationWorkspace } from '@/lib/contracts/adjudication/adjudication'
import { type AdjudicationEvent, missingPart } from '@/lib/domain/adjudication/adjudication-session'
import type { AdjudicationView } from '@/lib/domain/adjudication/adjudication-view'
import { adjudicationKeys } from '@/lib/wording/adjudication/adjudication'
import { answerWord } from '@/lib/wording/rating'
import { OthersAnswers } from './others-answers'
import { Decision, NothingLeft, OtherCandidates, QueueHeader, SentBy } from './queue-parts'
import { type Pair, useAdjudication } from './use-adjudication'
import { useWorkspaceKeys, WorkspaceCard } from './workspace-card'

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
  const missing = missingPart(session)
  const question = task ? `Is “${task.candidate.name}” in the image?` : ''
  return (
    <>
      <QueueHeader slug={slug} view={view} way="image" progress={progress} className={className} />
      <WorkspaceCard
        keys={keys}
        workspace={workspace}
        task={task}
        label={task ? `Is ${task.candidate.name} in the image?` : ''}
        panelLabel="Your decision"
        address={`/projects/${slug}/adjudication`}
        backLabel="Undo your last decision"
        submit={{
          word: missing ? missingWord[missing] : session.stage === 'seen' ? 'Save' : 'See other answers',
          isReady: missing === null,
          run: () => dispatch({ type: 'submit' }),
        }}
        empty={<NothingLeft slug={slug} view={view} progress={progress} isAdmin={isAdmin} />}
      >
        {task && <Question workspace={workspace} pair={task} question={question} />}
        {task && <Evidence slug={slug} pair={task} isAdmin={isAdmin} />}
        {session.stage === 'seen' && (
          <Decision
            legend="Reason"
            note={keys.note}
            session={session}
            isLocked={workspace.isBusy}
            dispatch={dispatch}
          />
        )}
      </WorkspaceCard>
    </>
  )
}

const missingWord = { answer: 'Answer first', reason: 'Choose a reason' } as const

type Workspace = ReturnType<typeof useAdjudication>

function Question({ workspace, pair, question }: { workspace: Workspace; pair: Pair; question: string }) {
  const { session, dispatch, isBusy } = workspace
  const { firstAnswer, answer } = session
  return (
    <div className="shrink-0 px-4 pt-3 pb-3">
      <h2 className="font-semibold text-question">{question}</h2>
      <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <div className="max-desk:w-full">
          <AnswerChoice
            name={pair.candidate.name}
            position={pair.candidateId}
            answer={answer}
            areKeysShown
            isLocked={isBusy}
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
      // Another list begins at its top.
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
