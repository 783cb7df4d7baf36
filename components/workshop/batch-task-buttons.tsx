'use client'

import { useRouter } from 'next/navigation'
import { ConfirmedAction } from '@/components/kit/confirmed-action'
import { setBatchPriority, withdrawUnanswered } from '@/lib/client/workshop'
import type { BatchDetail } from '@/lib/contracts/workshop'
import { counted } from '@/lib/wording/number'

/** Changes when the open tasks of a batch are asked, and withdraws those that nobody has answered. */
export function BatchTaskButtons({ slug, detail }: { slug: string; detail: BatchDetail }) {
  const router = useRouter()
  const { batch, openTasks, unansweredTasks } = detail
  const open = counted(openTasks, 'open task', 'open tasks', 'en')
  const refresh = () => router.refresh()
  return (
    <>
      {openTasks > 0 && (
        <>
          <ConfirmedAction
            word="Ask first"
            name={batch.name}
            description={`Raters get its ${open} before those of all other batches.`}
            confirm="Ask first"
            act={() => setBatchPriority(slug, batch.id, { priority: 'first' })}
            onDone={refresh}
          />
          <ConfirmedAction
            word="Ask last"
            name={batch.name}
            description={`Raters get its ${open} after those of all other batches.`}
            confirm="Ask last"
            act={() => setBatchPriority(slug, batch.id, { priority: 'last' })}
            onDone={refresh}
          />
        </>
      )}
      {unansweredTasks > 0 && (
        <ConfirmedAction
          word="Withdraw tasks"
          name={batch.name}
          description={`Its ${counted(unansweredTasks, 'task', 'tasks', 'en')} that no rater has answered or holds are removed for good. All answers stay, and a later plan can ask about these candidates again.`}
          confirm="Withdraw tasks"
          isDangerous
          act={() => withdrawUnanswered(slug, batch.id)}
          onDone={refresh}
        />
      )}
    </>
  )
}
