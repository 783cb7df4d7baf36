import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextArea } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { type SkipInput, type SkipReason, skipReasons } from '@/lib/contracts/rating'
import { skipReasonWord } from '@/lib/wording/rating'

interface SkipDialogProps extends SkipFormProps {
  isOpen: boolean
  isBusy: boolean
  onClose: () => void
}

const formId = 'skip-form'

export function SkipDialog({ isOpen, isBusy, onClose, onSkip, ...form }: SkipDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Skip this picture"
      description="You will not see it again. Answers begun on it are dropped."
      actions={
        <>
          <Button onClick={onClose}>Keep rating it</Button>
          <Button tone="main" type="submit" form={formId} disabled={isBusy}>
            {isBusy ? 'Skipping' : 'Skip'}
          </Button>
        </>
      }
    >
      <SkipForm onSkip={(input) => !isBusy && onSkip(input)} {...form} />
    </Dialog>
  )
}

interface SkipFormProps {
  likelyReason: SkipReason
  error: string | null
  onSkip: (input: SkipInput) => void
}

/** A form of its own, so that every opening of the dialog starts afresh. */
function SkipForm({ likelyReason, error, onSkip }: SkipFormProps) {
  const [reason, setReason] = useState<SkipReason>(likelyReason)
  const [note, setNote] = useState('')

  const likely = useRef<HTMLInputElement>(null)

  useEffect(() => likely.current?.focus(), [])

  function send(event: FormEvent) {
    event.preventDefault()
    onSkip({ reason, note: note.trim() || null })
  }

  return (
    <form id={formId} onSubmit={send} className="flex flex-col gap-4">
      <fieldset className="flex flex-col">
        <legend className="pb-1 font-medium text-[13px]">Why?</legend>
        {skipReasons.map((value) => (
          <label key={value} className="flex min-h-9 cursor-pointer items-center gap-2.5">
            <input
              ref={value === likelyReason ? likely : undefined}
              type="radio"
              name="reason"
              value={value}
              checked={reason === value}
              onChange={() => setReason(value)}
              className="size-4 rounded-full"
            />
            {skipReasonWord[value]}
          </label>
        ))}
      </fieldset>
      <TextArea
        label="Note (optional)"
        maxLength={500}
        rows={2}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {error && <Notice tone="error">{error} The picture was not skipped.</Notice>}
    </form>
  )
}
