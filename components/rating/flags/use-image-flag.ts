import { useRef } from 'react'
import { useRequest, useSending } from '@/components/kit/use-request'
import { readImageFlag, saveImageFlag } from '@/lib/client/rating/rater-tools'
import type { ImageFlagInput } from '@/lib/contracts/images/image-flag'
import type { RatingTask } from '@/lib/contracts/rating/rating'

/**
 * What the rater has said of the current picture. A picture met for the first time has nothing, so it is asked for only
 * where there may be something: on the first task of a visit, a reopened one, and when the dialog is opened.
 */
export function useImageFlag(slug: string, task: RatingTask | null, isOpen: boolean) {
  const firstId = useRef(task?.assignmentId ?? null)
  const assignmentId = task?.assignmentId ?? -1
  const mayHaveOne = task !== null && (isOpen || task.revision > 0 || task.assignmentId === firstId.current)
  const name = `flag ${slug} ${assignmentId}`
  const found = useRequest(mayHaveOne ? name : null, () => readImageFlag(slug, assignmentId))
  const saving = useSending(
    (said: ImageFlagInput) => saveImageFlag(slug, assignmentId, said),
    (output) => found.put(name, output),
  )
  return { flag: task ? (found.data?.flag ?? null) : null, found, saving }
}

export type ImageFlagState = ReturnType<typeof useImageFlag>
