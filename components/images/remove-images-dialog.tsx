'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { DialogForm } from '@/components/kit/dialog-form'
import { ErrorNotice } from '@/components/kit/form-error'
import { useStartJob } from '@/components/kit/use-jobs'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { imageContentsQuery } from '@/lib/client/images'
import { type ImageContents, lostAnswers } from '@/lib/contracts/images/image-acts'
import { counted } from '@/lib/wording/number'
import { type BulkProps, ExcludeDialog, countedImages as images } from './exclude-dialog'

const partsOf = ({ candidates, votes, goldenAnswers, decisions }: ImageContents) =>
  [
    [candidates, 'candidate', 'candidates'],
    [votes, 'vote', 'votes'],
    [goldenAnswers, 'golden answer', 'golden answers'],
    [decisions, 'decision of an expert or admin', 'decisions of experts and admins'],
  ] as const

/** Says what is deleted along with images. If they cannot be deleted, says why and offers to exclude them. */
export function RemoveImagesDialog(props: BulkProps) {
  const { slug, target, count, onClose, onDone } = props
  const [isExcluding, setExcluding] = useState(false)
  const { mutateAsync } = useStartJob(slug, 'remove-images')
  const { data: contents, error } = useQuery(imageContentsQuery(slug, target))
  if (isExcluding) return <ExcludeDialog {...props} />
  const mustStay = contents !== undefined && contents.inRuns > 0
  const lost = contents ? lostAnswers(contents) : 0
  return (
    <DialogForm
      title={`Remove ${images(count)}`}
      description="They are removed for good with everything that belongs to them, and later images move up in the label files. To leave images out and keep their answers, exclude them instead."
      confirm={`Remove ${images(count)}`}
      isDangerous
      canSubmit={contents !== undefined && !mustStay}
      onClose={onClose}
      act={async (values) => {
        const job = await mutateAsync({ target, lost: lost > 0 ? Number(values.get('lost')) : 0 })
        onDone({ text: `${images(count)} removed.`, job })
      }}
    >
      <ErrorNotice error={error} />
      {!contents && !error && <p aria-busy>Counting what belongs to them…</p>}
      {mustStay && (
        <Notice
          tone="info"
          action={
            <Button size="small" onClick={() => setExcluding(true)}>
              Exclude instead
            </Button>
          }
        >
          {contents.inRuns === count
            ? 'Runs have used these images'
            : `Runs have used ${images(contents.inRuns)} of them`}
          , so they must stay: their positions in label files would shift. Excluded images get no label and no tasks.
        </Notice>
      )}
      {contents && !mustStay && (
        <>
          <ul className="list-disc ps-5">
            {partsOf(contents)
              .filter(([number]) => number > 0)
              .map(([number, one, several]) => (
                <li key={one}>{counted(number, one, several, 'en')}</li>
              ))}
            <li>Their predictions, flags and open tasks</li>
          </ul>
          {lost > 0 && (
            <Field
              label={`Type ${lost}, the number of votes, answers and decisions that are lost`}
              name="lost"
              inputMode="numeric"
              required
              autoComplete="off"
            />
          )}
        </>
      )}
    </DialogForm>
  )
}
