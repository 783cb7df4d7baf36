import type { ImportedCandidates } from '@/lib/contracts/data/imported'
import { deleteCandidateList } from '@/lib/db/data/candidate-list'
import { findFileScope, lockForImport } from '@/lib/db/data/import-scope'
import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import { analyzeWithin, copyInto } from '@/lib/db/session/copy-tables'
import { AppError } from '@/lib/errors'
import { readCandidateList } from '@/lib/formats/candidate-list'
import { ClassLookup } from '@/lib/formats/classes/class-lookup'
import type { ProgressHooks } from '@/lib/services/progress'

export async function writeCandidateList(
  session: CopySession,
  projectId: number,
  { path }: { path: string },
  { onProgress, signal }: ProgressHooks = {},
): Promise<ImportedCandidates> {
  await lockForImport(session, projectId)
  const scope = await findFileScope(session, projectId)
  if (scope.imageIds.length === 0 || scope.classes.length === 0)
    throw new AppError('conflict', 'The project has no images or no classes yet. Import them before the candidates.')
  await deleteCandidateList(session, projectId)
  const images = new Set<number>()
  let candidates = 0
  async function* rows(): AsyncGenerator<CopyRow, void, undefined> {
    const list = readCandidateList(path, { positionOf: scope.positionOf, classes: new ClassLookup(scope.classes) })
    for await (const { image, label } of list) {
      images.add(image)
      yield [projectId, scope.imageIds[image]!, scope.classIds.get(label) ?? null]
      if (++candidates % 4_096 !== 0) continue
      signal?.throwIfAborted()
      onProgress?.('Reading candidates', images.size, scope.imageIds.length)
    }
  }
  await copyInto(session, 'listed_candidate', rows())
  await analyzeWithin(session, 'listed_candidate')
  return { images: images.size, candidates }
}
