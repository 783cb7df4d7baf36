import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useSending } from '@/components/kit/use-request'
import { nothingToSave, queueStamp } from '@/lib/client/outbox/outbox'
import type { OutboxOwner } from '@/lib/client/outbox/outbox-store'
import { answerDraft } from '@/lib/client/rating/answer-draft'
import { taskPictures } from '@/lib/client/rating/image-ready'
import { picturesOf } from '@/lib/client/rating/page-pictures'
import { readSession, skipTask, undoSubmission } from '@/lib/client/rating/rating'
import { aheadNow, inTurn, ratingOutbox, tellTasksHere } from '@/lib/client/rating/rating-outbox'
import {
  type SessionEngine,
  type SessionNoteName,
  type SessionView,
  sessionEngine,
} from '@/lib/client/rating/session-engine'
import { sessionTask } from '@/lib/client/rating/session-task'
import type { RatingSession, RatingTask } from '@/lib/contracts/rating/rating'
import type { AnswerMode, PageMode } from '@/lib/domain/rating/answer-mode'
import {
  emptySession,
  isBegun,
  type LabelingEffect,
  type LabelingEvent,
  type LabelingSession,
  labelingStep,
  measuredTimes,
  nothingGiven,
} from '@/lib/domain/rating/labeling-session'
import { useLeases } from './use-leases'
import { useTabLock } from './use-tab-lock'

type Carry = (effect: NonNullable<LabelingEffect>, session: LabelingSession) => void

/** Signs of life come by the hundred; one in this time says as much. */
const inputEveryMs = 500
const signsOfLife = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchmove'] as const

/**
 * The session of `labelingStep` with the page's clock. `carry` does what the session asks for outside. Answers begun are
 * kept in this browser until they are submitted.
 */
function useLabelingSession(firstTask: RatingTask | null, owner: OutboxOwner, carry: Carry) {
  const [session, setSession] = useState(
    () => labelingStep(emptySession, { type: 'load', task: firstTask && sessionTask(firstTask) }, 0).session,
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

  /** The task of which this page has put a draft down, or taken one up. */
  const drafted = useRef<string | null>(null)

  /** Puts a task into the rater's hands, with what was begun on it before. */
  const load = useCallback(
    (task: RatingTask | null) => {
      const begun = task && answerDraft.read(outside.current.owner, task)
      drafted.current = task && begun ? nameOf(task) : null
      dispatch({ type: 'load', task: task && sessionTask(task), begun })
      if (document.visibilityState === 'hidden') dispatch({ type: 'hide' })
      // A task may come again while its picture still stands there.
      if (task && painted.current === task.assignmentId) dispatch({ type: 'imageShown' })
    },
    [dispatch],
  )

  /** Goes on with what the page's first script has taken of the first task. */
  const adopt = useCallback((task: RatingTask) => {
    const early = window.earlyAnswers?.take(task)
    if (!early) return
    painted.current = task.assignmentId
    latest.current = early
    setSession(early)
  }, [])

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
    const isAsBefore =
      isSame(answers, task.previousAnswers) && isSame(rest, task.previousRest ?? nothingGiven(answers.length).rest)
    if (isBegun(latest.current) && !isAsBefore) {
      answerDraft.keep(outside.current.owner, task, { answers, rest })
      drafted.current = nameOf(task)
    } else if (drafted.current === nameOf(task)) {
      answerDraft.forget(outside.current.owner, task)
    }
  }, [task, answers, rest, status])

  return { session, latest, dispatch, load, adopt, showImage }
}

const nameOf = ({ assignmentId, revision }: { assignmentId: number; revision: number }) => `${assignmentId}/${revision}`

const isSame = (given: readonly unknown[], before: readonly unknown[] | null) =>
  before !== null && before.length === given.length && before.every((answer, position) => answer === given[position])

/** What a page of pictures adds to a submission: for how long each was in view, which failed, and what a tap said. */
export type MeasurePage = () => { shownMs: number[]; failed: number[] | null; answerMode: PageMode }

export interface SessionNote {
  tone: 'error' | 'info'
  text: string
}

const askAgainMs = 10_000
/** After this long the task that was answered makes way, and in its place the screen says what it waits for. */
const imagePatienceMs = 1_500
const errorNotes: readonly SessionNoteName[] = ['refused', 'earlierRefused', 'notFetched', 'notReopened']

