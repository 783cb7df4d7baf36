import { useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextArea } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import type { SkipReason } from '@/lib/contracts/rating/rating'

// In the order offered. Not imported from the contract, which would add its schema to the bundle.
const reasons = ['image-broken', 'cannot-tell', 'offensive', 'other'] as const satisfies readonly SkipReason[]

interface SkipDialogProps extends SkipFormProps {
  isBusy: boolean
  /** Whether the task belongs to the qualification test, which counts skipped images. */
  isTest: boolean
  onClose: () => void
}

const formId = 'skip-form'

export default function SkipDialog({ isBusy, isTest, onClose, onSkip, ...form }: SkipDialogProps) {
  const t = useTranslations('skip')
  const task = { isPage: `${form.isPage}` }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('title', task)}
      description={t(isTest ? 'testText' : 'text', task)}
      actions={
        <>
          <Button onClick={onClose}>{t('keep')}</Button>
          <Button tone="main" type="submit" form={formId} disabled={isBusy}>
            {isBusy ? t('skipping') : t('skip')}
          </Button>
        </>
      }
    >
      <SkipForm onSkip={(skipping) => !isBusy && onSkip(skipping)} {...form} />
    </Dialog>
  )
}

interface SkipFormProps {
  /** Whether the task is a page of images. */
  isPage: boolean
  likelyReason: SkipReason
  error: string | null
  onSkip: (skipping: { reason: SkipReason; note: string | null }) => void
}

/** A separate component, so that the form is reset each time the dialog opens. */
function SkipForm({ isPage, likelyReason, error, onSkip }: SkipFormProps) {
  const t = useTranslations('skip')
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
        <legend className="pb-1 font-medium text-[13px]">{t('why')}</legend>
        {reasons.map((value) => (
          <label key={value} className="flex min-h-9 cursor-pointer items-center gap-2.5 touch:min-h-11">
            <input
              ref={value === likelyReason ? likely : undefined}
              type="radio"
              name="reason"
              value={value}
              checked={reason === value}
              onChange={() => setReason(value)}
              className="size-4 shrink-0 rounded-full"
            />
            {t(value, { isPage: `${isPage}` })}
          </label>
        ))}
      </fieldset>
      <TextArea
        label={t('note')}
        maxLength={500}
        rows={2}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {error && (
        <Notice tone="error">
          {error} {t('failed')}
        </Notice>
      )}
    </form>
  )
}
