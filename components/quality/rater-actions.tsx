'use client'

import { useState } from 'react'
import { DialogForm } from '@/components/kit/dialog-form'
import { MenuItem, RowMenu } from '@/components/ui/menu'
import { actOnRater, type RaterAction } from '@/lib/client/quality'
import { counted } from '@/lib/wording/number'
import { bulkActionWord } from '@/lib/wording/raters/rater-table'

export interface RaterActionTarget {
  id: number
  pausedAt: string | null
  isExcluded: boolean
  /** Number of submitted rating tasks for which no other rater has been asked yet. Withdrawn tasks do not count. */
  replaceable: number
  /** Whether there is a test that the rater has not passed. */
  isBeforeTest: boolean
  hasAttempts: boolean
}

interface Words {
  verb: string
  explanation: string
}

const wordsFor = ({ replaceable }: RaterActionTarget): Record<RaterAction, Words> => ({
  ...bulkActionWord,
  'replace-answers': {
    verb: 'Replace answers',
    explanation: `${counted(replaceable, 'task')} of this rater ${replaceable === 1 ? 'goes' : 'go'} to one more rater. You cannot undo this.`,
  },
  pass: { verb: 'Waive test', explanation: 'The rater can rate without passing the test.' },
  again: {
    verb: 'Reset attempts',
    explanation:
      'Earlier attempts no longer count, even if the rater has passed. New attempts use only test tasks that the rater has not seen yet, so there may be fewer attempts, or the last one may be shorter.',
  },
})

function actionsFor(rater: RaterActionTarget): RaterAction[] {
  const actions: RaterAction[] = rater.isExcluded ? ['include'] : [rater.pausedAt ? 'resume' : 'pause', 'exclude']
  if (rater.isExcluded && rater.replaceable > 0) actions.push('replace-answers')
  if (rater.isBeforeTest) actions.push('pass')
  if (rater.hasAttempts) actions.push('again')
  return actions
}

export function RaterActions({ slug, rater }: { slug: string; rater: RaterActionTarget }) {
  const [act, setAct] = useState<RaterAction | null>(null)
  const words = wordsFor(rater)
  return (
    <>
      <RowMenu label={`Actions for rater ${rater.id}`}>
        {actionsFor(rater).map((one) => (
          <MenuItem key={one} onSelect={() => setAct(one)}>
            {words[one].verb}
          </MenuItem>
        ))}
      </RowMenu>
      {act && (
        <DialogForm
          title={`${words[act].verb}: rater ${rater.id}`}
          description={words[act].explanation}
          confirm={words[act].verb}
          isDangerous={act === 'exclude'}
          onClose={() => setAct(null)}
          refreshes="always"
          act={() => actOnRater(slug, rater.id, act)}
        />
      )}
    </>
  )
}
