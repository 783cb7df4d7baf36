'use client'

import { useState } from 'react'
import { ClassCombobox } from '@/components/kit/class-combobox'
import { DialogForm } from '@/components/kit/dialog-form'
import { Chip } from '@/components/ui/chip'
import { TextArea } from '@/components/ui/field'
import type { ClassLabel } from '@/lib/contracts/classes/class-label'
import type { SetLabelsInput } from '@/lib/contracts/images/image-acts'

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
          <TextArea
            label="Reason"
            name="reason"
            required
            maxLength={500}
            hint="Shown with the image, and published with the labels."
          />
        </>
      )}
    </DialogForm>
  )
}
