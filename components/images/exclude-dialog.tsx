'use client'

import type { ReactNode } from 'react'
import { DialogForm } from '@/components/kit/dialog-form'
import { ReasonField } from '@/components/ui/field'
import { excludeImages, includeImages } from '@/lib/client/images'
import type { ImageTarget } from '@/lib/contracts/images/image-actions'
import type { JobSummary } from '@/lib/contracts/jobs'
import { counted } from '@/lib/wording/number'

/** Result of a bulk action, with a function that undoes it if possible. */
export interface BulkActionResult {
  text: string
  undo?: () => Promise<unknown>
  /** The job that runs the action. `text` applies once it has succeeded. */
  job?: JobSummary
}

export interface BulkProps {
  slug: string
  target: ImageTarget
  count: number
  onClose: () => void
  onDone: (done: BulkActionResult) => void
}

export const countedImages = (count: number) => counted(count, 'image')

interface ImageBulkAction {
  title: (images: string) => string
  description: (isOne: boolean) => string
  confirm: (images: string) => string
  fields?: (isOne: boolean) => ReactNode
  act: (on: Pick<BulkProps, 'slug' | 'target' | 'count'>, values: FormData) => Promise<BulkActionResult>
}

/** The dialog of a bulk action. */
export const bulkDialog =
  ({ title, description, confirm, fields, act }: ImageBulkAction) =>
  ({ count, onClose, onDone, ...on }: BulkProps) => (
    <DialogForm
      title={title(countedImages(count))}
      description={description(count === 1)}
      confirm={confirm(countedImages(count))}
      onClose={onClose}
      act={async (values) => onDone(await act({ ...on, count }, values))}
    >
      {fields?.(count === 1)}
    </DialogForm>
  )

export const ExcludeDialog = bulkDialog({
  title: (images) => `Exclude ${images}`,
  description: (isOne) =>
    isOne
      ? 'Raters and experts are no longer asked about it. The next run gives it no label and does not use its votes. It keeps its position in the files, marked with your reason. You can include it again at any time.'
      : 'Raters and experts are no longer asked about them. The next run gives them no labels and does not use their votes. They keep their positions in the files, marked with your reason. You can include them again at any time.',
  confirm: (images) => `Exclude ${images}`,
  fields: (isOne) => (
    <ReasonField hint={`Shown with the ${isOne ? 'image' : 'images'}, and published with the labels.`} />
  ),
  async act({ slug, target, count }, values) {
    const { imageIds: images } = await excludeImages(slug, { target, reason: String(values.get('reason')) })
    const already = count - images.length
    return {
      text: `${countedImages(images.length)} excluded.${already > 0 ? ` ${countedImages(already)} had been excluded before.` : ''}`,
      undo: () => includeImages(slug, { target: { imageIds: images } }),
    }
  },
})
