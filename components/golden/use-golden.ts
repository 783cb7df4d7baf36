import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ViewerNote } from '@/components/rating/picture/viewer-notice'
import { useExpertOutbox } from '@/components/workspace/use-expert-outbox'
import { answersOf, goldenDraft } from '@/lib/client/golden/answered-images'
import type { ExpertOutcome } from '@/lib/client/outbox/expert-outbox'
import { taskPictures } from '@/lib/client/rating/image-ready'
import type { ExpertTask } from '@/lib/contracts/golden/golden'
import {
  type GoldenEvent,
  type GoldenSession,
  goldenSession,
  goldenStep,
  hasUnsaved,
} from '@/lib/domain/golden/golden-session'
import { useGoldenImages } from './use-golden-images'

type GoldenImages = ReturnType<typeof useGoldenImages>
type Work = ReturnType<typeof useWork>

const messageOf = (reason: unknown) => (reason instanceof Error ? reason.message : 'Something went wrong.')

/** An expert's work on golden images: the current image, those ahead, and pending submissions. */
export function useGolden(firstTask: ExpertTask) {
  const { slug } = firstTask.project
  const { raterId } = firstTask
  const images = useGoldenImages(firstTask)
  const [note, setNote] = useState<ViewerNote | null>(null)
  const [progress, setProgress] = useState(firstTask.progress)
  /** Nothing is left to answer. The screen closes once everything is saved. */
  const [isDone, setDone] = useState(false)

  const box = useExpertOutbox(
    'golden',
    { slug, raterId },
    {
      onLeft(entries) {
        for (const { input } of entries) {
          const after = images.submitted(input.imageId, input)
          if (after && input.imageId === work.latest.current.task.imageId) load(after)
        }
      },
      onOutcome: settle,
    },
  )

  const work = useWork(firstTask, (task, session) => void submit(task, session))
  const { load, refresh } = work

  const goTo = useGoTo(slug, images, load, setNote)

  async function submit(task: ExpertTask, session: GoldenSession) {
    setNote(null)
    const { imageId, revision } = task
    const given = { revision, answers: answersOf(session.answers) }
    box.add({ imageId, ...given }, `${imageId}/${revision}`)
    const after = images.submitted(imageId, given)
    if (after) load(after)
    await goOn()
  }

  const goOn = () =>
    goTo(
      () => images.nextOpen(work.latest.current.task.imageId),
      () => setDone(true),
    )

  async function settle({ entry: { input }, output, error }: ExpertOutcome<'golden'>) {
    const { imageId, revision } = input
    if (output) {
      images.saved(imageId, revision, output.nextOpenImageId)
      goldenDraft.forget({ ...firstTask, imageId, revision })
      setProgress(output.progress)
      return
    }
    images.refused(imageId)
    setDone(false)
    setNote({ tone: 'error', text: `${error.message} ${await keepRefused(input, firstTask, images, work)}` })
  }

  useLeaving(`/expert/${slug}`, isDone && box.saveState.pending === 0)

  // When the expert navigates back, the browser may restore a page rendered before an answer was saved.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per page
  useEffect(() => {
    images.open(firstTask.imageId).then(
      (task) => task.imageId === work.latest.current.task.imageId && take(task),
      () => undefined,
    )
  }, [])

  /** Updates the image on the screen and keeps the answers given here. */
  function take(task: ExpertTask, focus?: number) {
    images.put(task)
    refresh(task, focus === undefined ? refreshed(task) : { ...refreshed(task), focus })
  }

  return {
    ...work,
    ...{ progress, note, setNote, take, goOn },
    saveState: box.saveState,
    retry: box.retry,
    /** Shows an image. A cached one needs no connection. */
    goToImage: (imageId: number) =>
      goTo(
        async () => images.find(imageId) ?? images.open(imageId),
        () => undefined,
      ),
  }
}

function useLeaving(href: string, isLeaving: boolean) {
  const router = useRouter()
  useEffect(() => {
    if (isLeaving) router.push(href)
  }, [isLeaving, router, href])
}

/** Shows an image once its picture is ready, unless another one was requested meanwhile. */
function useGoTo(slug: string, images: GoldenImages, load: Work['load'], setNote: (note: ViewerNote) => void) {
  const turn = useRef(0)
  function show(task: ExpertTask) {
    turn.current += 1
    // Replaces the URL without navigating, because navigation would need a connection.
    window.history.replaceState(null, '', `/expert/${slug}/${task.imageId}`)
    load(task)
    void images.fetchAhead(task.imageId)
  }

  return async (find: () => Promise<ExpertTask | null>, whenNone: () => void) => {
    turn.current += 1
    const mine = turn.current
    try {
      const task = await find()
      if (task) await taskPictures.ready(task.image)
      if (mine !== turn.current) return
      if (task) show(task)
      else whenNone()
    } catch (reason) {
      if (mine === turn.current) setNote({ tone: 'error', text: messageOf(reason) })
    }
  }
}

/** Restores answers that could not be saved, on the screen or as a draft. Returns the message to show. */
async function keepRefused(
  { imageId, revision, answers }: ExpertOutcome<'golden'>['entry']['input'],
  firstTask: ExpertTask,
  images: GoldenImages,
  { latest, refresh }: Work,
): Promise<string> {
  const fresh = await images.open(imageId).catch(() => null)
  if (imageId === latest.current.task.imageId) {
    if (fresh) refresh(fresh, refreshed(fresh))
    return 'Your answers are still here. Submit them again to save them.'
  }
  // Stored as a draft of the new revision, so that they are there when the image comes again.
  goldenDraft.keep(fresh ?? { ...firstTask, imageId, revision }, answers)
  return 'This was an earlier image. Your answers are kept and it will come again.'
}

const refreshed = ({ candidates }: ExpertTask) => ({ type: 'refresh' as const, candidates })

/**
 * The image on the screen with its session. The server knows no drafts of this browser, so they are loaded after
 * mounting.
 */
function useWork(firstTask: ExpertTask, submit: (task: ExpertTask, session: GoldenSession) => void) {
  const [work, setWork] = useState(() => ({ task: firstTask, session: goldenSession(firstTask.candidates) }))
  // Two keys may arrive before React renders again, so a step starts from the ref, not from the rendered state.
  const latest = useRef(work)
  const send = useRef(submit)
  useEffect(() => {
    send.current = submit
  })

  const hold = useCallback((task: ExpertTask, session: GoldenSession) => {
    latest.current = { task, session }
    setWork(latest.current)
  }, [])

  const dispatch = useCallback(
    (event: GoldenEvent): GoldenSession => {
      const { task, session } = latest.current
      const step = goldenStep(session, event)
      if (step.session !== session) {
        hold(task, step.session)
        keepDraft(task, step.session)
      }
      if (step.effect !== null) send.current(task, step.session)
      return latest.current.session
    },
    [hold],
  )

  const load = (task: ExpertTask) => hold(task, goldenSession(task.candidates, goldenDraft.read(task)))

  /** Updates the image on the screen. `event` merges the update into the session. */
  function refresh(task: ExpertTask, event: GoldenEvent) {
    hold(task, latest.current.session)
    dispatch(event)
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only the first image was rendered without this browser's drafts
  useEffect(() => load(firstTask), [])

  return { ...work, latest, dispatch, load, refresh }
}

function keepDraft(task: ExpertTask, session: GoldenSession) {
  if (hasUnsaved(session)) goldenDraft.keep(task, answersOf(session.answers))
  else goldenDraft.forget(task)
}
