import { openGoldenImage } from '@/lib/client/golden/golden'
import { taskPictures } from '@/lib/client/rating/image-ready'
import type { ExpertTask, GoldenAnswersInput } from '@/lib/contracts/golden/golden'
import { openImagesAfter } from '@/lib/domain/golden/golden-position'

/** Number of images opened ahead, so that the expert can continue for a while without a connection. */
const imagesAhead = 3

type Submitted = Pick<GoldenAnswersInput, 'revision' | 'answers'>

/** Returns the server's task as it will be once the server has the pending answers. */
function withPending(task: ExpertTask, pending: Submitted | undefined): ExpertTask {
  if (!pending || pending.revision < task.revision) return task
  const byClass = new Map(pending.answers.map(({ classId, answer }) => [classId, answer]))
  const candidates = task.candidates.map((one) => ({ ...one, answer: byClass.get(one.classId) ?? one.answer }))
  const isDone = candidates.every(({ answer }) => answer !== null)
  return { ...task, revision: pending.revision + 1, state: isDone ? 'done' : 'added', candidates }
}

/** Caches golden images in this page, opens the next ones ahead, and tracks pending submissions. */
export function goldenImages(firstTask: ExpertTask) {
  const { slug } = firstTask.project
  const known = new Map([[firstTask.imageId, firstTask]])
  const answered = new Set<number>()
  const pending = new Map<number, Submitted>()
  let isFetching = false

  /** Opens an image on the server and applies pending answers. */
  async function open(imageId: number): Promise<ExpertTask> {
    const task = withPending(await openGoldenImage(slug, imageId), pending.get(imageId))
    known.set(imageId, task)
    return task
  }

  return {
    open,
    /** Opens the next image that needs answers. Null if there is none. Throws if the request fails. */
    async nextOpen(from: number): Promise<ExpertTask | null> {
      for (;;) {
        const { images: next, missing } = openImagesAfter(from, known, answered, 1)
        const task = next[0] === undefined ? undefined : known.get(next[0])
        if (task || missing === null) return task ?? null
        await open(missing)
      }
    },
    async fetchAhead(from: number) {
      if (isFetching) return
      isFetching = true
      try {
        for (;;) {
          const { images: next, missing } = openImagesAfter(from, known, answered, imagesAhead)
          taskPictures.prefetch(next.flatMap((id) => known.get(id)?.image ?? []))
          if (missing === null) return
          await open(missing)
        }
      } catch {
        // Offline: the next image tries again.
      } finally {
        isFetching = false
      }
    },
    find: (imageId: number) => known.get(imageId),
    put: (task: ExpertTask) => void known.set(task.imageId, task),
    /** Records a pending submission. Returns the image with these answers, or null if it is not cached. */
    submitted(imageId: number, given: Submitted): ExpertTask | null {
      pending.set(imageId, given)
      answered.add(imageId)
      const task = known.get(imageId)
      if (!task) return null
      const after = withPending(task, given)
      known.set(imageId, after)
      return after
    },
    /** Records that a submission was saved, and which image needs answers next. */
    saved(imageId: number, revision: number, nextOpenImageId: number | null) {
      if (pending.get(imageId)?.revision === revision) pending.delete(imageId)
      const task = known.get(imageId)
      if (task) known.set(imageId, { ...task, nextOpenImageId })
    },
    refused(imageId: number) {
      pending.delete(imageId)
      answered.delete(imageId)
    },
  }
}
