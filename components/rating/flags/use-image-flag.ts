import { useState } from 'react'
import { useRequest, useSending } from '@/components/kit/use-request'
import type { DialogName } from '@/components/rating/use-dialogs'
import { readImageFlag, saveImageFlag } from '@/lib/client/rating/rater-tools'
import type { ImageFlagInput } from '@/lib/contracts/images/image-flag'
import type { RatingTask } from '@/lib/contracts/rating/rating'

/**
 * The rater's report on the current picture. Fetched only if there may be one: on the first task of a visit, for a
 * reopened task, and after a dialog about the picture was opened.
 */
export function useImageFlag(slug: string, task: RatingTask | null, dialog: DialogName | null, picture?: number) {
  const assignmentId = task?.assignmentId ?? -1
  const [knownId, setKnownId] = useState(assignmentId)
  if ((dialog === 'flags' || dialog === 'suggest') && knownId !== assignmentId) setKnownId(assignmentId)
  const mayHaveOne = task !== null && (task.revision > 0 || assignmentId === knownId)
  const name = `flag ${slug} ${assignmentId} ${picture}`
  const found = useRequest(mayHaveOne ? name : null, () => readImageFlag(slug, assignmentId, picture))
  const saving = useSending(
    (said: ImageFlagInput) => saveImageFlag(slug, assignmentId, said, picture),
    (output) => found.put(name, output),
  )
  const { flag = null, suggested = 0 } = found.data ?? {}
  return {
    flag,
    suggested,
    found,
    saving,
    putSuggested: (count: number) => found.put(name, { flag, suggested: count }),
  }
}

export type ImageFlagState = ReturnType<typeof useImageFlag>
