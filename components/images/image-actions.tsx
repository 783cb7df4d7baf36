'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { DialogForm } from '@/components/kit/dialog-form'
import { ErrorNotice } from '@/components/kit/form'
import { useStartJob } from '@/components/kit/jobs'
import { Button } from '@/components/ui/button'
import { Field, WholeNumberField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { addToGoldenSet, undoGoldenDraw } from '@/lib/client/golden/golden'
import {
  askAgain,
  imageContentsQuery,
  includeImages,
  sendToExperts,
  setLabels,
  takeBackFromExperts,
  takeBackLabels,
} from '@/lib/client/images'
import { withdrawUnanswered } from '@/lib/client/plan'
import { countLostAnswers, type ImageContents } from '@/lib/contracts/images/image-actions'
import { counted, wholeNumber } from '@/lib/wording/number'
import { type BulkProps, bulkDialog, ExcludeDialog, countedImages as images } from './exclude-dialog'
import { HandLabelForm } from './hand-label'

const partsOf = ({ candidates, votes, goldenAnswers, decisions }: ImageContents) =>
  [
    [candidates, 'candidate', 'candidates'],
    [votes, 'vote', 'votes'],
    [goldenAnswers, 'golden answer', 'golden answers'],
    [decisions, 'decision of an expert or admin', 'decisions of experts and admins'],
  ] as const

const removalText = (isOne: boolean) =>
  isOne
    ? 'It is removed for good with everything that belongs to it, and later images move up in the label files. To leave the image out and keep its answers, exclude it instead.'
    : 'They are removed for good with everything that belongs to them, and later images move up in the label files. To leave images out and keep their answers, exclude them instead.'

/** Says why images cannot be removed: `inRuns` of the `count` images were in a run. */
function mustStayText(inRuns: number, count: number): string {
  const all = count === 1 ? 'this image' : 'these images'
  const used = inRuns === count ? all : `${wholeNumber(inRuns)} of them`
  const stay = inRuns === 1 ? 'it must stay' : 'they must stay'
  return `Runs have used ${used}, so ${stay}: the positions of later images in label files would shift.`
}

/** Says what is deleted along with images. If they cannot be deleted, says why and offers to exclude them. */
function RemoveImagesDialog(props: BulkProps) {
  const { slug, target, count, onClose, onDone } = props
  const [isExcluding, setExcluding] = useState(false)
  const { mutateAsync } = useStartJob(slug, 'remove-images')
  const { data: contents, error } = useQuery(imageContentsQuery(slug, target))
  if (isExcluding) return <ExcludeDialog {...props} />
  const mustStay = contents !== undefined && contents.inRuns > 0
  const lost = contents ? countLostAnswers(contents) : 0
  return (
    <DialogForm
      title={`Remove ${images(count)}`}
      description={removalText(count === 1)}
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
      {!contents && !error && <p aria-busy>Counting what belongs to {count === 1 ? 'it' : 'them'}…</p>}
      {mustStay && (
        <Notice
          tone="info"
          action={
            <Button size="small" onClick={() => setExcluding(true)}>
              Exclude instead
            </Button>
          }
        >
          {mustStayText(contents.inRuns, count)} Excluded images get no label and no tasks.
        </Notice>
      )}
      {contents && !mustStay && (
        <>
          <ul className="list-disc ps-5">
            {partsOf(contents)
              .filter(([number]) => number > 0)
              .map(([number, one, several]) => (
                <li key={one}>{counted(number, one, several)}</li>
              ))}
            <li>{count === 1 ? 'Its' : 'Their'} predictions, flags and open tasks</li>
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

function LabelDialog({ slug, target, count, onClose, onDone }: BulkProps) {
  return (
    <HandLabelForm
      slug={slug}
      what={images(count)}
      onClose={onClose}
      act={async (entered) => {
        const { actId, images: labelled } = await setLabels(slug, { target, ...entered })
        onDone({
          text: `A label was set by hand on ${images(labelled)}. It counts from the next run on.`,
          undo: () => takeBackLabels(slug, { actId }),
        })
      }}
    />
  )
}

const candidates = (count: number) => counted(count, 'candidate')

const IncludeDialog = bulkDialog({
  title: (of) => `Include ${of} again`,
  description: () => 'Excluded images are asked about again where tasks were stopped, and the next run includes them.',
  confirm: (of) => `Include ${of}`,
  async act({ slug, target }) {
    const changed = await includeImages(slug, { target })
    return { text: `${images(changed.imageIds.length)} included again.` }
  },
})

const AskAgainDialog = bulkDialog({
  title: (of) => `Ask again about ${of}`,
  description: (isOne) =>
    `Opens a small batch that collects more votes for all candidates of ${isOne ? 'this image' : 'these images'} that raters have already been asked about. Nobody is asked twice about a candidate.`,
  confirm: () => 'Ask again',
  fields: () => (
    <WholeNumberField label="More votes for each candidate" name="votes" min={1} max={50} defaultValue={2} />
  ),
  async act({ slug, target }, values) {
    const made = await askAgain(slug, { target, votes: Number(values.get('votes')) })
    return {
      text: `Batch ${made.batchId} asks again about ${candidates(made.candidates)} on ${images(made.images)}.`,
      undo: () => withdrawUnanswered(slug, made.batchId),
    }
  },
})

const SendDialog = bulkDialog({
  title: (of) => `Send ${of} to experts`,
  description: (isOne) =>
    `All ${isOne ? 'its' : 'their'} candidates come first in the adjudication queue, whatever their score. Candidates that are decided already stay decided.`,
  confirm: () => 'Send to experts',
  async act({ slug, target }) {
    const sent = await sendToExperts(slug, { target })
    return {
      text: `${candidates(sent.candidates)} of ${images(sent.imageIds.length)} sent to experts. ${sent.candidates === 1 ? 'It comes' : 'They come'} first in the adjudication queue.`,
      undo: () => takeBackFromExperts(slug, { target: { imageIds: sent.imageIds } }),
    }
  },
})

const TakeBackDialog = bulkDialog({
  title: (of) => `Take ${of} back from experts`,
  description: () => 'Candidates that are not decided yet lose their place at the front of the queue. Decisions stay.',
  confirm: () => 'Take back',
  async act({ slug, target }) {
    const taken = await takeBackFromExperts(slug, { target })
    return { text: `${candidates(taken.candidates)} of ${images(taken.imageIds.length)} taken back from experts.` }
  },
})

const GoldenDialog = bulkDialog({
  title: (of) => `Add ${of} to the golden set`,
  description: (isOne) =>
    isOne
      ? 'Experts are asked about all its candidates, and it can serve as a gold question or training. You chose it, so it is not drawn at random: the recall of plans, the accuracy of runs and the agreement of experts do not include it.'
      : 'Experts are asked about all their candidates, and they can serve as gold questions or training. You chose them, so they are not a random sample: the recall of plans, the accuracy of runs and the agreement of experts do not include them.',
  confirm: () => 'Add to golden set',
  async act({ slug, target, count }) {
    const made = await addToGoldenSet(slug, { target })
    const others = count - made.images
    return {
      text: `${images(made.images)} added to the golden set.${others > 0 ? ` ${images(others)} could not be added: golden already, excluded or without a file.` : ''}`,
      undo: () => undoGoldenDraw(slug, made.drawId),
    }
  },
})

/** Which states occur among the selected images. An action is offered only if it applies to some of them. */
export interface SelectionStates {
  isExcluded: boolean
  isSent: boolean
}

const actions: { word: string; Dialog: (props: BulkProps) => React.ReactNode; only?: keyof SelectionStates }[] = [
  { word: 'Set a label', Dialog: LabelDialog },
  { word: 'Ask again', Dialog: AskAgainDialog },
  { word: 'Send to experts', Dialog: SendDialog },
  { word: 'Take back from experts', Dialog: TakeBackDialog, only: 'isSent' },
  { word: 'Add to golden set', Dialog: GoldenDialog },
  { word: 'Exclude', Dialog: ExcludeDialog },
  { word: 'Include again', Dialog: IncludeDialog, only: 'isExcluded' },
  { word: 'Remove', Dialog: RemoveImagesDialog },
]

/** Actions for the selected images. Each is confirmed in a dialog that shows their number. */
export function ImageActions({ state, ...props }: Omit<BulkProps, 'onClose'> & { state: SelectionStates }) {
  const [open, setOpen] = useState<string | null>(null)
  const Dialog = actions.find(({ word }) => word === open)?.Dialog
  const offered = actions.filter(({ only }) => only === undefined || state[only])
  return (
    <>
      {offered.map(({ word }) => (
        <Button key={word} size="small" onClick={() => setOpen(word)}>
          {word}
        </Button>
      ))}
      {Dialog && <Dialog {...props} onClose={() => setOpen(null)} />}
    </>
  )
}
