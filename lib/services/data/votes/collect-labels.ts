import type { AnswerReading } from '@/lib/contracts/data/answers'
import type { CopySession } from '@/lib/db/session/copy-session'
import { answerCode } from '@/lib/domain/rating/answer'
import { invalidInput } from '@/lib/errors'
import { FormatError } from '@/lib/formats/format-error'
import type { ImageLabel } from '@/lib/formats/label-file'
import { type ProgressHooks, reportProgress } from '@/lib/services/progress'
import { type AnswerDescription, openAnswers } from './describe-answers'
import type { AnswerMatcher } from './match-answers'
import { resolveAnswerFile } from './resolve-answer-file'

/** `labels` has class indices and may be empty. */
export interface CollectedLabels {
  where: string
  labels: Set<number>
}

interface CollectInput {
  path: string
  reading: AnswerReading
  matcher: AnswerMatcher
  described: AnswerDescription
}

/** Throws FormatError if an image has several labels. */
function singleLabels(path: string, collected: ReadonlyMap<number, CollectedLabels>): Map<number, number> {
  const single = new Map<number, number>()
  for (const [image, { where, labels }] of collected) {
    const [label] = labels
    if (labels.size > 1)
      throw new FormatError(path, where, {
        expected: 'one original label for each image',
        found: `the classes with the indices ${[...labels].join(', ')}`,
        fix: 'Leave all but one out, or import the file as labels of another study.',
      })
    if (label !== undefined) single.set(image, label)
  }
  return single
}

/** Collects “yes” answers by image position. Throws AppError `invalid-input` for a file with several raters. */
export async function collectLabels(
  { path, reading, matcher, described }: CollectInput,
  { onProgress, signal }: ProgressHooks = {},
): Promise<Map<number, CollectedLabels>> {
  if (described.raterCount > 1)
    throw invalidInput(
      `The file has the answers of ${described.raterCount.toLocaleString('en')} raters, who may differ. Import them as votes and aggregate them, or use a file with one set of labels. Nothing was imported.`,
    )
  const opened = await openAnswers(path, { ...reading, format: described.format })
  const codes = matcher.answersOf(described.answers.map(({ name }) => name))
  const found = new Map<number, CollectedLabels>()
  let done = 0
  for await (const one of opened.answers) {
    if (++done % 16_384 === 0) {
      reportProgress({ onProgress, signal }, 'Reading labels', done, described.answerCount)
    }
    const image = matcher.imageOf(one.image)
    if (typeof image !== 'number') continue
    const ofImage = found.get(image) ?? { where: one.where, labels: new Set<number>() }
    found.set(image, ofImage)
    const label = one.label === null ? null : matcher.classOf(one.label, one.labelKind)
    const isYes = one.answer === null || codes.get(one.answer) === answerCode('yes')
    if (typeof label === 'number' && isYes) ofImage.labels.add(label)
  }
  return found
}

/** Throws FormatError if an image has several labels. */
export async function labelsOfAnswers(
  session: CopySession,
  { projectId, path, reading }: { projectId: number; path: string; reading: AnswerReading },
  progress: ProgressHooks,
): Promise<ImageLabel[]> {
  const understood = await resolveAnswerFile(session, { projectId, file: path, reading }, progress)
  const collected = await collectLabels({ path, reading, ...understood }, progress)
  return [...singleLabels(path, collected)].map(([image, label]) => ({ image, label }))
}
