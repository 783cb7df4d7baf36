'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { DialogForm } from '@/components/kit/dialog-form'
import { Button } from '@/components/ui/button'
import { Trash2 } from '@/components/ui/generated/icons'
import { deleteModel } from '@/lib/client/data/data'
import type { DataModel } from '@/lib/contracts/data/project-data'
import { counted } from '@/lib/wording/number'

/** Deletes a model after confirmation. If a launched batch uses it, the dialog says why it cannot be deleted. */
export function DeleteModelButton({ slug, model }: { slug: string; model: DataModel }) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="small" tone="quiet" aria-label={`Delete model ${model.name}`} onClick={() => setOpen(true)}>
        <Trash2 aria-hidden size={16} />
      </Button>
      {isOpen && (
        <DialogForm
          title={`Delete ${model.name}?`}
          cancel={model.keptByBatch ? 'Close' : 'Cancel'}
          confirm={model.keptByBatch ? null : 'Delete model'}
          isDangerous
          onClose={() => setOpen(false)}
          act={() => deleteModel(slug, model.id).then(() => router.refresh())}
        >
          <p>
            {model.keptByBatch
              ? `This model cannot be deleted: batch “${model.keptByBatch}” asks about candidates that it proposed.`
              : `This also deletes its ${counted(model.predictions, 'prediction', 'predictions', 'en')}. Candidates that it proposed stay. You can import its file again.`}
          </p>
        </DialogForm>
      )}
    </>
  )
}
