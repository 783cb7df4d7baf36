import { useCallback, useEffect, useRef, useState } from 'react'
import { withPending } from '@/lib/client/golden/answered-images'
import { openGoldenImage } from '@/lib/client/golden/golden'
import { prefetchPictures } from '@/lib/client/rating/image-ready'
import type { ExpertTask, GoldenAnswersInput } from '@/lib/contracts/golden/golden'
import { openImagesAfter } from '@/lib/domain/golden/golden-position'

/** Images that are opened early, so that answering goes on for a while without the network. */
const imagesAhead = 3

type Submitted = Pick<GoldenAnswersInput, 'revision' | 'answers'>

/** The golden images this page knows, those that come next opened early, and what of them is on its way to the server. */
export function useGoldenImages(firstTask: ExpertTask) {
  const { slug } = firstTask.project
  const [images] = useState(() => ({
    known: new Map([[firstTask.imageId, firstTask]]),
    answered: new Set<number>(),
    pending: new Map<number, Submitted>(),
  }))
  const isFetching = useRef(false)

  /** The image as the server has it now, with what is on its way to it. */
  const open = useCallback(
    async (imageId: number): Promise<ExpertTask> => {
      const task = withPending(await openGoldenImage(slug, imageId), images.pending.get(imageId))
      images.known.set(imageId, task)
      return task
    },
    [slug, images],
  )

  /** The first image after another that wants answers, opened; null when none does. Throws when it cannot be opened. */
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
        // Without the network it is tried again with the next image.
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
    /** Takes an image as it is now. */
    put: (task: ExpertTask) => void images.known.set(task.imageId, task),
    /** Notes what is on its way, and gives the image, if it is known, as it will be. */
    submitted(imageId: number, given: Submitted): ExpertTask | null {
      images.pending.set(imageId, given)
      images.answered.add(imageId)
      const task = images.known.get(imageId)
      if (!task) return null
      const after = withPending(task, given)
      images.known.set(imageId, after)
      return after
    },
    /** What was on its way is saved, and this image is the next that wants answers. */
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
