import { useEffect, useRef } from 'react'
import { z } from 'zod'
import { useWorkspace } from '@/components/workspace/use-workspace'
import { nextAdjudicationPage, recount, revealPage, undoAdjudicationPage } from '@/lib/client/adjudication/adjudication'
import { browserDrafts } from '@/lib/client/outbox/drafts'
import { type MeasurePage, pageIds, pageNumber, pageOptions, pageSubmission } from '@/lib/client/workspace/class-pages'
import type { RevealedPair } from '@/lib/contracts/adjudication/adjudication'
import type { AdjudicationClassPage, AdjudicationPageWorkspace } from '@/lib/contracts/adjudication/adjudication-page'
import { adjudicationReasons } from '@/lib/domain/adjudication/adjudication'
import { type AdjudicationPageSession, adjudicationPageStep } from '@/lib/domain/adjudication/adjudication-page-session'
import type { AdjudicationView } from '@/lib/domain/adjudication/adjudication-view'
import { answers } from '@/lib/domain/rating/answer'
import { keptMarks, marksOf } from '@/lib/domain/rating/class-pages'
import { markOf, type PictureMark, untappedAnswer } from '@/lib/domain/rating/grid-page'

/** A page, with others' answers after the reveal. */
export type Page = AdjudicationClassPage & { revealed?: RevealedPair[] }

type Workspace = Omit<AdjudicationPageWorkspace, 'task' | 'ahead'> & { task: Page | null; ahead: Page[] }

const kept = z.record(z.string(), z.enum(answers))
const draftSchema = z.object({
  first: kept.nullable(),
  marks: kept,
  reason: z.enum(adjudicationReasons).nullable(),
  note: z.string(),
})

/** Returns the session with its draft. First answers before a reveal are final, so the reveal is repeated. */
function begin(page: Page | null, draftName: string | null): AdjudicationPageSession {
  const ids = page ? pageIds(page) : []
  const draft = draftName && browserDrafts().read(draftName, draftSchema)
  if (!draft) return { stage: 'blind', first: null, marks: marksOf(ids, {}), reason: null, note: '' }
  const { first, marks, ...given } = draft
  return {
    ...given,
    stage: first ? 'revealing' : 'blind',
    first: first && marksOf(ids, first),
    marks: marksOf(ids, marks),
  }
}

function draftOf({ first, marks, reason, note }: AdjudicationPageSession, page: Page) {
  const ids = pageIds(page)
  const draft = { first: first && keptMarks(ids, first), marks: keptMarks(ids, marks), reason, note }
  return first === null && note === '' && Object.keys(draft.marks).length === 0 ? null : draft
}

export const answerOfMark = (mark: PictureMark | undefined) => mark ?? untappedAnswer('yes')

/** Leaves out images without a file, which nobody can judge. */
const blindAnswers = ({ pictures }: Page, first: AdjudicationPageSession['first']) =>
  pictures.flatMap(({ candidateId, image }, at) =>
    image.url === null ? [] : [{ candidateId, answer: answerOfMark(first?.[at]) }],
  )

/** Class-first adjudication: blind answers to a page, the reveal of others' answers, then the decisions. */
export function useAdjudicationPages(slug: string, view: AdjudicationView, firstWorkspace: Workspace) {
  const measure = useRef<MeasurePage | null>(null)

  const workspace = useWorkspace({
    ...pageOptions('Nothing left for you to decide.'),
    kind: 'adjudicationPage',
    slug,
    firstWorkspace,
    begin,
    draftOf,
    step: adjudicationPageStep,
    carry(effect, page, session) {
      if (effect === 'reveal') void reveal(page, session)
      else save(page, session)
    },
    ask: (later) => nextAdjudicationPage(slug, { view, later }),
  })
  const { task, session, engine } = workspace

  const reveal = (page: Page, { first }: AdjudicationPageSession) =>
    engine.asking(
      async () => {
        const { pairs } = await revealPage(slug, { answers: blindAnswers(page, first) })
        const now = engine.view().task
        if (!now || pageNumber(now) !== pageNumber(page)) return
        engine.put({
          task: { ...page, revealed: pairs },
          announcement: 'Other answers are shown. Keep or change your answers and choose a reason.',
        })
        engine.dispatch({ type: 'shown' })
      },
      { type: 'failed' },
    )

  function save(page: Page, { first, marks, reason, note }: AdjudicationPageSession) {
    const seen = measure.current?.()
    if (!seen || !first || !reason) return
    const { failed, ...given } = pageSubmission(page, marks, seen)
    engine.passOver(failed)
    if (given.pictures.length === 0) return skip()
    const pictures = given.pictures.map((picture) => ({
      ...picture,
      firstAnswer: answerOfMark(first[picture.position]),
    }))
    engine.submit({ ...given, pictures, reason, note: note.trim(), next: { view, later: engine.later() } })
  }

  const skip = () => task && engine.skip(pageIds(task))

  const undo = () =>
    engine.undo('page', workspace.served.progress.canUndo, async () => {
      const { page, revealed, firstAnswers, answers: given, reason, note } = await undoAdjudicationPage(slug)
      void recount(engine, nextAdjudicationPage(slug, { view, later: engine.later() }))
      const first = firstAnswers.map((answer) => markOf(answer))
      const marks = given.map((answer) => markOf(answer))
      return { task: { ...page, revealed }, session: { stage: 'seen', first, marks, reason, note } }
    })

  // A page that was revealed before it was left is revealed again.
  const isHalfway = task !== null && session.stage === 'revealing' && !workspace.isBusy
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per such page; after a failure, a key press retries
  useEffect(() => {
    if (isHalfway && task) void reveal(task, session)
  }, [isHalfway, task && pageNumber(task)])

  const canUndo = engine.last() !== null || workspace.served.progress.canUndo
  return { ...workspace, measure, skip, undo, canUndo }
}
