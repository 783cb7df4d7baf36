import { lastAuditEvent } from '@/lib/db/data/project-data-query'
import { hashOriginalLabels } from '@/lib/db/models/model-evaluation-rows'
import { sha256 } from '@/lib/db/sha256'
import { type ClassRelations, classRelations } from '@/lib/services/classes/class-relations'
import { memoize } from '@/lib/services/memoize'

/** Incremented when the stored format or its computation changes, so that scores of older versions are recomputed. */
const formVersion = 3

// Every change of original labels is in the audit trail.
const originalLabels = memoize<string>(200)

/** Covers what scores depend on besides a run and a model: original labels and decisions about classes. */
export async function scoreInputHash(projectId: number): Promise<{ inputHash: string; relations: ClassRelations }> {
  const [relations, last] = await Promise.all([classRelations(projectId), lastAuditEvent(projectId)])
  const labels = await originalLabels(`${projectId}/${last}`, () => hashOriginalLabels(projectId))
  const inputHash = sha256(`${formVersion} ${relations.impliedHash} ${labels}`)
  return { inputHash, relations }
}
