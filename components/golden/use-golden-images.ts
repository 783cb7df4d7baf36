import { useCallback, useEffect, useRef, useState } from 'react'
import { withPending } from '@/lib/client/golden/answered-images'
import { openGoldenImage } from '@/lib/client/golden/golden'
import { prefetchPictures } from '@/lib/client/rating/image-ready'
import type { ExpertTask, GoldenAnswersInput } from '@/lib/contracts/golden/golden'
import { openImagesAfter } from '@/lib/domain/golden/golden-position'

/** Number of images opened ahead, so that the expert can continue for a while without a connection. */
const imagesAhead = 3

type Submitted = Pick<GoldenAnswersInput, 'revision' | 'answers'>

/** Caches golden images in this page, opens the next ones ahead, and tracks pending submissions. */
export function useGoldenImages(firstTask: ExpertTask) {
  const { slug } = firstTask.project
  const [images] = useState(() => ({
    known: new Map([[firstTask.imageId, firstTask]]),
    answered: new Set<number>(),
    pending: new Map<number, Submitted>(),
  }))
  const isFetching = useRef(false)

  /** Opens an image on the server and applies pending answers. */
  const open = useCallback(
    async (imageId: number): Promise<ExpertTask> => {
      const task = withPending(await openGoldenImage(slug, imageId), images.pending.get(imageId))
      images.known.set(imageId, task)
      return task
    },
    [slug, images],
  )

  /** Opens the next image that needs answers. Null if there is none. Throws if the request fails. */
  const nextOpen = useCallback(
    async (from: number): Promise<ExpertTask | null> => {
      for (;;) {
        const { images: next, missing } = openImagesAfter(from, images.known, images.answered, 1)
        const task = next[0] === undefined ? undefined : images.known.get(next[0])
        if (task || missing === null) return task ?? null
        await open(missing)
      }
    },
    [images, open],
  )

  const fetchAhead = useCallback(
    async (from: number) => {
      if (isFetching.current) return
      isFetching.current = true
      try {
        for (;;) {
          const { images: next, missing } = openImagesAfter(from, images.known, images.answered, imagesAhead)
          const urls = next.flatMap((id) => images.known.get(id)?.image.url ?? [])
          prefetchPictures(urls.map((url) => ({ url })))
          if (missing === null) return
          await open(missing)
        }
      } catch {
        // Offline: the next image tries again.
      } finally {
        isFetching.current = false
      }
    },
    [images, open],
  )

  useEffect(() => void fetchAhead(firstTask.imageId), [fetchAhead, firstTask.imageId])

  return {
    open,
    nextOpen,
    fetchAhead,
    find: (imageId: number) => images.known.get(imageId),
    put: (task: ExpertTask) => void images.known.set(task.imageId, task),
    /** Records a pending submission. Returns the image with these answers, or null if it is not cached. */
    submitted(imageId: number, given: Submitted): ExpertTask | null {
      images.pending.set(imageId, given)
      images.answered.add(imageId)
      const task = images.known.get(imageId)
      if (!task) return null
      const after = withPending(task, given)
      images.known.set(imageId, after)
      return after
    },
    /** Records that a submission was saved, and which image needs answers next. */
    saved(imageId: number, revision: number, nextOpenImageId: number | null) {
      if (images.pending.get(imageId)?.revision === revision) images.pending.delete(imageId)
      const task = images.known.get(imageId)
      if (task) images.known.set(imageId, { ...task, nextOpenImageId })
    },
    refused(imageId: number) {
      images.pending.delete(imageId)
      images.answered.delete(imageId)
    },
  }
}
