import { importedLabelSet, importedVotes } from '@/lib/contracts/data/answers'
import { type ImportedCandidates, importedModels } from '@/lib/contracts/data/imported'
import { importedFolder } from '@/lib/contracts/data/imported-folder'
import type { JobSummary } from '@/lib/contracts/jobs'
import { counted, wholeNumber } from '@/lib/wording/number'

const whole: Record<string, (result: unknown) => unknown> = {
  'import-classes': (classes) => ({ classes, labels: null, images: null, predictions: [] }),
  'import-labels': (labels) => ({ classes: null, labels, images: null, predictions: [] }),
  'import-images': (images) => ({ classes: null, labels: null, images, predictions: [] }),
  'import-predictions': (one) => ({ classes: null, labels: null, images: null, predictions: [one] }),
  'import-models': (result) => {
    const { data } = importedModels.safeParse(result)
    return { classes: null, labels: null, images: null, predictions: data?.models ?? [] }
  },
  'import-folder': (all) => all,
}

function votesOutcome(result: unknown): string {
  const { data } = importedVotes.safeParse(result)
  if (!data) return 'Votes imported.'
  const { votes, raters, tasks, leftOut } = data
  const rest = leftOut > 0 ? ` ${counted(leftOut, 'entry', 'entries', 'en')} left out.` : ''
  return `${counted(votes, 'vote', 'votes', 'en')} of ${counted(raters, 'rater', 'raters', 'en')} imported as ${counted(tasks, 'task', 'tasks', 'en')}.${rest}`
}

function labelSetOutcome(result: unknown): string {
  const { data } = importedLabelSet.safeParse(result)
  return data ? `${counted(data.labels, 'label', 'labels', 'en')} of “${data.name}” imported.` : 'Labels imported.'
}

const listedSentences = (list: ImportedCandidates | null): string[] =>
  list === null
    ? []
    : [
        `${counted(list.candidates, 'candidate', 'candidates', 'en')} for ${counted(list.images, 'image', 'images', 'en')} listed.`,
      ]

/** What an import brought, as sentences. */
export function importOutcome({ kind, result }: JobSummary): string {
  if (kind === 'import-votes') return votesOutcome(result)
  if (kind === 'import-label-set') return labelSetOutcome(result)
  const parsed = importedFolder.safeParse(whole[kind]?.(result))
  if (!parsed.success) return 'Imported.'
  const { classes, labels, images, candidates, predictions } = parsed.data
  const sentences: string[] = []
  if (images) {
    const known = images.images - images.added
    const rest = known > 0 ? `, ${wholeNumber(known, 'en')} already existed` : ''
    const labelled =
      images.labelled > 0 ? ` with ${counted(images.labelled, 'original label', 'original labels', 'en')}` : ''
    sentences.push(`${counted(images.added, 'image', 'images', 'en')} imported${labelled}${rest}.`)
    if (images.leftOut > 0)
      sentences.push(`${counted(images.leftOut, 'unreadable image', 'unreadable images', 'en')} left out.`)
  }
  if (classes) sentences.push(`${counted(classes.classes, 'class', 'classes', 'en')} imported.`)
  if (labels) sentences.push(`${counted(labels.images, 'original label', 'original labels', 'en')} imported.`)
  sentences.push(...listedSentences(candidates))
  if (predictions.length === 1) {
    const { model, predictions: count, images: spoken } = predictions[0]!
    sentences.push(
      `${model}: ${counted(count, 'prediction', 'predictions', 'en')} for ${counted(spoken, 'image', 'images', 'en')}.`,
    )
  }
  if (predictions.length > 1) {
    const count = predictions.reduce((sum, one) => sum + one.predictions, 0)
    sentences.push(
      `${counted(predictions.length, 'model', 'models', 'en')} with ${counted(count, 'prediction', 'predictions', 'en')}.`,
    )
  }
  return sentences.join(' ') || 'Imported.'
}
