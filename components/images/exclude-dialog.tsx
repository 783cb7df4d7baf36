'use client'

import { TextArea } from '@/components/ui/field'
import { excludeImages, includeImages } from '@/lib/client/images'
import type { ImageTarget } from '@/lib/contracts/images/image-target'
import { counted } from '@/lib/wording/number'
import { DialogForm } from './dialog-form'

/** What was done to many images, and what takes it back where that is possible. */
export interface BulkDone {
  text: string
  undo?: () => Promise<unknown>
}

export interface BulkProps {
  slug: string
  target: ImageTarget
  count: number
  onClose: () => void
  onDone: (done: BulkDone) => void
}

export const countedImages = (count: number) => counted(count, 'image', 'images', 'en')

export function ExcludeDialog({ slug, target, count, onClose, onDone }: BulkProps) {
  return (
    <DialogForm
      title={`Exclude ${countedImages(count)}`}
      description="Raters and experts are not asked about them any more. The next run gives them no label and does not use their votes. They keep their place in the files, marked with your reason. You can take it back at any time."
      confirm={`Exclude ${countedImages(count)}`}
      onClose={onClose}
      act={async (values) => {
        const changed = await excludeImages(slug, { target, reason: String(values.get('reason')) })
        const already = count - changed.images.length
        onDone({
          text: `${countedImages(changed.images.length)} excluded.${already > 0 ? ` ${countedImages(already)} had been excluded before.` : ''}`,
          undo: () => includeImages(slug, { target: { images: changed.images } }),
        })
      }}
    >
      {({ fields }) => (
        <TextArea
          label="Reason"
          name="reason"
          required
          maxLength={500}
          hint="Shown with the images, and published with the labels."
          error={fields.reason}
        />
      )}
    </DialogForm>
  )
}
