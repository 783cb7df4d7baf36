'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { formError } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Trash2 } from '@/components/ui/generated/icons'
import { Notice } from '@/components/ui/notice'
import { deleteModel } from '@/lib/client/data/data'
import type { DataModel } from '@/lib/contracts/data/project-data'
import { counted } from '@/lib/wording/number'

/** Deletes a model after confirmation. If a launched batch uses it, the dialog says why it cannot be deleted. */
export function DeleteModelButton({ slug, model }: { slug: string; model: DataModel }) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function remove() {
    setBusy(true)
    setProblem(null)
    try {
      await deleteModel(slug, model.id)
      setOpen(false)
      router.refresh()
    } catch (error) {
      setProblem(formError(error).message)
    }
    setBusy(false)
  }

  return (
    <>
      <Button size="small" tone="quiet" aria-label={`Delete model ${model.name}`} onClick={() => setOpen(true)}>
        <Trash2 aria-hidden size={16} />
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={`Delete ${model.name}?`}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{model.keptByBatch ? 'Close' : 'Cancel'}</Button>
            {!model.keptByBatch && (
              <Button tone="danger" disabled={isBusy} onClick={() => void remove()}>
                Delete model
              </Button>
            )}
          </>
        }
      >
        {model.keptByBatch ? (
          <p>This model cannot be deleted: batch “{model.keptByBatch}” asks about candidates that it proposed.</p>
        ) : (
          <p>
            This also deletes its {counted(model.predictions, 'prediction', 'predictions', 'en')}. Candidates that it
            proposed stay. You can import its file again.
          </p>
        )}
        {problem && (
          <Notice tone="error" className="mt-3">
            {problem}
          </Notice>
        )}
      </Dialog>
    </>
  )
}
