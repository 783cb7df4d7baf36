'use client'

import { Moment } from '@/components/kit/moment'
import { AnswerChoice } from '@/components/rating/candidates/answer-choice'
import { CandidateFacts } from '@/components/rating/candidates/candidate-facts'
import type { AdjudicationWorkspace } from '@/lib/contracts/adjudication/adjudication'
import { adjudicationReasons } from '@/lib/domain/adjudication/adjudication'
import { type AdjudicationEvent, missingPart } from '@/lib/domain/adjudication/adjudication-session'
import type { AdjudicationView } from '@/lib/domain/adjudication/adjudication-view'
import { adjudicationKeys, reasonWord } from '@/lib/wording/adjudication/adjudication'
import { answerWord } from '@/lib/wording/rating'
import { NoteField } from './note-field'
import { OthersAnswers } from './others-answers'
import { NothingLeft, QueueHeader } from './queue-parts'
import { ReasonChoice } from './reason-choice'
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
          <div className="flex shrink-0 flex-col gap-2.5 border-t px-4 py-3">
            <ReasonChoice
              legend="Reason"
              name="reason"
              values={adjudicationReasons}
              words={reasonWord}
              value={session.reason}
              isLocked={workspace.isBusy}
              onChoose={(reason) => dispatch({ type: 'pick', position: adjudicationReasons.indexOf(reason) })}
            />
            <NoteField
              ref={keys.note}
              value={session.note}
              onChange={(note) => dispatch({ type: 'write', note })}
              onSubmit={() => dispatch({ type: 'submit' })}
            />
          </div>
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
          <h3 className="mt-3 font-semibold text-[13px]">Other candidates for this image</h3>
          {pair.others.length === 0 && <p className="text-[13px] text-second">No others.</p>}
          <ul className="mt-1 flex flex-col gap-1 text-[13px]">
            {pair.others.map(({ candidateId, name, gloss, lang, glossLang }) => (
              <li key={candidateId} className="truncate" title={gloss ?? undefined}>
                <span lang={lang}>{name}</span>
                {gloss && <span className="text-second" lang={glossLang}>{` ${gloss}`}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function ClassFacts({ pair }: { pair: Pair }) {
  return (
    <>
      <CandidateFacts candidate={pair.candidate} isNamed />
      {pair.sent && (
        <p className="mt-1 text-second text-small">
          Sent by {pair.sent.by ?? 'the command line'}, <Moment at={pair.sent.at} />
        </p>
      )}
    </>
  )
}
