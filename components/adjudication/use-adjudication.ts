import { useEffect, useRef } from 'react'
import { z } from 'zod'
import { useWorkspace } from '@/components/workspace/use-workspace'
import { nextAdjudication, revealPair, undoAdjudication } from '@/lib/client/adjudication/adjudication'
import { browserDrafts } from '@/lib/client/outbox/drafts'
import type { AdjudicationTask, AdjudicationWorkspace, RevealedPair } from '@/lib/contracts/adjudication/adjudication'
import { adjudicationReasons } from '@/lib/domain/adjudication/adjudication'
import {
  type AdjudicationSession,
  adjudicationStep,
  newAdjudicationSession,
} from '@/lib/domain/adjudication/adjudication-session'
import type { AdjudicationView } from '@/lib/domain/adjudication/adjudication-view'
import { answers } from '@/lib/domain/rating/answer'

/** A pair, with others' answers after the reveal. */
export type Pair = AdjudicationTask & { revealed?: RevealedPair }

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

const mostLater = 500

/** Adjudication pair by pair: a blind answer, then the reveal of others' answers, then the decision. */
export function useAdjudication(slug: string, view: AdjudicationView, firstWorkspace: Workspace) {
  const later = useRef<number[]>([])
  const next = () => ({ view, later: later.current })

  const workspace = useWorkspace({
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
    ask: () => nextAdjudication(slug, next()),
    announcement: (pair) => (pair ? `Is ${pair.candidate.name} in the image?` : 'Nothing left to decide.'),
  })
  const { task, session, engine } = workspace

  const reveal = (pair: Pair, { firstAnswer }: AdjudicationSession) =>
    engine.asking(
      async () => {
        if (!firstAnswer) return
        const revealed = await revealPair(slug, pair.candidateId, firstAnswer)
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
      engine.submit({ candidateId, firstAnswer, answer, reason, note: note.trim(), next: next() })
  }

  function skip() {
    if (!task) return
    later.current = [...later.current.filter((id) => id !== task.candidateId), task.candidateId].slice(-mostLater)
    void engine.goOn('Skipped for now.')
  }

  const undo = () =>
    engine.asking(async () => {
      const last = engine.last()
      const state = last ? await workspace.takeBack(last.id) : 'gone'
      if (last && state === 'taken') return engine.reopen(last.task, last.session)
      if (state === 'tried') throw new Error('Your last decision is being saved. Undo it once it is saved.')
      const { task: pair, revealed, ...given } = await undoAdjudication(slug)
      engine.reopen({ ...pair, revealed }, { stage: 'seen', ...given })
      const { served } = engine.view()
      const { progress } = served
      engine.put({
        announcement: `Withdrawn. Is ${pair.candidate.name} in the image?`,
        served: { ...served, progress: { ...progress, adjudicated: Math.max(0, progress.adjudicated - 1) } },
      })
    })

  // A pair that was revealed before it was left is revealed again.
  const isHalfway = task !== null && session.stage === 'revealing' && !workspace.isBusy
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per such pair; after a failure, a key press retries
  useEffect(() => {
    if (isHalfway && task) void reveal(task, session)
  }, [isHalfway, task?.candidateId])

  return { ...workspace, skip, undo }
}
