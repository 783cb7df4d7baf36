import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { ApiError } from '@/lib/client/api-error'
import { imageReady } from '@/lib/client/image-ready'
import { seatQuery, skipTask, undoSubmission } from '@/lib/client/rating'
import { nothingToSave, ratingQueue } from '@/lib/client/rating-queue'
import type { SubmissionOutcome } from '@/lib/client/submission-queue'
import type { Seat, SkipInput } from '@/lib/contracts/rating'
import { type LabelingSession, measuredTimes } from '@/lib/domain/labeling-session'
import { sessionTask, useLabelingSession } from './use-labeling-session'

export interface SeatNote {
  tone: 'error' | 'info'
  text: string
}

const askAgainMs = 10_000
/** Longer than this an image on its way does not hold up the next task. */
const imagePatienceMs = 1_500

const lostNotes: Record<string, string> = {
  'lease-lost':
    'Time for the last picture ran out and it went to other raters. Your answers to it do not count; here is the next one.',
  conflict: 'Other answers to the last picture were saved before, perhaps in another tab. Those were kept.',
}

/** The rater's seat as the screen shows it: task, session, what is being saved, and the acts that lead to another seat. */
export function useRatingSeat(initialSeat: Seat) {
  const slug = initialSeat.project.slug
  const queryClient = useQueryClient()
  const [seat, setSeat] = useState(initialSeat)
  const { raterId } = seat
  const [note, setNote] = useState<SeatNote | null>(null)
  const [announcement, setAnnouncement] = useState('')
  const turn = useRef(0)

  const { session, latest, dispatch } = useLabelingSession(initialSeat.task, (effect, from) => {
    if (effect === 'submit') submit(from)
    else undo()
  })

  const present = useCallback(
    async (next: Seat, nextNote: SeatNote | null = null) => {
      turn.current += 1
      const mine = turn.current
      if (next.task?.image.url) await imageReady(next.task.image.url, imagePatienceMs)
      if (mine !== turn.current) return
      setSeat(next)
      setNote(nextNote)
      dispatch({ type: 'load', task: sessionTask(next.task) })
      if (next.task) setAnnouncement(`Next picture, ${next.task.candidates.length} names.`)
    },
    [dispatch],
  )

  const askNext = useCallback(
    async (nextNote: SeatNote | null = null) => {
      try {
        await present(await queryClient.fetchQuery(seatQuery(slug)), nextNote)
      } catch (reason) {
        setNote({ tone: 'error', text: `${reasonText(reason)} The next picture could not be fetched.` })
        return false
      }
      return true
    },
    [present, queryClient, slug],
  )

  const leave = useCallback(
    (error: ApiError) => {
      const text = lostNotes[error.code]
      if (text) void askNext({ tone: 'info', text })
      return Boolean(text)
    },
    [askNext],
  )

  function submit(from: LabelingSession) {
    if (!from.task) return
    setNote(null)
    setAnnouncement('Saving.')
    const { assignmentId, revision } = from.task
    const input = {
      revision,
      answers: from.answers.flatMap((answer) => answer ?? []),
      ...measuredTimes(from, performance.now()),
    }
    void ratingQueue().add({ slug, raterId, assignmentId, input })
  }

  const reopening = useMutation({
    mutationFn: (assignmentId: number) => undoSubmission(slug, assignmentId),
    onSuccess: (next) => present(next),
    onError: (reason) => setNote({ tone: 'error', text: `${reasonText(reason)} The last picture was not reopened.` }),
  })
  const undo = () => {
    if (reopening.isPending) return
    if (seat.undoAssignmentId === null) setNote({ tone: 'info', text: 'There is no submitted picture to reopen.' })
    else reopening.mutate(seat.undoAssignmentId)
  }

  const skipping = useMutation({
    mutationFn: (input: SkipInput) => skipTask(slug, seat.task?.assignmentId ?? 0, input),
    onSuccess: (next) => present(next),
  })

  useEffect(() => {
    const queue = ratingQueue()
    const settle = ({ submission, output, error }: SubmissionOutcome) => {
      // The outcome of one who left the seat meanwhile is not for the rater in it now.
      if (submission.slug !== slug || submission.raterId !== raterId) return
      const isCurrent = submission.assignmentId === latest.current.task?.assignmentId
      if (output) {
        if (isCurrent) void present(output.next)
      } else if (!isCurrent) {
        setNote({ tone: 'error', text: `Answers to an earlier picture were not taken: ${error.message}` })
      } else if (!leave(error)) {
        dispatch({ type: 'failed' })
        setNote({ tone: 'error', text: `${error.message} Your answers are still here; nothing was submitted.` })
      }
    }
    const forget = queue.onOutcome(settle)
    void queue.sit({ slug, raterId }).then((left) => {
      const { task } = latest.current
      const mine = left.find(
        ({ assignmentId, input }) => assignmentId === task?.assignmentId && input.revision === task.revision,
      )
      if (mine) dispatch({ type: 'restore', answers: mine.input.answers })
    })
    return forget
  }, [dispatch, latest, leave, present, raterId, slug])

  // The next picture is fetched while this one is looked at, so that it is there when its task is.
  const upcoming = seat.upcomingImageUrl
  useEffect(() => {
    if (upcoming) void imageReady(upcoming, imagePatienceMs)
  }, [upcoming])

  const isIdle = seat.state === 'waiting' || seat.state === 'paused'
  useEffect(() => {
    if (!isIdle) return
    const timer = setInterval(() => document.visibilityState === 'visible' && void askNext(), askAgainMs)
    return () => clearInterval(timer)
  }, [isIdle, askNext])

  const saveState = useSyncExternalStore(
    (watcher) => ratingQueue().watch(watcher),
    () => ratingQueue().saveState(),
    () => nothingToSave,
  )

  return {
    seat,
    session,
    saveState,
    note,
    announcement,
    announce: setAnnouncement,
    dismissNote: () => setNote(null),
    dispatch,
    askNext,
    retrySaving: () => ratingQueue().retry(),
    skip: skipping,
    isReopening: reopening.isPending,
  }
}

const reasonText = (reason: unknown) => (reason instanceof ApiError ? reason.message : 'Something went wrong.')
