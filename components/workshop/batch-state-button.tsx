'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { formError } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { setBatchState } from '@/lib/client/workshop'
import type { BatchDetail } from '@/lib/contracts/workshop'
import { counted } from '@/lib/wording/number'

const tasksText = (count: number) => counted(count, 'task', 'tasks', 'en')

/** Stops a batch that is not finished, or reopens one that was stopped. Either is said in full before it is done. */
export function BatchStateButton({ slug, detail }: { slug: string; detail: BatchDetail }) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const { batch, stoppedTasks } = detail
  const isStop = batch.state === 'open'
  const change = useMutation({
    mutationFn: () => setBatchState(slug, batch.id, { state: isStop ? 'closed' : 'open' }),
    onSuccess: () => {
      setOpen(false)
      router.refresh()
    },
  })
  const unfinished = batch.tasks - batch.finishedTasks - stoppedTasks
  if (isStop ? unfinished === 0 : stoppedTasks === 0) return null
  const word = isStop ? 'Stop batch' : 'Reopen batch'
  return (
    <>
      <Button onClick={() => setOpen(true)}>{word}</Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={`${word}: ${batch.name}`}
        description={
          isStop
            ? `Raters get no more of its ${tasksText(unfinished)} that are not finished. Whoever holds one may still finish it, and all answers are kept. You can reopen the batch later.`
            : `Raters get its ${tasksText(stoppedTasks)} again that were stopped before they were finished.`
        }
        actions={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button tone={isStop ? 'danger' : 'main'} disabled={change.isPending} onClick={() => change.mutate()}>
              {word}
            </Button>
          </>
        }
      >
        {change.error && <Notice tone="error">{formError(change.error).message}</Notice>}
      </Dialog>
    </>
  )
}
