import { useState } from 'react'
import { useRequest, useSending } from '@/components/kit/use-request'
import type { DialogName } from '@/components/rating/use-dialogs'
import { readImageFlag, saveImageFlag } from '@/lib/client/rating/rater-tools'
import type { ImageFlagInput } from '@/lib/contracts/images/image-flag'
import type { RatingTask } from '@/lib/contracts/rating/rating'

/**
 * What the rater has said of the current picture. A picture met for the first time has nothing, so it is asked for only
 * where there may be something: on the first task of a visit, a reopened one, and once a dialog about it was opened.
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
