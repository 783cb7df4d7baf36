'use client'

import { DialogForm } from '@/components/kit/dialog-form'
import { TextArea } from '@/components/ui/field'
import { excludeImages, includeImages } from '@/lib/client/images'
import type { ImageTarget } from '@/lib/contracts/images/image-acts'
import type { JobSummary } from '@/lib/contracts/jobs'
import { counted } from '@/lib/wording/number'

/** Result of a bulk action, with a function that undoes it if possible. */
export interface BulkDone {
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
  onDone: (done: BulkDone) => void
}

export const countedImages = (count: number) => counted(count, 'image')

const exclusionText = {
  one: 'Raters and experts are no longer asked about it. The next run gives it no label and does not use its votes. It keeps its position in the files, marked with your reason. You can include it again at any time.',
  many: 'Raters and experts are no longer asked about them. The next run gives them no labels and does not use their votes. They keep their positions in the files, marked with your reason. You can include them again at any time.',
}

export function ExcludeDialog({ slug, target, count, onClose, onDone }: BulkProps) {
  return (
    <DialogForm
      title={`Exclude ${countedImages(count)}`}
      description={exclusionText[count === 1 ? 'one' : 'many']}
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
      <TextArea
        label="Reason"
        name="reason"
        required
        maxLength={500}
        hint={`Shown with the ${count === 1 ? 'image' : 'images'}, and published with the labels.`}
      />
    </DialogForm>
  )
}
