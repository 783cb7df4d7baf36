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
  noAnswersYet,
} from '@/lib/domain/rating/labeling-session'

const signs = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchmove'] as const

/** Calls `noticed` on every input event, before the page's own handlers. Returns a function that stops listening. */
export function onActivity(noticed: () => void): () => void {
  for (const sign of signs) window.addEventListener(sign, noticed, { capture: true, passive: true })
  return () => {
    for (const sign of signs) window.removeEventListener(sign, noticed, { capture: true })
  }
}

type Carry = (effect: NonNullable<LabelingEffect>, session: LabelingSession) => void

/** Input events come by the hundred; report at most one per interval. */
const inputEveryMs = 500

function useSignals(dispatch: (event: LabelingEvent) => void) {
  useEffect(() => {
    let noticedAt = 0
    const changed = () => dispatch({ type: document.visibilityState === 'hidden' ? 'hide' : 'show' })
    document.addEventListener('visibilitychange', changed)
    const stopNoticing = onActivity(() => {
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

/** Stores answers in this browser until they are submitted. Returns a function that restores them. */
function useDrafts(
  { task, answers, rest, status }: LabelingSession,
  latest: RefObject<LabelingSession>,
  owner: RefObject<OutboxOwner>,
) {
  /** Name of the task whose draft this page has stored or restored. */
  const drafted = useRef<string | null>(null)
  useEffect(() => {
    if (!task || status === 'submitting') return
    // An untouched task has no draft; neither has a reopened one whose answers are unchanged.
    const isAsBefore =
      isSame(answers, task.previousAnswers) && isSame(rest, task.previousRest ?? noAnswersYet(answers.length).rest)
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

/** Runs `labelingStep` with the page's clock and stores drafts. `carry` executes the session's effects. */
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

  // Two keys may arrive before React renders again, so a step starts from the ref, not from the rendered state.
  const dispatch = useCallback((event: LabelingEvent) => {
    const step = labelingStep(latest.current, event, performance.now())
    if (step.session !== latest.current) {
      latest.current = step.session
      // An input event only affects the stopwatch, so it needs no render.
      if (event.type !== 'input') setSession(step.session)
    }
    if (step.effect) carrier.current(step.effect, step.session)
    return step.session
  }, [])
  useSignals(dispatch)
  const takeDraft = useDrafts(session, latest, ownerNow)

  const painted = useRef<number | null>(null)
  const showImage = useCallback(
    (assignmentId: number, isShown: boolean) => {
      if (isShown) painted.current = assignmentId
      else if (painted.current === assignmentId) painted.current = null
      if (latest.current.task?.assignmentId === assignmentId) dispatch({ type: isShown ? 'imageShown' : 'imageGone' })
    },
    [dispatch],
  )

  /** Loads a task into the session, with its stored draft. */
  const load = useCallback(
    (task: RatingTask | null) => {
      dispatch({ type: 'load', task: task && sessionTask(task), begun: takeDraft(task) })
      if (document.visibilityState === 'hidden') dispatch({ type: 'hide' })
      // A task may come again while its picture is still shown.
      if (task && painted.current === task.assignmentId) dispatch({ type: 'imageShown' })
    },
    [dispatch, takeDraft],
  )

  /** Takes over answers that the early script recorded for the first task. */
  const adopt = useCallback((task: RatingTask) => {
    const early = window.earlyAnswers?.take(task)
    if (!early) return
    painted.current = task.assignmentId
    latest.current = early
    setSession(early)
  }, [])

  return { session, latest, dispatch, load, adopt, showImage }
}
