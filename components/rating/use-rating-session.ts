import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useSending } from '@/components/kit/use-request'
import { nothingToSave, queueStamp } from '@/lib/client/outbox/outbox'
import { taskPictures } from '@/lib/client/rating/image-ready'
import { readSession, skipTask, undoSubmission } from '@/lib/client/rating/rating'
import { aheadNow, answerDraft, inTurn, ratingOutbox, tellTasksHere } from '@/lib/client/rating/rating-outbox'
import {
  type SessionEngine,
  type SessionNoteName,
  type SessionView,
  sessionEngine,
} from '@/lib/client/rating/session-engine'
import type { RatingSession } from '@/lib/contracts/rating/rating'
import { measuredTimes } from '@/lib/domain/rating/labeling-session'
import { useLabelingSession } from './use-labeling-session'
import { useLeases } from './use-leases'
import { useTabLock } from './use-tab-lock'

export interface SessionNote {
  tone: 'error' | 'info'
  text: string
}

const askAgainMs = 10_000
/** Longer than this an image on its way does not hold up the next task. */
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
  })
  const [announcement, setAnnouncement] = useState('')
  const engineRef = useRef<SessionEngine | null>(null)

  const { session, latest, dispatch, load } = useLabelingSession(
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
      readSession: () => withAhead((ahead) => readSession(slug, ahead)),
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
        if (task) setAnnouncement(t('nextPicture', { count: task.candidates.length }))
      },
      forgetDraft: (task) => answerDraft.forget({ slug, raterId }, task),
      show: setView,
      stamp: queueStamp,
      measure: (from) => measuredTimes(from, performance.now()),
    })
  })
  engineRef.current = engine

  const tab = useTabLock(
    `${slug}/${raterId}`,
    () => {
      tellTasksHere(() => engine.held().map(({ assignmentId }) => assignmentId))
      return ratingOutbox()
        .open({ slug, raterId })
        .then((left) => {
          engine.takeUp(left)
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
    load(engine.currentTask())
    const image = initialSession.task?.image
    if (image?.url) void taskPictures.ready(image, imagePatienceMs).then(engine.fetchAhead)
    return ratingOutbox().onOutcome(engine.settle)
  }, [engine, load, initialSession])

  const { state } = view.ratingSession
  const isHere = tab.tabState === 'here'
  useEffect(() => {
    const mayChange = state === 'waiting' || state === 'paused' || state === 'rater-paused'
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
    session,
    saveState,
    note,
    announcement,
    announce: setAnnouncement,
    dismissNote: engine.dismiss,
    dispatch,
    askNext: () => engine.ask(),
    retrySaving: () => ratingOutbox().retry(),
    skip: useSending(engine.skip),
    isReopening: view.isReopening,
    /** What was true of the current training task, once it is answered; null for all others. */
    feedback: view.feedback,
    /** Leads on from the feedback. */
    goOn: engine.goOn,
    /** Which tab has the lock; `take` takes it over into this one. */
    tab,
  }
}
