'use client'

import { FormButton } from '@/components/kit/dialog-form'
import { Trash2 } from '@/components/ui/generated/icons'
import { deleteModel } from '@/lib/client/data/data'
import type { DataModel } from '@/lib/contracts/data/project-data'
import { counted } from '@/lib/wording/number'

/** Deletes a model after confirmation. If a launched batch uses it, the dialog says why it cannot be deleted. */
export function DeleteModelButton({ slug, model }: { slug: string; model: DataModel }) {
  return (
    <FormButton
      button={{
        ...{ size: 'small', tone: 'quiet', 'aria-label': `Delete model ${model.name}` },
        children: <Trash2 aria-hidden size={16} />,
      }}
      title={`Delete ${model.name}?`}
      cancel={model.keptByBatch ? 'Close' : 'Cancel'}
      confirm={model.keptByBatch ? null : 'Delete model'}
      isDangerous
      refreshes="after-success"
      act={() => deleteModel(slug, model.id)}
    >
      <p>
        {model.keptByBatch
          ? `This model cannot be deleted: batch “${model.keptByBatch}” asks about candidates that it proposed.`
          : `This also deletes its ${counted(model.predictions, 'prediction')}. Candidates that it proposed stay. You can import its file again.`}
      </p>
    </FormButton>
  )
}
