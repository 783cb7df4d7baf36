import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextArea } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { TryAgain } from '@/components/ui/try-again'
import { useReason } from '@/components/ui/use-reason'
import type { ImageFlag, ImageFlagInput } from '@/lib/contracts/images/image-flag'
import type { SkipReason } from '@/lib/contracts/rating/rating'
import { imageFlagKinds } from '@/lib/domain/images/image-flag'
import { likelySkipReason } from './likely-skip-reason'
import type { ImageFlagState } from './use-image-flag'

interface FlagDialogProps {
  onClose: () => void
  state: ImageFlagState
  /** Whether the picture failed to load; preselects that reason. */
  hasImageFailed: boolean
  /** Null if the picture cannot be skipped. */
  onSkip: ((reason: SkipReason) => void) | null
  /** Called if saving fails after the dialog was closed. */
  onUnsaved: () => void
  /** Called once a report is saved or withdrawn. */
  onSaved?: (isFlagged: boolean) => void
  announce: (text: string) => void
  /** The picture, if the screen shows several. */
  picture?: ReactNode
}

const formId = 'flag-form'

export default function FlagDialog(props: FlagDialogProps) {
  const { onClose, state, hasImageFailed, onSkip, announce } = props
  const t = useTranslations('flags')
  const reason = useReason()
  const { found, saving } = state
  const isLoaded = found.data !== undefined
  const isBusy = !isLoaded || saving.isPending
  const isClosed = useRef(false)

  function leave(flag: ImageFlag | null, isSkipping: boolean) {
    onClose()
    if (isSkipping) onSkip?.(likelySkipReason(flag, hasImageFailed))
  }
  function save(said: ImageFlagInput, isSkipping: boolean) {
    // Neither an earlier report nor a new one, so there is nothing to save or withdraw.
    if (!state.flag && said.kinds.length === 0 && said.comment === null) return leave(null, isSkipping)
    void saving.mutate(said, {
      onSuccess({ flag }) {
        announce(t(flag ? 'announceSaved' : 'announceRemoved'))
        props.onSaved?.(flag !== null)
        // Whoever closes the dialog meanwhile wants to stay at the image, and may have opened another dialog.
        if (!isClosed.current) leave(flag, isSkipping)
      },
      onError() {
        if (!isClosed.current) return
        // Otherwise the next opening, perhaps for another image, would show the error.
        saving.reset()
        props.onUnsaved()
      },
    })
  }

  return (
    <Dialog
      isOpen
      onClose={() => {
        isClosed.current = true
        saving.reset()
        onClose()
      }}
      title={t('title')}
      description={t('text')}
      actions={
        <>
          {state.flag && (
            <Button
              className="me-auto"
              disabled={saving.isPending}
              onClick={() => save({ kinds: [], comment: null }, false)}
            >
              {t('remove')}
            </Button>
          )}
          {onSkip && (
            <Button type="submit" form={formId} value="skip" disabled={isBusy}>
              {t('saveAndSkip')}
            </Button>
          )}
          <Button tone="main" type="submit" form={formId} disabled={isBusy}>
            {saving.isPending ? t('saving') : t('save')}
          </Button>
        </>
      }
    >
      {props.picture}
      {found.isError ? (
        <Notice tone="error" action={<TryAgain size="small" onRetry={() => void found.refetch()} />}>
          {t('notLoaded')}
        </Notice>
      ) : (
        // The earlier report loads a moment later; the key then resets the form to it.
        <FlagForm
          key={String(isLoaded)}
          isBusy={!isLoaded}
          said={state.flag}
          likely={hasImageFailed ? ['broken'] : []}
          onSave={save}
        />
      )}
      {saving.isError && (
        <Notice tone="error" className="mt-3">
          {reason(saving.error)} {t('failed')}
        </Notice>
      )}
    </Dialog>
  )
}

interface FlagFormProps {
  isBusy: boolean
  said: ImageFlag | null
  /** Kinds that are preselected without an earlier report. */
  likely: ImageFlag['kinds']
  onSave: (said: ImageFlagInput, isSkipping: boolean) => void
}

function FlagForm({ isBusy, said, likely, onSave }: FlagFormProps) {
  const t = useTranslations('flags')
  const [kinds, setKinds] = useState(said?.kinds ?? likely)
  const [comment, setComment] = useState(said?.comment ?? '')

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const { submitter } = event.nativeEvent as SubmitEvent
    onSave(
      { kinds, comment: comment.trim() || null },
      submitter instanceof HTMLButtonElement && submitter.value === 'skip',
    )
  }

  return (
    <form id={formId} onSubmit={send} aria-busy={isBusy} className="flex flex-col gap-4">
      {/* Enter in a checkbox presses the first submit button of a form, which would be “Save and skip”. */}
      <button type="submit" hidden disabled={isBusy} />
      <fieldset disabled={isBusy} className="flex flex-col">
        <legend className="pb-1 font-medium text-[13px]">{t('what')}</legend>
        {imageFlagKinds.map((kind) => (
          <label key={kind} className="flex min-h-9 cursor-pointer items-center gap-2.5 touch:min-h-11">
            <input
              type="checkbox"
              checked={kinds.includes(kind)}
              onChange={() =>
                setKinds((now) => (now.includes(kind) ? now.filter((other) => other !== kind) : [...now, kind]))
              }
              className="size-4 shrink-0"
            />
            {t(kind)}
          </label>
        ))}
      </fieldset>
      <TextArea
        label={t('comment')}
        hint={t('commentHint')}
        maxLength={2000}
        rows={3}
        value={comment}
        disabled={isBusy}
        onChange={(event) => setComment(event.target.value)}
      />
    </form>
  )
}
