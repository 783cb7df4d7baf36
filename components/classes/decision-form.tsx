'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { ErrorNotice } from '@/components/kit/form'
import { Moment } from '@/components/kit/moment'
import { Button } from '@/components/ui/button'
import { TextArea } from '@/components/ui/field'
import { PageForm } from '@/components/ui/page-form'
import { useLeaveWarning } from '@/components/ui/use-leave-warning'
import { decideClassPair } from '@/lib/client/classes'
import type { DecidedPair } from '@/lib/contracts/classes/class'
import { type ClassPairDecision, classPairDecisions } from '@/lib/domain/classes/class-pair'
import { decisionEffect, decisionText } from '@/lib/wording/classes'

interface Side {
  index: number
  name: string
}
export interface Decision {
  decision: ClassPairDecision
  note: string
}
interface DecisionFormProps {
  slug: string
  first: Side
  second: Side
  decided: DecidedPair | null
}

interface Change {
  wanted: Decision | null
  /** What the form showed when it was sent. */
  shown: { decision: ClassPairDecision | null; note: string }
}

const inputOf = (decision: Decision | null) => ({ decision: decision?.decision ?? null, note: decision?.note ?? '' })

/** Form for the decision on a pair, with a note for raters. The latest change can be undone at once. */
export function DecisionForm({ slug, first, second, decided }: DecisionFormProps) {
  const router = useRouter()
  const group = useId()
  const [decision, setDecision] = useState<ClassPairDecision | null>(decided?.decision ?? null)
  const [note, setNote] = useState(decided?.note ?? '')
  const [before, setBefore] = useState<Decision | null | undefined>(undefined)
  const [stored, setStored] = useState(decided)
  const saving = useMutation({
    mutationFn: ({ wanted }: Change) =>
      decideClassPair(slug, first.index, second.index, { ...inputOf(wanted), basedOn: inputOf(stored) }),
    onSuccess: ({ decided: now }, { shown }) => {
      setStored(now)
      // What was chosen or typed while it was being saved stays.
      setDecision((chosen) => (chosen === shown.decision ? (now?.decision ?? null) : chosen))
      setNote((typed) => (typed === shown.note ? (now?.note ?? '') : typed))
      router.refresh()
    },
  })
  const isSame = decision === (stored?.decision ?? null) && (decision === null || note.trim() === (stored?.note ?? ''))
  useLeaveWarning(!isSame)

  const change = (wanted: Decision | null) => saving.mutate({ wanted, shown: { decision, note } })
  function save(event: FormEvent) {
    event.preventDefault()
    setBefore(stored)
    change(decision && { decision, note })
  }
  function undo() {
    const back = before ?? null
    setBefore(undefined)
    change(back && { decision: back.decision, note: back.note })
  }

  return (
    <PageForm onSubmit={save} className="rounded-card border bg-card px-4 py-4 desk:px-5">
      <fieldset>
        <legend className="font-semibold text-question">How are these two classes related?</legend>
        <p className="mt-0.5 text-second">
          {stored ? (
            <>
              Decided by {stored.author ?? 'the command line'}, <Moment at={stored.changedAt} />.
            </>
          ) : (
            'No decision yet.'
          )}
        </p>
        <div className="mt-3 flex flex-col">
          {[...classPairDecisions, null].map((one) => (
            <label
              key={one ?? 'none'}
              className="flex cursor-pointer items-start gap-2.5 rounded-control px-2 py-1.5 hover:bg-page has-checked:bg-accent-soft"
            >
              <input
                type="radio"
                name={group}
                checked={decision === one}
                onChange={() => setDecision(one)}
                className="mt-[3px] size-4 shrink-0 accent-[var(--accent)]"
              />
              <span className="min-w-0">
                <span className="block font-medium">
                  {one ? decisionText[one](first.name, second.name) : 'No decision'}
                </span>
                {one !== null && decision === one && (
                  <span className="block text-pretty text-second text-small">
                    {decisionEffect[one](first.name, second.name)}
                  </span>
                )}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {/* Keeps its space without a decision, so that nothing moves when one is chosen. */}
      <div className="mt-3">
        <TextArea
          label="Note for raters (optional)"
          hint="How to tell the two apart, or why they are the same. Shown with both classes."
          dir="auto"
          rows={2}
          maxLength={2000}
          disabled={decision === null}
          value={decision === null ? '' : note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </div>
      <div className="mt-3 flex min-h-9 flex-wrap items-center gap-2">
        <Button tone="main" type="submit" disabled={isSame || saving.isPending}>
          {decision === null && stored ? 'Withdraw decision' : 'Save decision'}
        </Button>
        {before !== undefined && saving.isSuccess && isSame && (
          <>
            <span role="status" className="text-second">
              Saved.
            </span>
            <Button onClick={undo} disabled={saving.isPending}>
              Undo
            </Button>
          </>
        )}
      </div>
      <ErrorNotice title="Nothing was changed" className="mt-3" error={saving.error} />
    </PageForm>
  )
}
