import type { AnswerReading } from '@/lib/contracts/data/answers'
import type { CopySession } from '@/lib/db/session/copy-session'
import type { ImageLabel } from '@/lib/formats/label-scope'
import type { ProgressHooks } from '@/lib/services/progress'
import { collectLabels, singleLabels } from './collect-labels'
import { understandFile } from './understand-file'

/** The one label of each image in a file of another tool, for original labels. */
export async function labelsOfAnswers(
  session: CopySession,
  { projectId, path, reading }: { projectId: number; path: string; reading: AnswerReading },
  progress: ProgressHooks,
): Promise<ImageLabel[]> {
  const understood = await understandFile(session, { projectId, file: path, reading }, progress)
  const collected = await collectLabels({ path, reading, ...understood }, progress)
  return [...singleLabels(path, collected)].map(([image, label]) => ({ image, label }))
}
