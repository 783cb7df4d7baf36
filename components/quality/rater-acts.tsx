'use client'

import { useState } from 'react'
import { DialogForm } from '@/components/kit/dialog-form'
import { MenuItem, RowMenu } from '@/components/ui/menu'
import { actOnRater, type RaterAct } from '@/lib/client/quality'
import { counted } from '@/lib/wording/number'

export interface ActedOn {
  id: number
  pausedAt: string | null
  isLeftOut: boolean
  /** Number of submitted rating tasks for which no other rater has been asked yet. Withdrawn tasks do not count. */
  replaceable: number
  /** Whether there is a test that the rater has not passed. */
  isBeforeTest: boolean
  hasAttempts: boolean
}

const words: Record<RaterAct, { item: string; explanation: (rater: ActedOn) => string }> = {
  pause: {
    item: 'Pause',
    explanation: () => 'The rater gets no more tasks until you resume them. Their answers are kept and still count.',
  },
  resume: {
    item: 'Resume',
    explanation: () => 'The rater gets tasks again. Open alerts are dismissed; rules consider answers from now on.',
  },
  'leave-out': {
    item: 'Exclude',
    explanation: () =>
      'The rater is paused, and their votes and golden answers do not count from the next run on. Everything is kept, and you can include the rater again.',
  },
  'take-in': {
    item: 'Include again',
    explanation: () =>
      'The rater’s answers count again from the next run on. Tasks already opened for replacement stay open. The rater stays paused.',
  },
  'ask-again': {
    item: 'Replace answers',
    explanation: ({ replaceable }) =>
      `${counted(replaceable, 'task')} of this rater ${replaceable === 1 ? 'goes' : 'go'} to one more rater. You cannot undo this.`,
  },
  pass: { item: 'Waive test', explanation: () => 'The rater can rate without passing the test.' },
  again: {
    item: 'Reset attempts',
    explanation: () =>
      'Earlier attempts no longer count, even if the rater has passed. New attempts use only test tasks that the rater has not seen yet, so there may be fewer attempts, or the last one may be shorter.',
  },
}

function actsOn(rater: ActedOn): RaterAct[] {
  const acts: RaterAct[] = rater.isLeftOut ? ['take-in'] : [rater.pausedAt ? 'resume' : 'pause', 'leave-out']
  if (rater.isLeftOut && rater.replaceable > 0) acts.push('ask-again')
  if (rater.isBeforeTest) acts.push('pass')
  if (rater.hasAttempts) acts.push('again')
  return acts
}

export function RaterActs({ slug, rater }: { slug: string; rater: ActedOn }) {
  const [act, setAct] = useState<RaterAct | null>(null)
  return (
    <>
      <RowMenu label={`Actions for rater ${rater.id}`}>
        {actsOn(rater).map((one) => (
          <MenuItem key={one} onSelect={() => setAct(one)}>
            {words[one].item}
          </MenuItem>
        ))}
      </RowMenu>
      {act && (
        <DialogForm
          title={`${words[act].item}: rater ${rater.id}`}
          description={words[act].explanation(rater)}
          confirm={words[act].item}
          isDangerous={act === 'leave-out'}
          onClose={() => setAct(null)}
          refreshes="always"
          act={() => actOnRater(slug, rater.id, act)}
        />
      )}
    </>
  )
}
