'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { formFault } from '@/components/account/form-fault'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { TextArea } from '@/components/ui/field'
import { writeExplanation } from '@/lib/client/quality'
import type { TrainingPage } from '@/lib/contracts/quality'

type Label = TrainingPage['images'][number]['labels'][number]

/** Why a label holds or not, as raters in training read it. */
export function ExplanationField({ slug, label }: { slug: string; label: Label }) {
  const [text, setText] = useState(label.explanation ?? '')
  const [saved, setSaved] = useState(label.explanation ?? '')
  const saving = useMutation({
    mutationFn: (next: string) => writeExplanation(slug, label.candidateId, next),
    onSuccess: (written) => {
      setSaved(written.text ?? '')
      setText(written.text ?? '')
    },
  })
  const isChanged = text.trim() !== saved
  const { message, fields } = saving.error
    ? formFault(saving.error)
    : { message: null, fields: {} as Record<string, string> }
  return (
    <div className="py-3">
      <p className="mb-1.5 flex items-center gap-2 font-medium">
        {label.name} <Chip tone={label.holds ? 'yes' : 'no'}>{label.holds ? 'Holds' : 'Does not hold'}</Chip>
      </p>
      <TextArea
        label={`Why “${label.name}” ${label.holds ? 'holds' : 'does not hold'}`}
        rows={2}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={`Raters read: the experts ${label.holds ? 'see this in the picture' : 'do not see this in the picture'}.`}
        error={fields.text ?? message}
      />
      {(isChanged || saving.isPending || saving.isSuccess) && (
        <div className="mt-2 flex items-center gap-3">
          <Button size="small" disabled={!isChanged || saving.isPending} onClick={() => saving.mutate(text.trim())}>
            Save
          </Button>
          <span role="status" className="text-second text-small">
            {saving.isPending ? 'Saving' : isChanged ? '' : saving.isSuccess ? 'Saved' : ''}
          </span>
        </div>
      )}
    </div>
  )
}
