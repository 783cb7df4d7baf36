import { useRef } from 'react'
import { z } from 'zod'
import { useWorkspace } from '@/components/workspace/use-workspace'
import { nextGoldenPage, readLastGoldenPage } from '@/lib/client/golden/golden'
import { browserDrafts } from '@/lib/client/outbox/drafts'
import { type MeasurePage, pageIds, pageNumber, pageTiles, passedOverWith } from '@/lib/client/workspace/class-pages'
import type { ClassPage } from '@/lib/contracts/class-page'
import type { GoldenPageWorkspace } from '@/lib/contracts/golden/golden-page'
import { type GoldenPageSession, goldenPageStep } from '@/lib/domain/golden/golden-page-session'
import { answers } from '@/lib/domain/rating/answer'
import { keptMarks, marksOf, submittedPictures } from '@/lib/domain/rating/class-pages'
import { markOf } from '@/lib/domain/rating/grid-page'

const draftSchema = z.object({ marks: z.record(z.string(), z.enum(answers)) })

function begin(page: ClassPage | null, draftName: string | null): GoldenPageSession {
  const draft = draftName && browserDrafts().read(draftName, draftSchema)
  return { marks: page ? marksOf(pageIds(page), draft ? draft.marks : {}) : [] }
}

/** An expert's class-first pages of golden images: the current page, those ahead, and pending submissions. */
export function useGoldenPages(firstWorkspace: GoldenPageWorkspace) {
  const { slug } = firstWorkspace.project
  const later = useRef<number[]>([])
  const measure = useRef<MeasurePage | null>(null)

  const workspace = useWorkspace({
    kind: 'goldenPage',
    slug,
    firstWorkspace,
    name: 'pages',
    numberOf: pageNumber,
    numberOfEntry: ({ page }) => page,
    picturesOf: pageTiles,
    begin,
    draftOf(session: GoldenPageSession, page: ClassPage) {
      const marks = keptMarks(pageIds(page), session.marks)
      return Object.keys(marks).length > 0 ? { marks } : null
    },
    step: goldenPageStep,
    carry: (_effect, page, session) => save(page, session),
    ask: () => nextGoldenPage(slug, { later: later.current }),
    announcement: (page) => (page ? `Which images show ${page.asked.name}?` : 'Everything is answered.'),
  })
  const { task, engine } = workspace

  function save(page: ClassPage, { marks }: GoldenPageSession) {
    const seen = measure.current?.()
    if (!seen) return
    const ids = pageIds(page)
    const pictures = submittedPictures(ids, marks, seen)
    later.current = passedOverWith(
      later.current,
      (seen.failed ?? []).flatMap((position) => ids[position] ?? []),
    )
    if (pictures.length === 0) return skip()
    const { pageMs } = seen
    engine.submit({ page: pageNumber(page), pageMs, pictures, next: { later: later.current } })
  }

  function skip() {
    if (!task) return
    later.current = passedOverWith(later.current, pageIds(task))
    void engine.goOn('Skipped for now.')
  }

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

  return { ...workspace, measure, skip, undo }
}
