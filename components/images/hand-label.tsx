'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ClassCombobox } from '@/components/kit/class-combobox'
import { ConfirmedAction } from '@/components/kit/confirmed-action'
import { DialogButton, DialogForm } from '@/components/kit/dialog-form'
import { Chip } from '@/components/ui/chip'
import { ReasonField } from '@/components/ui/field'
import { setLabels, takeBackLabels } from '@/lib/client/images'
import type { ClassLabel } from '@/lib/contracts/classes/class-label'
import type { SetLabelsInput } from '@/lib/contracts/images/image-actions'

interface HandLabelFormProps {
  slug: string
  /** What the label is for, such as a file name or a number of images. */
  what: string
  label?: ClassLabel | undefined
  onClose: () => void
  act: (label: Omit<SetLabelsInput, 'target'>) => Promise<void>
}

const choices = [
  { holds: true, word: 'Applies' },
  { holds: false, word: 'Does not apply' },
]

export function HandLabelForm({ slug, what, label: initial, onClose, act }: HandLabelFormProps) {
  const [label, setLabel] = useState<ClassLabel | null>(initial ?? null)
  const [holds, setHolds] = useState(true)
  return (
    <DialogForm
      title={`Set a label by hand: ${what}`}
      description="It counts from the next run on, regardless of what raters answered, and every file marks it as set by hand. On an excluded image it has no effect until the image is included again. You can take it back at any time."
      confirm="Set label"
      onClose={onClose}
      canSubmit={label !== null}
      act={(values) => act({ classIndex: label?.index ?? -1, holds, reason: String(values.get('reason')) })}
    >
      {({ fields }) => (
        <>
          <div className="flex flex-col gap-1.5">
            <p className="font-medium text-[13px]">Class</p>
            {label ? (
              <p className="flex">
                <Chip onRemove={() => setLabel(null)} removeLabel={`Choose a class other than ${label.name}`}>
                  {label.name}
                </Chip>
              </p>
            ) : (
              <ClassCombobox slug={slug} onPick={setLabel} className="h-9 rounded-control" />
            )}
            {fields.classIndex && <p className="text-danger text-small">{fields.classIndex}</p>}
          </div>
          <fieldset className="flex gap-4">
            <legend className="sr-only">Whether the class applies</legend>
            {choices.map((choice) => (
              <label key={choice.word} className="flex items-center gap-2 text-[13px]">
                <input
                  type="radio"
                  name="holds"
                  checked={holds === choice.holds}
                  onChange={() => setHolds(choice.holds)}
                />
                {choice.word}
              </label>
            ))}
          </fieldset>
          <ReasonField hint="Shown with the image, and published with the labels." />
        </>
      )}
    </DialogForm>
  )
}

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
            await setLabels(slug, { target: { imageIds: [image.id] }, ...entered })
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
      act={() => takeBackLabels(slug, { decisionId: decision })}
    />
  )
}
