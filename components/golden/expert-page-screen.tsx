'use client'

import { type ReactNode, useRef, useState } from 'react'
import { z } from 'zod'
import { KeysDialog } from '@/components/kit/keys-dialog'
import { ExpertPage } from '@/components/rating/grid/expert-page'
import { WorkspaceNotice } from '@/components/rating/picture/workspace-notice'
import { GuidelinesDialog } from '@/components/texts/guidelines-dialog'
import { Button } from '@/components/ui/button'
import { Hourglass } from '@/components/ui/generated/icons'
import { EmptyState } from '@/components/ui/page'
import { useWorkspace } from '@/components/workspace/use-workspace'
import { WorkspaceWindow } from '@/components/workspace/workspace'
import { nextGoldenPage, readLastGoldenPage } from '@/lib/client/golden/golden'
import { browserDrafts } from '@/lib/client/outbox/drafts'
import { type MeasurePage, pageIds, pageOptions, pageSubmission } from '@/lib/client/workspace/class-pages'
import type { ClassPage } from '@/lib/contracts/class-page'
import type { GoldenPageWorkspace } from '@/lib/contracts/golden/golden-page'
import { type GoldenPageSession, goldenPageStep } from '@/lib/domain/golden/golden-session'
import { answers } from '@/lib/domain/rating/answer'
import { keptMarks, marksOf } from '@/lib/domain/rating/class-pages'
import { markOf } from '@/lib/domain/rating/grid-page'
import { wholeNumber } from '@/lib/wording/number'
import { pageKeyList } from '@/lib/wording/workspace'
import { ExpertTopBar } from './expert-top-bar'
import { GoldenSetDone } from './golden-set-done'

export function ExpertPageScreen({ firstWorkspace }: { firstWorkspace: GoldenPageWorkspace }) {
  const pages = useGoldenPages(firstWorkspace)
  const { task, session, engine, served, saveState } = pages
  const [dialog, setDialog] = useState<'keys' | 'guidelines' | null>(null)
  const { slug } = served.project
  const { total, done } = served.progress
  const notice = <WorkspaceNotice workspace={pages} address={`/expert/${slug}/classes`} />
  return (
    <WorkspaceWindow
      style={{}}
      announcement={pages.announcement}
      topBar={
        <ExpertTopBar
          project={served.project}
          askingOrder="class"
          progress={{ total, done, noun: ['candidate', 'candidates'] }}
          saveState={saveState}
          onGuidelines={() => setDialog('guidelines')}
          onKeys={() => setDialog('keys')}
        >
          <p className="whitespace-nowrap text-[13px] text-second tabular-nums">
            {wholeNumber(done)} of {wholeNumber(total)}
          </p>
        </ExpertTopBar>
      }
    >
      {task ? (
        <ExpertPage
          page={task}
          measure={pages.measure}
          marks={session.marks}
          isLocked={pages.isBusy}
          isListening={dialog === null}
          canSkip={!pages.isBusy}
          canUndo={pages.canUndo && !pages.isBusy}
          notice={notice}
          actions={{
            announce: (announcement) => engine.put({ announcement }),
            markNow: (position) => engine.view().session.marks[position] ?? null,
            mark: (position, mark) => engine.dispatch({ type: 'mark', position, mark }),
            submit: () => engine.dispatch({ type: 'submit' }),
            undo: pages.undo,
            skip: pages.skip,
            help: () => setDialog('keys'),
          }}
        />
      ) : (
        <Finished pages={pages} notice={notice} />
      )}
      <KeysDialog isOpen={dialog === 'keys'} onClose={() => setDialog(null)} list={pageKeyList} />
      <GuidelinesDialog slug={slug} isOpen={dialog === 'guidelines'} onClose={() => setDialog(null)} />
    </WorkspaceWindow>
  )
}

function Finished({ pages, notice }: { pages: ReturnType<typeof useGoldenPages>; notice: ReactNode }) {
  const { project, progress } = pages.served
  return (
    <main className="grid place-items-center overflow-auto">
      <h1 className="sr-only">Golden set</h1>
      <div>
        {notice}
        {pages.saveState.pending > 0 ? (
          <EmptyState icon={<Hourglass aria-hidden size={24} />} title="Saving your last page">
            It is kept in this browser until the server has it.
          </EmptyState>
        ) : (
          <GoldenSetDone
            slug={project.slug}
            askingOrder="class"
            total={progress.total}
            reviewHref={`/expert/${project.slug}?by=image`}
          />
        )}
        {pages.canUndo && (
          <p className="mt-3 text-center">
            <Button onClick={() => void pages.undo()} disabled={pages.isBusy}>
              Reopen your last page
            </Button>
          </p>
        )}
      </div>
    </main>
  )
}

const draftSchema = z.object({ marks: z.record(z.string(), z.enum(answers)) })

function begin(page: ClassPage | null, draftName: string | null): GoldenPageSession {
  const draft = draftName && browserDrafts().read(draftName, draftSchema)
  return { marks: page ? marksOf(pageIds(page), draft ? draft.marks : {}) : [] }
}

/** An expert's class-first pages of golden images: the current page, those ahead, and pending submissions. */
function useGoldenPages(firstWorkspace: GoldenPageWorkspace) {
  const { slug } = firstWorkspace.project
  const measure = useRef<MeasurePage | null>(null)

  const workspace = useWorkspace({
    ...pageOptions('Everything is answered.'),
    kind: 'goldenPage',
    slug,
    firstWorkspace,
    begin,
    draftOf(session: GoldenPageSession, page: ClassPage) {
      const marks = keptMarks(pageIds(page), session.marks)
      return Object.keys(marks).length > 0 ? { marks } : null
    },
    step: goldenPageStep,
    carry: (_effect, page, session) => save(page, session),
    ask: (later) => nextGoldenPage(slug, { later }),
  })
  const { task, engine } = workspace

  function save(page: ClassPage, { marks }: GoldenPageSession) {
    const seen = measure.current?.()
    if (!seen) return
    const { failed, ...given } = pageSubmission(page, marks, seen)
    engine.passOver(failed)
    if (given.pictures.length === 0) return skip()
    engine.submit({ ...given, next: { later: engine.later() } })
  }

  const skip = () => task && engine.skip(pageIds(task))

  /**
   * Shows the previous page with its answers. A new submission replaces them even if the first is still pending,
   * because pages are sent in order.
   */
  const undo = () =>
    engine.asking(async () => {
      const last = engine.last()
      if (last) {
        await workspace.takeBack(last.id)
        return engine.reopen(last.task, last.session)
      }
      const { page, answers: given } = await readLastGoldenPage(slug)
      if (!page) throw new Error('You have no page here that could be reopened.')
      engine.reopen(page, { marks: given.map((answer) => markOf(answer)) })
    })

  const canUndo = engine.last() !== null || workspace.served.progress.canReopen
  return { ...workspace, measure, skip, undo, canUndo }
}
