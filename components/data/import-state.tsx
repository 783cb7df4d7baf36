'use client'

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { ActiveJob, CloseNotice, jobErrorText, StartJobButton } from '@/components/kit/jobs'
import { Notice } from '@/components/ui/notice'
import { jobsKey, listJobs } from '@/lib/client/jobs'
import { importedLabelSet, importedVotes } from '@/lib/contracts/data/answers'
import {
  type ImportedCandidates,
  type ImportedPredictions,
  importedFolder,
  importedGoldenAnswers,
  importedModels,
  importedOnnxModel,
  unreadableImages,
} from '@/lib/contracts/data/imported'
import { isActiveJob, type JobSummary } from '@/lib/contracts/jobs'
import { ignoredOutputsText, ignoredWords, renamedWords, repeatedWords } from '@/lib/wording/data'
import { counted, wholeNumber } from '@/lib/wording/number'

export const isImport = (job: JobSummary) => job.kind.startsWith('import-')

/** Whether an import waits or runs, as far as the `useJobs` of the page knows. */
export const useIsImporting = (slug: string): boolean =>
  useQuery({
    queryKey: jobsKey(slug),
    queryFn: ({ signal }) => listJobs(slug, signal),
    enabled: false,
    select: ({ jobs }) => jobs.some((job) => isImport(job) && isActiveJob(job)),
  }).data ?? false

/** Running jobs, and the result of the latest import with all errors by line, value and remedy. */
export function ImportState({ slug, jobs, active }: { slug: string; jobs: JobSummary[]; active: JobSummary[] }) {
  const [asideId, setAsideId] = useState<string | null>(null)
  const isRunning = active.some(isImport)
  const last = jobs.find((job) => isImport(job) && !active.includes(job))
  const ended = last && !isRunning && last.id !== asideId ? last : null
  const isOld = ended?.state === 'succeeded' && Date.now() - Date.parse(ended.finishedAt ?? '') > 3_600_000
  if (active.length === 0 && (!ended || isOld)) return null
  const close = <CloseNotice onClose={() => setAsideId(ended?.id ?? null)} />
  return (
    <div className="mb-4 flex flex-col gap-2" aria-live="polite">
      {active.map((job) => (
        <ActiveJob key={job.id} slug={slug} job={job} />
      ))}
      {ended?.state === 'failed' && <FailedImport slug={slug} job={ended} action={close} />}
      {ended?.state === 'succeeded' && !isOld && (
        <Notice tone="success" action={close}>
          {importOutcome(ended)}
        </Notice>
      )}
      {ended?.state === 'cancelled' && (
        <Notice tone="info" action={close}>
          The last import was cancelled. Nothing was imported.
        </Notice>
      )}
    </div>
  )
}

/** Explains why an import failed. If only some images are unreadable, offers to import the rest. */
function FailedImport({ slug, job, action }: { slug: string; job: JobSummary; action: ReactNode }) {
  const { data } = unreadableImages.safeParse(job.detail)
  if (!data)
    return (
      <Notice tone="error" title="The last import failed. Nothing was imported." action={action}>
        <p className="whitespace-pre-line break-words">{jobErrorText(job)}</p>
      </Notice>
    )
  const { count, images } = data.unreadable
  const notListed = count - images.length
  return (
    <Notice tone="error" title={`${counted(count, 'image')} cannot be imported. Nothing was imported.`} action={action}>
      <ul aria-label="Images that cannot be imported" className="my-2 max-h-60 overflow-y-auto break-words">
        {images.map(({ where, reason }) => (
          <li key={where} className="py-1">
            <span className="font-medium">{where}</span>: {reason}
          </li>
        ))}
      </ul>
      {notListed > 0 && <p className="mb-2">And {counted(notListed, 'more image')}.</p>}
      <StartJobButton slug={slug} kind={job.kind} input={{ ...data.input, skipsUnreadable: true }} size="small">
        {count === 1 ? 'Leave it out and import the rest' : 'Leave these out and import the rest'}
      </StartJobButton>
    </Notice>
  )
}

