import { useCallback, useEffect, useRef, useState } from 'react'
import { adjudicatePair, nextAdjudication, revealPair, undoAdjudication } from '@/lib/client/adjudication/adjudication'
import { imageReady } from '@/lib/client/rating/image-ready'
import type { AdjudicationDesk, AdjudicationTask, RevealedPair } from '@/lib/contracts/adjudication/adjudication'
import {
  type AdjudicationEvent,
  type AdjudicationSession,
  adjudicationStep,
  newAdjudicationSession,
} from '@/lib/domain/adjudication/adjudication-session'
import type { AdjudicationView } from '@/lib/domain/adjudication/adjudication-view'

const imagePatienceMs = 1_500
const messageOf = (reason: unknown) => (reason instanceof Error ? reason.message : 'Something went wrong.')

export interface PairInHand {
  task: AdjudicationTask | null
  revealed: RevealedPair | null
  session: AdjudicationSession
  note: string
}

const fresh = (task: AdjudicationTask | null): PairInHand => ({
  task,
  revealed: null,
  session: newAdjudicationSession,
  note: '',
})

/** The desk of an expert: the pair in hand, what was said of it, and what comes next. */
export function useAdjudication(slug: string, view: AdjudicationView, firstDesk: AdjudicationDesk) {
  const [desk, setDesk] = useState(firstDesk)
  const [hand, setHand] = useState(() => fresh(firstDesk.task))
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [announcement, setAnnouncement] = useState('')
  const later = useRef<number[]>([])
  // Two keys may arrive before React draws again, so a step starts from the ref, not from the drawn state.
  const latest = useRef(hand)
  const busy = useRef(false)

  const hold = useCallback((next: PairInHand) => {
    latest.current = next
    setHand(next)
  }, [])
  const take = useCallback(
    (next: AdjudicationDesk, said: string) => {
      setDesk(next)
      hold(fresh(next.task))
      setAnnouncement(
        `${said} ${next.task ? `Is ${next.task.candidate.name} in the image?` : 'Nothing left to decide.'}`,
      )
    },
    [hold],
  )

  useEffect(() => {
    for (const url of desk.upcoming) void imageReady({ url }, imagePatienceMs)
  }, [desk.upcoming])

  const step = useCallback(
    (event: AdjudicationEvent) => {
      const { session, effect } = adjudicationStep(latest.current.session, event)
      hold({ ...latest.current, session })
      return effect
    },
    [hold],
  )

  const ask = async (work: () => Promise<void>) => {
    if (busy.current) return
    busy.current = true
    setBusy(true)
    setError(null)
    try {
      await work()
    } catch (reason) {
      step({ type: 'failed' })
      setError(`${messageOf(reason)} Your choices are still here.`)
    } finally {
      busy.current = false
      setBusy(false)
    }
  }

  const reveal = ({ task, session }: PairInHand) =>
    ask(async () => {
      if (!task || !session.answer) return
      const found = await revealPair(slug, task.candidateId, session.answer)
      hold({ ...latest.current, revealed: found })
      step({ type: 'shown' })
      setAnnouncement('Other answers are shown. Keep or change your answer and choose a reason.')
    })

  const save = ({ task, session, note }: PairInHand) =>
    ask(async () => {
      const { firstAnswer, answer, reason } = session
      if (!task || !firstAnswer || !answer || !reason) return
      const next = { view, later: later.current }
      take(
        await adjudicatePair(slug, { candidateId: task.candidateId, firstAnswer, answer, reason, note, next }),
        'Saved.',
      )
    })

  const skip = () =>
    ask(async () => {
      const { task } = latest.current
      if (!task) return
      later.current = [...later.current.filter((id) => id !== task.candidateId), task.candidateId].slice(-500)
      take(await nextAdjudication(slug, { view, later: later.current }), 'Skipped for now.')
    })

  const undo = () =>
    ask(async () => {
      const { task, revealed, note, ...said } = await undoAdjudication(slug)
      hold({ task, revealed, note, session: { stage: 'seen', ...said } })
      setDesk((now) => ({
        ...now,
        progress: { ...now.progress, adjudicated: Math.max(0, now.progress.adjudicated - 1) },
      }))
      setAnnouncement(`Withdrawn. Is ${task.candidate.name} in the image?`)
    })

  const act = (event: AdjudicationEvent) => {
    if (busy.current) return
    const effect = step(event)
    if (effect === 'reveal') void reveal(latest.current)
    if (effect === 'save') void save(latest.current)
  }

  const write = (note: string) => hold({ ...latest.current, note })

  return { desk, ...hand, error, isBusy, announcement, act, skip, undo, write }
}
