'use client'

import { useRouter } from 'next/navigation'
import { ConfirmedAction } from '@/components/kit/confirmed-action'
import { setBatchState } from '@/lib/client/workshop'
import type { BatchDetail } from '@/lib/contracts/workshop'
import { counted } from '@/lib/wording/number'

const tasksText = (count: number) => counted(count, 'task', 'tasks', 'en')

/** Stops a batch that is not finished, or reopens one that was stopped. Either is said in full before it is done. */
export function BatchStateButton({ slug, detail }: { slug: string; detail: BatchDetail }) {
  const router = useRouter()
  const { batch, stoppedTasks } = detail
  const isStop = batch.state === 'open'
  const unfinished = batch.tasks - batch.finishedTasks - stoppedTasks
  if (isStop ? unfinished === 0 : stoppedTasks === 0) return null
  const word = isStop ? 'Stop batch' : 'Reopen batch'
  return (
    <ConfirmedAction
      word={word}
      name={batch.name}
      description={
        isStop
          ? `Raters get no more of its ${tasksText(unfinished)} that are not finished. Whoever holds one may still finish it, and all answers are kept. You can reopen the batch later.`
          : `Raters get its ${tasksText(stoppedTasks)} again that were stopped before they were finished.`
      }
      confirm={word}
      isDangerous={isStop}
      act={() => setBatchState(slug, batch.id, { state: isStop ? 'closed' : 'open' })}
      onDone={() => router.refresh()}
    />
  )
}
