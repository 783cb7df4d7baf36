import { useCallback, useEffect, useRef, useState } from 'react'
import type { OutboxOwner } from '@/lib/client/outbox/outbox-store'
import { answerDraft } from '@/lib/client/rating/rating-outbox'
import type { RatingTask } from '@/lib/contracts/rating/rating'
import {
  emptySession,
  isBegun,
  type LabelingEffect,
  type LabelingEvent,
  type LabelingSession,
  labelingStep,
  type SessionTask,
} from '@/lib/domain/rating/labeling-session'

export const sessionTask = (task: RatingTask | null): SessionTask | null =>
  task && {
    assignmentId: task.assignmentId,
    revision: task.revision,
    candidateCount: task.candidates.length,
    perScreen: task.display.perScreen,
    previousAnswers: task.previousAnswers,
  }

type Carry = (effect: NonNullable<LabelingEffect>, session: LabelingSession) => void

/** Signs of life come by the hundred; one in this time says as much. */
const inputEveryMs = 500
const signsOfLife = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchmove'] as const

/**
 * The session of `labelingStep` with the page's clock. `carry` does what the session asks for outside. Answers begun are
 * kept in this browser until they are submitted.
 */
export function useLabelingSession(firstTask: RatingTask | null, owner: OutboxOwner, carry: Carry) {
  const [session, setSession] = useState(
    () => labelingStep(emptySession, { type: 'load', task: sessionTask(firstTask) }, 0).session,
  )
  const latest = useRef(session)
  const outside = useRef({ carry, owner })
  useEffect(() => {
    outside.current = { carry, owner }
  })

  // Two keys may arrive before React draws again, so a step starts from the ref, not from the drawn state.
  const dispatch = useCallback((event: LabelingEvent) => {
    const step = labelingStep(latest.current, event, performance.now())
    if (step.session !== latest.current) {
      latest.current = step.session
      // What only moves the stopwatch is not to be drawn.
      if (event.type !== 'input') setSession(step.session)
    }
    if (step.effect) outside.current.carry(step.effect, step.session)
    return step.session
  }, [])

  /** The task of which this page has put a draft down, or taken one up. */
  const drafted = useRef<string | null>(null)

  /** Puts a task into the rater's hands, with what was begun on it before. */
  const load = useCallback(
    (task: RatingTask | null) => {
      const begun = task && answerDraft.read(outside.current.owner, task)
      drafted.current = task && begun ? nameOf(task) : null
      dispatch({ type: 'load', task: sessionTask(task), begun })
      if (document.visibilityState === 'hidden') dispatch({ type: 'hide' })
    },
    [dispatch],
  )

  useEffect(() => {
    let noticedAt = 0
    const changed = () => dispatch({ type: document.visibilityState === 'hidden' ? 'hide' : 'show' })
    const noticed = () => {
      const now = performance.now()
      if (now - noticedAt < inputEveryMs) return
      noticedAt = now
      dispatch({ type: 'input' })
    }
    document.addEventListener('visibilitychange', changed)
    for (const sign of signsOfLife) window.addEventListener(sign, noticed, { capture: true, passive: true })
    return () => {
      document.removeEventListener('visibilitychange', changed)
      for (const sign of signsOfLife) window.removeEventListener(sign, noticed, { capture: true })
    }
  }, [dispatch])

  const { task, answers, rest, status } = session
  useEffect(() => {
    if (!task || status === 'submitting') return
    // An untouched task has no draft, and neither has a reopened one whose answers stand as they were.
    if (isBegun(latest.current) && !isSame(answers, task.previousAnswers)) {
      answerDraft.keep(outside.current.owner, task, { answers, rest })
      drafted.current = nameOf(task)
    } else if (drafted.current === nameOf(task)) {
      answerDraft.forget(outside.current.owner, task)
    }
  }, [task, answers, rest, status])

  return { session, latest, dispatch, load }
}

const nameOf = ({ assignmentId, revision }: { assignmentId: number; revision: number }) => `${assignmentId}/${revision}`

const isSame = (given: readonly unknown[], before: readonly unknown[] | null) =>
  before !== null && before.length === given.length && before.every((answer, position) => answer === given[position])
