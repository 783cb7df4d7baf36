import { useCallback, useEffect, useRef, useState } from 'react'
import type { RatingTask } from '@/lib/contracts/rating'
import {
  emptySession,
  type LabelingEffect,
  type LabelingEvent,
  type LabelingSession,
  labelingStep,
  type SessionTask,
} from '@/lib/domain/labeling-session'

export const sessionTask = (task: RatingTask | null): SessionTask | null =>
  task && {
    assignmentId: task.assignmentId,
    revision: task.revision,
    candidateCount: task.candidates.length,
    previousAnswers: task.previousAnswers,
  }

type Carry = (effect: NonNullable<LabelingEffect>, session: LabelingSession) => void

/** The session of `labelingStep` with the page's clock. `carry` does what the session asks for outside. */
export function useLabelingSession(firstTask: RatingTask | null, carry: Carry) {
  const [session, setSession] = useState(
    () => labelingStep(emptySession, { type: 'load', task: sessionTask(firstTask) }, 0).session,
  )
  const latest = useRef(session)
  const latestCarry = useRef(carry)
  useEffect(() => {
    latestCarry.current = carry
  })

  // Two keys may arrive before React draws again, so a step starts from the ref, not from the drawn state.
  const dispatch = useCallback((event: LabelingEvent) => {
    const step = labelingStep(latest.current, event, performance.now())
    latest.current = step.session
    setSession(step.session)
    if (step.effect) latestCarry.current(step.effect, step.session)
    return step.session
  }, [])

  useEffect(() => {
    // The clock of the first task starts when the rater can act, not when the server drew the page.
    const { task } = latest.current
    if (latest.current.taskShownAt === 0) dispatch({ type: 'load', task })
    const changed = () => dispatch({ type: document.visibilityState === 'hidden' ? 'hide' : 'show' })
    document.addEventListener('visibilitychange', changed)
    return () => document.removeEventListener('visibilitychange', changed)
  }, [dispatch])

  return { session, latest, dispatch }
}
