'use client'

import { useRouter } from 'next/navigation'
import { ConfirmedAction } from '@/components/kit/confirmed-action'
import { DialogButton } from '@/components/kit/dialog-form'
import { setLabels, takeBackLabels } from '@/lib/client/images'
import type { ClassLabel } from '@/lib/contracts/classes/class-label'
import { HandLabelForm } from './hand-label-form'

interface SetLabelButtonProps {
  slug: string
  image: { id: number; fileName: string }
  /** If undefined, any class can be chosen. */
  label?: ClassLabel
}

export function SetLabelButton({ slug, image, label }: SetLabelButtonProps) {
  const router = useRouter()
  return (
    <DialogButton
      size="small"
      tone={label ? 'quiet' : 'plain'}
      {...(label && { 'aria-label': `Set by hand: ${label.name}` })}
      dialog={(close) => (
        <HandLabelForm
          slug={slug}
          what={image.fileName}
          label={label}
          onClose={close}
          act={async (entered) => {
            await setLabels(slug, { target: { images: [image.id] }, ...entered })
            router.refresh()
          }}
        />
      )}
    >
      {label ? 'Set by hand' : 'Set a label by hand'}
    </DialogButton>
  )
}

export function TakeBackLabelButton({ slug, decision, name }: { slug: string; decision: number; name: string }) {
  return (
    <ConfirmedAction
      word="Take back"
      name={name}
      isInRow
      description="The earlier decision applies again, or the raters’ answers if there was none. Runs that used it stay as they are."
      confirm="Take back"
      act={() => takeBackLabels(slug, { decision })}
    />
  )
}
