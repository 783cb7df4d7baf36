import { useEffect, useRef } from 'react'
import { z } from 'zod'
import { useWorkspace } from '@/components/workspace/use-workspace'
import { nextAdjudicationPage, recount, revealPage, undoAdjudicationPage } from '@/lib/client/adjudication/adjudication'
import { browserDrafts } from '@/lib/client/outbox/drafts'
import { type MeasurePage, pageIds, pageNumber, pageTiles, passedOverWith } from '@/lib/client/workspace/class-pages'
import type { RevealedPair } from '@/lib/contracts/adjudication/adjudication'
import type { AdjudicationClassPage, AdjudicationPageWorkspace } from '@/lib/contracts/adjudication/adjudication-page'
import { adjudicationReasons } from '@/lib/domain/adjudication/adjudication'
import { type AdjudicationPageSession, adjudicationPageStep } from '@/lib/domain/adjudication/adjudication-page-session'
import type { AdjudicationView } from '@/lib/domain/adjudication/adjudication-view'
import { answers } from '@/lib/domain/rating/answer'
import { keptMarks, marksOf, submittedPictures } from '@/lib/domain/rating/class-pages'
import { markOf, type PictureMark, restAnswer } from '@/lib/domain/rating/grid-page'

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

/** Withdraws the latest page on the server and returns it with its answers. */
async function withdrawnPage(slug: string) {
  const { page, revealed, firstAnswers, answers: given, reason, note } = await undoAdjudicationPage(slug)
  const first = firstAnswers.map((answer) => markOf(answer))
  const marks = given.map((answer) => markOf(answer))
  const session: AdjudicationPageSession = { stage: 'seen', first, marks, reason, note }
  return { page: { ...page, revealed }, session }
}

export const answerOfMark = (mark: PictureMark | undefined) => mark ?? restAnswer('yes')

/** Leaves out images without a file, which nobody can judge. */
const blindAnswers = ({ pictures }: Page, first: AdjudicationPageSession['first']) =>
  pictures.flatMap(({ candidateId, image }, at) =>
    image.url === null ? [] : [{ candidateId, answer: answerOfMark(first?.[at]) }],
  )

/** Class-first adjudication: blind answers to a page, the reveal of others' answers, then the decisions. */
export function useAdjudicationPages(slug: string, view: AdjudicationView, firstWorkspace: Workspace) {
  const later = useRef<number[]>([])
  const measure = useRef<MeasurePage | null>(null)
  const next = () => ({ view, later: later.current })

  const workspace = useWorkspace({
    kind: 'adjudicationPage',
    slug,
    firstWorkspace,
    name: 'pages',
    numberOf: (page: Page) => pageNumber(page),
    numberOfEntry: ({ page }) => page,
    picturesOf: pageTiles,
    begin,
    draftOf,
    step: adjudicationPageStep,
    carry(effect, page, session) {
      if (effect === 'reveal') void reveal(page, session)
      else save(page, session)
    },
    ask: () => nextAdjudicationPage(slug, next()),
    announcement: (page) => (page ? `Which images show ${page.asked.name}?` : 'Nothing left for you to decide.'),
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
    later.current = passedOverWith(later.current, page, seen.failed ?? [])
    const pictures = submittedPictures(pageIds(page), marks, seen).map((picture) => ({
      ...picture,
      firstAnswer: answerOfMark(first[picture.position]),
    }))
    if (pictures.length === 0) return skip()
    engine.submit({ page: pageNumber(page), pageMs: seen.pageMs, pictures, reason, note: note.trim(), next: next() })
  }

  function skip() {
    if (!task) return
    later.current = passedOverWith(later.current, task)
    void engine.goOn('Skipped for now.')
  }

  /** Takes the latest page back, from the outbox if it was not sent yet, otherwise through the server. */
  const undo = () =>
    engine.asking(async () => {
      const last = engine.last()
      const state = last ? await workspace.takeBack(last.id) : 'gone'
      if (last && state === 'taken') return engine.reopen(last.task, last.session)
      if (state === 'tried') throw new Error('Your last page is being saved. Undo it once it is saved.')
      const { page, ...withdrawn } = await withdrawnPage(slug)
      engine.reopen(page, withdrawn.session)
      engine.put({ announcement: `Withdrawn. Which images show ${page.asked.name}?` })
      void recount(engine, nextAdjudicationPage(slug, next()))
    })

  // A page that was revealed before it was left is revealed again.
  const isHalfway = task !== null && session.stage === 'revealing' && !workspace.isBusy
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per such page; after a failure, a key press retries
  useEffect(() => {
    if (isHalfway && task) void reveal(task, session)
  }, [isHalfway, task && pageNumber(task)])

  return { ...workspace, measure, skip, undo }
}
