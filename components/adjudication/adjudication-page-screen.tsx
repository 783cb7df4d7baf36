'use client'

import { type CSSProperties, type ReactNode, type RefObject, useRef, useState } from 'react'
import { KeysDialog } from '@/components/kit/keys-dialog'
import { voteSummary } from '@/components/kit/vote-marks'
import { ExpertPage } from '@/components/rating/grid/expert-page'
import { WorkspaceNotice } from '@/components/rating/picture/workspace-notice'
import { useKeyTable } from '@/components/workspace/use-key-table'
import { Announcement } from '@/components/workspace/workspace'
import type { AdjudicationPageWorkspace } from '@/lib/contracts/adjudication/adjudication-page'
import type { AdjudicationPageEvent } from '@/lib/domain/adjudication/adjudication-page-session'
import type { AdjudicationView } from '@/lib/domain/adjudication/adjudication-view'
import { capitalized } from '@/lib/domain/capitalized'
import { listedKeys } from '@/lib/domain/workspace/key-table'
import { adjudicationPageKeys } from '@/lib/wording/adjudication/adjudication'
import { answerWord } from '@/lib/wording/rating'
import { pageKeyList } from '@/lib/wording/workspace'
import { OthersAnswers } from './others-answers'
import { Decision, EmptyQueue, OtherCandidates, QueueHeader, SentBy } from './queue-parts'
import { answerOfMark, type Page, useAdjudicationPages } from './use-adjudication-pages'
import { BackButton, SavingNotice, useShownCard } from './workspace-card'

interface AdjudicationPageScreenProps {
  slug: string
  view: AdjudicationView
  firstWorkspace: AdjudicationPageWorkspace
  /** Only admins can open a rater's page. */
  isAdmin: boolean
}

const height = { '--workspace': 'max(480px, calc(100dvh - 260px))' } as CSSProperties

const undoLabel = 'Undo your last page'

type Workspace = ReturnType<typeof useAdjudicationPages>

export function AdjudicationPageScreen({ slug, view, firstWorkspace, isAdmin }: AdjudicationPageScreenProps) {
  const workspace = useAdjudicationPages(slug, view, firstWorkspace)
  const { task, saveState } = workspace
  const { progress, className } = workspace.served
  const notice = <WorkspaceNotice workspace={workspace} address={`/projects/${slug}/adjudication`} />
  const { isBusy, canUndo } = workspace
  const undo = <BackButton label={undoLabel} isPossible={canUndo} isBusy={isBusy} onBack={workspace.undo} />
  return (
    <>
      <QueueHeader slug={slug} view={view} askingOrder="class" progress={progress} className={className} />
      {task ? (
        <PageCard slug={slug} page={task} workspace={workspace} isAdmin={isAdmin} notice={notice} />
      ) : (
        <div className="rounded-card border bg-card">
          {saveState.pending > 0 ? (
            <SavingNotice saveState={saveState} onRetry={workspace.retry} undo={undo} />
          ) : (
            <EmptyQueue {...{ slug, view, progress, isAdmin, workspace, undo }} />
          )}
          {notice}
        </div>
      )}
      <Announcement text={workspace.announcement} />
    </>
  )
}

interface PageCardProps {
  slug: string
  page: Page
  workspace: Workspace
  isAdmin: boolean
  notice: ReactNode
}

function PageCard({ slug, page, workspace, isAdmin, notice }: PageCardProps) {
  const { session, engine, dispatch } = workspace
  const [isHelpOpen, setHelpOpen] = useState(false)
  const note = useRef<HTMLInputElement>(null)
  const card = useShownCard()
  const hasPicture = page.pictures.some(({ image }) => image.url !== null)
  const isSeen = session.stage === 'seen'
  const isMissing = isSeen && session.reason === null
  useKeyTable<AdjudicationPageEvent | { type: 'note' }>(adjudicationPageKeys, isSeen && !isHelpOpen, (command) => {
    if (command.type === 'note') note.current?.focus()
    else dispatch(command)
  })
  function submit() {
    if (!hasPicture) return workspace.skip()
    if (isMissing) return engine.put({ announcement: 'Choose a reason first.' })
    dispatch({ type: 'submit' })
  }
  return (
    <>
      <div ref={card} style={height} className="scroll-mb-3">
        <ExpertPage
          page={page}
          measure={workspace.measure}
          frame="card"
          marks={session.marks}
          notes={page.revealed && page.pictures.map(({ candidateId }) => votesOn(page, candidateId))}
          isLocked={workspace.isBusy || session.stage === 'revealing'}
          isListening={!isHelpOpen}
          canSkip={!workspace.isBusy}
          canUndo={workspace.canUndo && !workspace.isBusy}
          notice={notice}
          words={{
            submit: !hasPicture
              ? 'Skip for now'
              : isMissing
                ? 'Choose a reason'
                : isSeen
                  ? 'Save'
                  : 'See other answers',
            isMissing,
            undo: undoLabel,
          }}
          aside={(position) => <Aside {...{ slug, page, workspace, isAdmin, position, note }} />}
          actions={{
            announce: (announcement) => engine.put({ announcement }),
            markNow: (position) => engine.view().session.marks[position] ?? null,
            mark: (position, mark) => dispatch({ type: 'mark', position, mark }),
            submit,
            undo: workspace.undo,
            skip: workspace.skip,
            help: () => setHelpOpen(true),
          }}
        />
      </div>
      <KeysDialog
        isOpen={isHelpOpen}
        onClose={() => setHelpOpen(false)}
        list={[...pageKeyList, ...listedKeys(adjudicationPageKeys)]}
      />
    </>
  )
}

const pairOf = ({ revealed }: Page, candidateId: number) => revealed?.find((pair) => pair.candidateId === candidateId)

function votesOn(page: Page, candidateId: number) {
  const pair = pairOf(page, candidateId)
  return pair && capitalized(voteSummary(pair.votes))
}

interface AsideProps extends Omit<PageCardProps, 'notice'> {
  position: number
  note: RefObject<HTMLInputElement | null>
}

/** Details of the focused picture. After the reveal, also the reason and note of the page. */
function Aside({ slug, page, position, workspace, isAdmin, note }: AsideProps) {
  const { session, dispatch, isBusy } = workspace
  const picture = page.pictures[position]
  if (!picture) return null
  const pair = pairOf(page, picture.candidateId)
  const first = session.first && answerOfMark(session.first[position])
  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">
        <h3 className="font-semibold">Image {position + 1}</h3>
        <SentBy sent={picture.sent} />
        {first && first !== answerOfMark(session.marks[position]) && (
          <p className="text-second text-small">First answer: {answerWord[first]}</p>
        )}
        <div className="mt-2">
          {pair ? (
            <OthersAnswers slug={slug} revealed={pair} raterLinks={isAdmin} />
          ) : (
            <OtherCandidates of={picture.others} heading="h4" />
          )}
        </div>
      </div>
      {session.stage === 'seen' && (
        <Decision
          legend="Reason, for all images of this page"
          note={note}
          noteKey="n"
          session={session}
          isLocked={isBusy}
          dispatch={dispatch}
        />
      )}
    </>
  )
}