const none = { classes: null, labels: null, images: null, predictions: [] }

/** Returns the result of an import in the form of one that imports everything. */
const whole: Record<string, (result: unknown) => unknown> = {
  'import-classes': (classes) => ({ ...none, classes }),
  'import-labels': (labels) => ({ ...none, labels }),
  'import-images': (images) => ({ ...none, images }),
  'import-predictions': (one) => ({ ...none, predictions: [one] }),
  'import-models': (result) => ({ ...none, predictions: importedModels.safeParse(result).data?.models ?? [] }),
  'import-folder': (all) => all,
}

function votesOutcome(result: unknown): string {
  const { data } = importedVotes.safeParse(result)
  if (!data) return 'Votes imported.'
  const { votes, raters, tasks, leftOut } = data
  const rest = leftOut > 0 ? ` ${counted(leftOut, 'entry', 'entries')} left out.` : ''
  return `${counted(votes, 'vote')} of ${counted(raters, 'rater')} imported as ${counted(tasks, 'task')}.${rest}`
}

function labelSetOutcome(result: unknown): string {
  const { data } = importedLabelSet.safeParse(result)
  return data ? `${counted(data.labels, 'label')} of “${data.name}” imported.` : 'Labels imported.'
}

const listedSentences = (list: ImportedCandidates | null): string[] =>
  list === null ? [] : [`${counted(list.candidates, 'candidate')} for ${counted(list.images, 'image')} listed.`]

function predictionWords({ model, predictions, images }: ImportedPredictions): string {
  return `${model}: ${counted(predictions, 'prediction')} for ${counted(images, 'image')}.`
}

function onnxOutcome(result: unknown): string {
  const { data } = importedOnnxModel.safeParse(result)
  return data ? [predictionWords(data), ...ignoredOutputsText(data)].join(' ') : 'The model was run.'
}

function goldenOutcome(result: unknown): string {
  const { data } = importedGoldenAnswers.safeParse(result)
  return data
    ? `${counted(data.answers, 'golden answer')} read, ${wholeNumber(data.newAnswers)} of them new.`
    : 'Golden answers imported.'
}

const outcomes: Record<string, (result: unknown) => string> = {
  'import-votes': votesOutcome,
  'import-label-set': labelSetOutcome,
  'import-golden-answers': goldenOutcome,
  'import-onnx-model': onnxOutcome,
}

const importOutcome = (job: JobSummary): string => outcomes[job.kind]?.(job.result) ?? dataOutcome(job)

function dataOutcome({ kind, result }: JobSummary): string {
  const parsed = importedFolder.safeParse(whole[kind]?.(result))
  if (!parsed.success) return 'Imported.'
  const { classes, labels, images, candidates, predictions } = parsed.data
  const sentences: (string | null)[] = []
  if (images) {
    const known = images.images - images.added
    const rest = known > 0 ? `, ${wholeNumber(known)} already existed` : ''
    const labelled = images.labelled > 0 ? ` with ${counted(images.labelled, 'original label')}` : ''
    sentences.push(`${counted(images.added, 'image')} imported${labelled}${rest}.`)
    if (images.leftOut > 0) sentences.push(`${counted(images.leftOut, 'unreadable image')} left out.`)
    sentences.push(repeatedWords(images.repeated), ignoredWords(images.ignored))
  }
  if (classes)
    sentences.push(`${counted(classes.classes, 'class', 'classes')} imported.`, renamedWords(classes.renamed))
  if (labels) sentences.push(`${counted(labels.images, 'original label')} imported.`)
  sentences.push(...listedSentences(candidates))
  if (predictions.length === 1) {
    sentences.push(predictionWords(predictions[0]!))
  }
  if (predictions.length > 1) {
    const count = predictions.reduce((sum, one) => sum + one.predictions, 0)
    sentences.push(`${counted(predictions.length, 'model')} with ${counted(count, 'prediction')}.`)
  }
  return sentences.filter(Boolean).join(' ') || 'Imported.'
}
