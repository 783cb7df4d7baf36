'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { errorText } from '@/components/kit/form'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { useLeaveWarning } from '@/components/ui/use-leave-warning'
import { writeExplanation } from '@/lib/client/quality'
import type { TrainingPage } from '@/lib/contracts/quality'

type Label = TrainingPage['images'][number]['labels'][number]

export function ExplanationField({ slug, label }: { slug: string; label: Label }) {
  const router = useRouter()
  const [text, setText] = useState(label.explanation ?? '')
  const [saved, setSaved] = useState(label.explanation ?? '')
  const saving = useMutation({
    mutationFn: (next: string) => writeExplanation(slug, label.candidateId, { text: next, basedOn: { text: saved } }),
    onSuccess: (written, sent) => {
      const now = written.text ?? ''
      setSaved(now)
      // What was typed while it was being saved stays.
      setText((typed) => (typed.trim() === sent ? now : typed))
      // Otherwise the page shows the old text when it is opened again.
      router.refresh()
    },
  })
  const isChanged = text.trim() !== saved
  useLeaveWarning(isChanged)
  const isSaved = saving.isSuccess && !isChanged
  const problem = saving.error && errorText(saving.error)
  return (
    <div className="grid items-start gap-x-4 gap-y-1.5 py-2.5 desk:grid-cols-[180px_minmax(0,1fr)]">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium desk:pt-1.5">
        <span className="min-w-0 break-words">{label.name}</span>
        <Chip tone={label.holds ? 'yes' : 'no'}>{label.holds ? 'Applies' : 'Does not apply'}</Chip>
      </p>
      <div>
        <textarea
          aria-label={`Why “${label.name}” ${label.holds ? 'applies' : 'does not apply'}`}
          aria-invalid={problem ? true : undefined}
          rows={1}
          maxLength={2000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={label.holds ? 'Experts see it in the image.' : 'Experts do not see it in the image.'}
          className="field-sizing-content block min-h-9 w-full resize-none rounded-control border border-edge bg-card px-2.5 py-[7px] placeholder:text-second aria-invalid:border-danger"
        />
        {problem && <p className="mt-1 text-danger text-small">{problem}</p>}
        {(isChanged || saving.isPending || saving.isSuccess) && (
          <div className="mt-2 flex items-center gap-3">
            <Button size="small" disabled={!isChanged || saving.isPending} onClick={() => saving.mutate(text.trim())}>
              Save
            </Button>
            <span role="status" className="text-second text-small">
              {saving.isPending ? 'Saving…' : isSaved && 'Saved'}
            </span>
          </div>
        )}
      </div>
    </div>
  )
}
