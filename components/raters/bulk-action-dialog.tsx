'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { DialogForm } from '@/components/kit/dialog-form'
import { TextArea } from '@/components/ui/field'
import { actOnRaters, messagesKey, sendMessage } from '@/lib/client/raters'
import type { TableRater } from '@/lib/contracts/raters/rater-table'
import { capitalized } from '@/lib/domain/capitalized'
import { type BulkAction, bulkActionPlan } from '@/lib/domain/raters/bulk-action'
import { bulkActionWord, raterNames } from '@/lib/wording/raters/rater-table'

const are = (ids: readonly number[]) => (ids.length === 1 ? 'is' : 'are')

interface BulkActionDialogProps {
  slug: string
  act: BulkAction
  raters: Pick<TableRater, 'id' | 'isPaused' | 'isExcluded' | 'isReachable'>[]
  onClose: () => void
  onDone?: () => void
}

/** Describes the consequences for each rater, then applies the action to all of them or to none. */
export function BulkActionDialog({ slug, act, raters, onClose, onDone }: BulkActionDialogProps) {
  const queryClient = useQueryClient()
  const [text, setText] = useState('')
  const { verb, explanation, same, refused } = bulkActionWord[act]
  const plan = bulkActionPlan(act, raters)
  const isEmpty = act === 'message' && text.trim() === ''
  async function apply() {
    if (act === 'message') {
      await sendMessage(slug, { raterIds: plan.changed, text })
      // One of these raters may be open beside the table.
      void queryClient.invalidateQueries({ queryKey: messagesKey(slug) })
    } else await actOnRaters(slug, { act, raterIds: plan.changed })
    onDone?.()
  }
  return (
    <DialogForm
      title={`${verb}: ${raterNames(plan.changed.length > 0 ? plan.changed : raters.map(({ id }) => id))}`}
      description={explanation}
      confirm={act === 'message' ? 'Send' : verb}
      isDangerous={act === 'exclude'}
      canSubmit={!isEmpty && plan.changed.length > 0}
      onClose={onClose}
      refreshes="always"
      act={apply}
    >
      <div className="flex flex-col gap-3 text-[13px]">
        {act === 'message' && plan.changed.length > 0 && (
          <TextArea
            label="Message"
            rows={5}
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.target.value)}
            hint="Plain text, sent in the name of the project, without your name."
          />
        )}
        {plan.same.length > 0 && (
          <p className="text-second">
            {capitalized(raterNames(plan.same))} {are(plan.same)} {same}. Nothing changes there.
          </p>
        )}
        {plan.refused.length > 0 && (
          <p className="text-second">
            {capitalized(raterNames(plan.refused))} {are(plan.refused)} {refused}.
          </p>
        )}
      </div>
    </DialogForm>
  )
}
