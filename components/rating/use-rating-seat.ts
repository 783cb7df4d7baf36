import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { ApiError } from '@/lib/client/api-error'
import { nothingToSave, queueStamp } from '@/lib/client/outbox/outbox'
import { browserDrafts } from '@/lib/client/rating/answer-drafts'
import { imageReady, isPictureReady, prefetchPictures } from '@/lib/client/rating/image-ready'
import { readSeat, skipTask, undoSubmission } from '@/lib/client/rating/rating'
import { aheadNow, inTurn, ratingOutbox, tellTasksHere } from '@/lib/client/rating/rating-outbox'
import { type SeatEngine, type SeatNoteName, type SeatView, seatEngine } from '@/lib/client/rating/seat-engine'
import { stagePicture } from '@/lib/client/rating/stage-picture'
import type { Seat, SkipInput } from '@/lib/contracts/rating/rating'
import { measuredTimes } from '@/lib/domain/rating/labeling-session'
import { useLabelingSession } from './use-labeling-session'
import { useLeases } from './use-leases'
import { useTabSeat } from './use-tab-seat'

export interface SeatNote {
  tone: 'error' | 'info'
  text: string
}

const askAgainMs = 10_000
/** Longer than this an image on its way does not hold up the next task. */
const imagePatienceMs = 1_500
const errorNotes: readonly SeatNoteName[] = ['refused', 'earlierRefused', 'notFetched', 'notReopened']

/** The rater's seat as the screen shows it: task, session, what is being saved, and the acts that lead to another seat. */
export function useRatingSeat(initialSeat: Seat) {
  const slug = initialSeat.project.slug
  const { raterId } = initialSeat
  const t = useTranslations('seatNotes')
  const [view, setView] = useState<SeatView>({ seat: initialSeat, note: null, feedback: null, isReopening: false })
  const [announcement, setAnnouncement] = useState('')
  const engineRef = useRef<SeatEngine | null>(null)

  const { session, latest, dispatch, load } = useLabelingSession(
    initialSeat.task,
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
    return seatEngine(initialSeat, {
      outbox: {
        add: (entry) => ratingOutbox().add(entry),
        takeBack: (name) => ratingOutbox().takeBack(name),
        isPending: (name) => ratingOutbox().isPending(name),
      },
      readSeat: () => withAhead((ahead) => readSeat(slug, ahead)),
      skip: (id, input) => withAhead((ahead) => skipTask(slug, id, { ...input, ...ahead })),
      undo: (id) => withAhead((ahead) => undoSubmission(slug, id, ahead)),
      pictures: {
        isReady: isPictureReady,
        ready: (picture) => imageReady(picture, imagePatienceMs),
        prefetch: prefetchPictures,
      },
      session: () => latest.current,
      dispatch,
      load(task) {
        load(task)
        if (task) setAnnouncement(t('nextPicture', { count: task.candidates.length }))
      },
      forgetDraft: (task) => browserDrafts().forget({ slug, raterId }, task),
      show: setView,
      stamp: queueStamp,
      measure: (from) => measuredTimes(from, performance.now()),
    })
  })
  engineRef.current = engine

  const tab = useTabSeat(
    `${slug}/${raterId}`,
    () => {
      tellTasksHere(() => engine.held().map(({ assignmentId }) => assignmentId))
      return ratingOutbox()
        .open({ slug, raterId })
        .then((left) => {
          engine.takeUp(left)
          const inHand = engine.inHand()
          const mine = left.find(
            ({ input }) => input.assignmentId === inHand?.assignmentId && input.revision === inHand.revision,
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
  useLeases(slug, engine, tab.place === 'here')

  useEffect(() => {
    browserDrafts().sweep()
    // The clock of the first task starts when the rater can act, not when the server drew the page.
    load(engine.inHand())
    const picture = initialSeat.task && stagePicture(initialSeat.task.image)
    if (picture) void imageReady(picture, imagePatienceMs).then(engine.fetchAhead)
    return ratingOutbox().onOutcome(engine.settle)
  }, [engine, load, initialSeat])

  const { state } = view.seat
  const isHere = tab.place === 'here'
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

  const note: SeatNote | null = view.note && {
    tone: errorNotes.includes(view.note.name) ? 'error' : 'info',
    text: t(view.note.name, { reason: view.note.reason }).trim(),
  }

  return {
    seat: view.seat,
    session,
    saveState,
    note,
    announcement,
    announce: setAnnouncement,
    dismissNote: engine.dismiss,
    dispatch,
    askNext: () => engine.ask(),
    retrySaving: () => ratingOutbox().retry(),
    skip: useSkipping(engine.skip),
    isReopening: view.isReopening,
    /** What was true of the training task in hand, once it is answered; null for all others. */
    feedback: view.feedback,
    /** Leads on from the feedback. */
    goOn: engine.goOn,
    /** Which tab has the seat; `take` takes it over into this one. */
    tab,
  }
}

/** Giving a task back, with what the dialog has to know of it. */
function useSkipping(skip: (input: SkipInput) => Promise<void>) {
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  return {
    isPending,
    error,
    reset: () => setError(null),
    async mutate(input: SkipInput) {
      if (isPending) return
      setPending(true)
      setError(null)
      try {
        await skip(input)
      } catch (reason) {
        setError(reason instanceof ApiError ? reason : new Error(String(reason)))
      } finally {
        setPending(false)
      }
    },
  }
}
