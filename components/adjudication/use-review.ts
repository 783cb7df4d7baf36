import { z } from 'zod'
import { useWorkspace } from '@/components/workspace/use-workspace'
import { nextMistake } from '@/lib/client/adjudication/adjudication'
import { browserDrafts } from '@/lib/client/outbox/drafts'
import type { ReviewTask, ReviewWorkspace } from '@/lib/contracts/adjudication/review'
import { reviewCategories, reviewVerdicts } from '@/lib/domain/adjudication/review'
import { reviewJudgementOf, reviewSession, reviewStep } from '@/lib/domain/adjudication/review-session'

const draftSchema = z.object({
  verdict: z.enum(reviewVerdicts).nullable(),
  category: z.enum(reviewCategories).nullable(),
  severity: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
  note: z.string(),
})

export function useReview(slug: string, firstWorkspace: ReviewWorkspace) {
  const { review } = firstWorkspace
  const workspace = useWorkspace({
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
    announcement: (task) => (task ? `The prediction is ${task.predicted.name}.` : 'All images reviewed.'),
  })

  function back() {
    const { engine } = workspace
    const last = engine.last()
    if (!last) return engine.put({ announcement: 'There is no previous image.' })
    // The earlier judgement may not be sent yet; a new one is sent after it.
    engine.reopen({ ...last.task, own: reviewJudgementOf(last.session) }, null)
  }

  return { ...workspace, back }
}
