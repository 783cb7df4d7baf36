import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { OutboxOwner } from '@/lib/client/outbox/outbox-store'
import { answerDraft } from '@/lib/client/rating/answer-draft'
import { nameOf, sessionTask } from '@/lib/client/rating/task-pool'
import type { RatingTask } from '@/lib/contracts/rating/rating'
import {
  emptySession,
  isBegun,
  type LabelingEffect,
  type LabelingEvent,
  type LabelingSession,
  labelingStep,
  nothingGiven,
} from '@/lib/domain/rating/labeling-session'

const signs = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchmove'] as const

/** Calls back whenever the rater does something on the page, before the page does; returns how to stop it. */
export function onSignsOfLife(noticed: () => void): () => void {
  for (const sign of signs) window.addEventListener(sign, noticed, { capture: true, passive: true })
  return () => {
    for (const sign of signs) window.removeEventListener(sign, noticed, { capture: true })
  }
}

type Carry = (effect: NonNullable<LabelingEffect>, session: LabelingSession) => void

/** Signs of life come by the hundred; one in this time says as much. */
const inputEveryMs = 500

/** Tells the session when the page is hidden or shown, and that the rater is there. */
function useSignals(dispatch: (event: LabelingEvent) => void) {
  useEffect(() => {
    let noticedAt = 0
    const changed = () => dispatch({ type: document.visibilityState === 'hidden' ? 'hide' : 'show' })
    document.addEventListener('visibilitychange', changed)
    const stopNoticing = onSignsOfLife(() => {
      const now = performance.now()
      if (now - noticedAt < inputEveryMs) return
      noticedAt = now
      dispatch({ type: 'input' })
    })
    return () => {
      document.removeEventListener('visibilitychange', changed)
      stopNoticing()
    }
  }, [dispatch])
}

const isSame = (given: readonly unknown[], before: readonly unknown[] | null) =>
  before !== null && before.length === given.length && before.every((answer, position) => answer === given[position])

/** Keeps the answers begun on a task in this browser until they are submitted; returns how to take them up. */
function useDrafts(
  { task, answers, rest, status }: LabelingSession,
  latest: RefObject<LabelingSession>,
  owner: RefObject<OutboxOwner>,
) {
  /** The task of which this page has put a draft down, or taken one up. */
  const drafted = useRef<string | null>(null)
  useEffect(() => {
    if (!task || status === 'submitting') return
    // An untouched task has no draft, and neither has a reopened one whose answers stand as they were.
    const isAsBefore =
      isSame(answers, task.previousAnswers) && isSame(rest, task.previousRest ?? nothingGiven(answers.length).rest)
    if (isBegun(latest.current) && !isAsBefore) {
      answerDraft.keep(owner.current, task, { answers, rest })
      drafted.current = nameOf(task)
    } else if (drafted.current === nameOf(task)) {
      answerDraft.forget(owner.current, task)
    }
  }, [task, answers, rest, status, latest, owner])
  return useCallback(
    (next: RatingTask | null) => {
      const begun = next && answerDraft.read(owner.current, next)
      drafted.current = next && begun ? nameOf(next) : null
      return begun
    },
    [owner],
  )
}

/**
 * The session of `labelingStep` with the page's clock. `carry` does what the session asks for outside. Answers begun are
 * kept in this browser until they are submitted.
 */
export function useLabelingSession(firstTask: RatingTask | null, owner: OutboxOwner, carry: Carry) {
  const [session, setSession] = useState(
    () => labelingStep(emptySession, { type: 'load', task: firstTask && sessionTask(firstTask) }, 0).session,
  )
  const latest = useRef(session)
  const carrier = useRef(carry)
  const ownerNow = useRef(owner)
  useEffect(() => {
    carrier.current = carry
    ownerNow.current = owner
  })

  // Two keys may arrive before React draws again, so a step starts from the ref, not from the drawn state.
  const dispatch = useCallback((event: LabelingEvent) => {
    const step = labelingStep(latest.current, event, performance.now())
    if (step.session !== latest.current) {
      latest.current = step.session
      // What only moves the stopwatch is not to be drawn.
      if (event.type !== 'input') setSession(step.session)
    }
    if (step.effect) carrier.current(step.effect, step.session)
    return step.session
  }, [])
  useSignals(dispatch)
  const takeDraft = useDrafts(session, latest, ownerNow)

  /** The assignment whose picture is painted. */
  const painted = useRef<number | null>(null)
  const showImage = useCallback(
    (assignmentId: number, isShown: boolean) => {
      if (isShown) painted.current = assignmentId
      else if (painted.current === assignmentId) painted.current = null
      if (latest.current.task?.assignmentId === assignmentId) dispatch({ type: isShown ? 'imageShown' : 'imageGone' })
    },
    [dispatch],
  )

  /** Puts a task into the rater's hands, with what was begun on it before. */
  const load = useCallback(
    (task: RatingTask | null) => {
      dispatch({ type: 'load', task: task && sessionTask(task), begun: takeDraft(task) })
      if (document.visibilityState === 'hidden') dispatch({ type: 'hide' })
      // A task may come again while its picture still stands there.
      if (task && painted.current === task.assignmentId) dispatch({ type: 'imageShown' })
    },
    [dispatch, takeDraft],
  )

  /** Goes on with what the page's first script has taken of the first task. */
  const adopt = useCallback((task: RatingTask) => {
    const early = window.earlyAnswers?.take(task)
    if (!early) return
    painted.current = task.assignmentId
    latest.current = early
    setSession(early)
  }, [])

  return { session, latest, dispatch, load, adopt, showImage }
}