/** The rater's session as the screen shows it: task, session, what is being saved, and the acts that lead to another session. */
export function useRatingSession(initialSession: RatingSession) {
  const slug = initialSession.project.slug
  const { raterId } = initialSession
  const t = useTranslations('ratingNotes')
  const [view, setView] = useState<SessionView>({
    ratingSession: initialSession,
    note: null,
    feedback: null,
    isReopening: false,
    isImageReady: false,
  })
  const [announcement, setAnnouncement] = useState('')
  const answerMode = useRef<AnswerMode>('each')
  const engineRef = useRef<SessionEngine | null>(null)
  const measurePage = useRef<MeasurePage | null>(null)

  const { session, latest, dispatch, load, adopt, showImage } = useLabelingSession(
    initialSession.task,
    { slug, raterId },
    (effect, from) => {
      if (effect === 'submit') {
        setAnnouncement(t('saving'))
        engineRef.current?.submit(from)
      } else void engineRef.current?.undo()
    },
  )

  const [engine] = useState(() => {
    const withAhead = <T>(ask: (ahead: ReturnType<typeof aheadNow>) => Promise<T>) => inTurn(() => ask(aheadNow()))
    return sessionEngine(initialSession, {
      outbox: {
        add: (entry) => ratingOutbox().add(entry),
        takeBack: (name) => ratingOutbox().takeBack(name),
        isPending: (name) => ratingOutbox().isPending(name),
      },
      readSession: (isAnew) => withAhead((ahead) => readSession(slug, isAnew ? { ...ahead, have: [] } : ahead)),
      skip: (id, input) => withAhead((ahead) => skipTask(slug, id, { ...input, ...ahead })),
      undo: (id) => withAhead((ahead) => undoSubmission(slug, id, ahead)),
      pictures: {
        ...taskPictures,
        ready: (image) => taskPictures.ready(image, imagePatienceMs),
      },
      session: () => latest.current,
      dispatch,
      load(task) {
        load(task)
        if (task)
          setAnnouncement(
            t(task.pictures ? 'nextPage' : 'nextPicture', { count: (task.pictures ?? task.candidates).length }),
          )
      },
      forgetDraft: (task) => answerDraft.forget({ slug, raterId }, task),
      show: setView,
      stamp: queueStamp,
      measure: (from) => ({
        ...measuredTimes(from, performance.now()),
        answerMode: answerMode.current,
        ...measurePage.current?.(),
      }),
    })
  })
  engineRef.current = engine

  const tab = useTabLock(
    `${slug}/${raterId}`,
    (wasElsewhere) => {
      tellTasksHere(() => engine.held().map(({ assignmentId }) => assignmentId))
      return ratingOutbox()
        .open({ slug, raterId })
        .then((left) => {
          engine.takeUp(left, wasElsewhere)
          const currentTask = engine.currentTask()
          const mine = left.find(
            ({ input }) => input.assignmentId === currentTask?.assignmentId && input.revision === currentTask.revision,
          )
          if (mine) dispatch({ type: 'restore', answers: mine.input.answers, rest: mine.input.rest ?? null })
          return engine.ask()
        })
    },
    () => {
      tellTasksHere(() => [])
      ratingOutbox().close()
    },
  )
  useLeases(slug, engine, tab.tabState === 'here')

  useEffect(() => {
    // The clock of the first task starts when the rater can act, not when the server drew the page.
    const task = engine.currentTask()
    load(task)
    if (task) adopt(task)
    const pictures = task ? picturesOf(task).map((image) => taskPictures.ready(image, imagePatienceMs)) : []
    void Promise.all(pictures).then(engine.fetchAhead)
    return ratingOutbox().onOutcome(engine.settle)
  }, [engine, load, adopt])

  // Whatever else a page that the server draws anew brings: the rater is in the middle of the task that is here.
  useEffect(() => engine.turnTo(initialSession.language), [engine, initialSession.language])

  const { state } = view.ratingSession
  const isHere = tab.tabState === 'here'
  useEffect(() => {
    const mayChange = ['waiting', 'paused', 'rater-paused', 'no-test'].includes(state)
    const timer = setInterval(() => {
      if (!isHere || document.visibilityState !== 'visible') return
      if (mayChange || engine.isStranded()) void engine.ask()
    }, askAgainMs)
    return () => clearInterval(timer)
  }, [state, engine, isHere])

  const saveState = useSyncExternalStore(
    (watcher) => ratingOutbox().watch(watcher),
    () => ratingOutbox().saveState(),
    () => nothingToSave,
  )

  const note: SessionNote | null = view.note && {
    tone: errorNotes.includes(view.note.name) ? 'error' : 'info',
    text: t(view.note.name, { reason: view.note.reason }).trim(),
  }

  return {
    ratingSession: view.ratingSession,
    ...{ session, latest, answerMode, saveState, note, announcement },
    announce: setAnnouncement,
    dismissNote: engine.dismiss,
    dispatch,
    askNext: () => engine.ask(),
    retrySaving: () => ratingOutbox().retry(),
    skip: useSending(engine.skip),
    isReopening: view.isReopening,
    /** What was true of the current training task, once it is answered; null for all others. */
    feedback: view.feedback,
    showImage,
    measurePage,
    /** The answers as they are now, which may not be drawn yet. */
    answersNow: useCallback(() => latest.current.answers, [latest]),
    /** Whether the picture stands there, or does in the next frame. Without it no name of the task is shown. */
    isImageThere: session.imageShownAt !== null || view.isImageReady,
    /** Leads on from the feedback. */
    goOn: engine.goOn,
    snapshot: engine.snapshot,
    /** Which tab has the lock; `take` takes it over into this one. */
    tab,
  }
}
