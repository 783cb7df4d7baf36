'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmationDialog } from '@/components/kit/confirmed-action'
import { Button } from '@/components/ui/button'
import { MoreHorizontal } from '@/components/ui/generated/icons'
import { Link } from '@/components/ui/link'
import { Menu, MenuItem } from '@/components/ui/menu'
import { batchAddress, setBatchPriority, setBatchState, withdrawUnanswered } from '@/lib/client/plan'
import type { BatchDetail } from '@/lib/contracts/plan'
import { counted } from '@/lib/wording/number'

interface BatchAct {
  word: string
  description: string
  isDangerous?: boolean
  act: () => Promise<unknown>
}

const tasksText = (count: number) => counted(count, 'task', 'tasks', 'en')

function priorityActs(slug: string, { batch, openTasks }: BatchDetail): BatchAct[] {
  if (openTasks === 0) return []
  const open = counted(openTasks, 'open task', 'open tasks', 'en')
  return [
    {
      word: 'Ask first',
      description: `Raters get its ${open} before those of all other batches.`,
      act: () => setBatchPriority(slug, batch.id, { priority: 'first' }),
    },
    {
      word: 'Ask last',
      description: `Raters get its ${open} after those of all other batches.`,
      act: () => setBatchPriority(slug, batch.id, { priority: 'last' }),
    },
  ]
}

function stateActs(slug: string, { batch, stoppedTasks }: BatchDetail): BatchAct[] {
  const unfinished = batch.tasks - batch.finishedTasks - stoppedTasks
  if (batch.state === 'open')
    return unfinished === 0
      ? []
      : [
          {
            word: 'Stop batch',
            description: `Raters get no more of its ${tasksText(unfinished)} that are not finished. Raters who have one open may still finish it, and all answers are kept. You can reopen the batch later.`,
            isDangerous: true,
            act: () => setBatchState(slug, batch.id, { state: 'closed' }),
          },
        ]
  return stoppedTasks === 0
    ? []
    : [
        {
          word: 'Reopen batch',
          description: `Raters get its ${tasksText(stoppedTasks)} again that were stopped before they were finished.`,
          act: () => setBatchState(slug, batch.id, { state: 'open' }),
        },
      ]
}

function withdrawActs(slug: string, { batch, unansweredTasks }: BatchDetail): BatchAct[] {
  if (unansweredTasks === 0) return []
  return [
    {
      word: 'Withdraw tasks',
      description: `Its ${tasksText(unansweredTasks)} that no rater has answered or holds are removed for good. All answers stay, and a later plan can ask about these candidates again.`,
      isDangerous: true,
      act: () => withdrawUnanswered(slug, batch.id),
    },
  ]
}

export function BatchActions({ slug, detail }: { slug: string; detail: BatchDetail }) {
  const router = useRouter()
  const [chosen, setChosen] = useState<BatchAct | null>(null)
  const { batch } = detail
  const acts = [...priorityActs(slug, detail), ...stateActs(slug, detail), ...withdrawActs(slug, detail)]
  return (
    <>
      <Menu
        trigger={
          <Button>
            <MoreHorizontal aria-hidden size={16} />
            Actions
          </Button>
        }
      >
        <MenuItem asChild>
          <Link href={`/projects/${slug}/images`}>See images</Link>
        </MenuItem>
        <MenuItem asChild>
          <a href={batchAddress(slug, batch.id)} download={`${slug}-batch-${batch.id}.json`}>
            Download JSON
          </a>
        </MenuItem>
        {acts.map((one) => (
          <MenuItem key={one.word} onSelect={() => setChosen(one)}>
            {one.word}
          </MenuItem>
        ))}
      </Menu>
      {chosen && (
        <ConfirmationDialog
          isOpen
          name={batch.name}
          confirm={chosen.word}
          {...chosen}
          onDone={() => router.refresh()}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  )
}
