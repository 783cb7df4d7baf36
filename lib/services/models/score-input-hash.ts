import { type Db, prisma } from '@/lib/db/client'
import { lastAuditEvent } from '@/lib/db/data/project-data-query'
import { hashOriginalLabels } from '@/lib/db/models/model-evaluation-rows'
import { sha256 } from '@/lib/db/sha256'
import { type ClassRelations, classRelations } from '@/lib/services/classes/class-relations'
import { memoize } from '@/lib/services/memoize'

/** Changes with the form of what is kept, so that figures of an older version are computed anew. */
const formVersion = 2

// Whatever changes original labels is written down in the audit trail.
const originalLabels = memoize<string>(200)

/** SHA-256 of what figures depend on beside a run and a model: original labels and decisions about classes. */
export async function scoreInputHash(
  projectId: number,
  db: Db = prisma,
): Promise<{ inputHash: string; relations: ClassRelations }> {
  const [relations, last] = await Promise.all([classRelations(projectId, db), lastAuditEvent(projectId, db)])
  const labels = await originalLabels(`${projectId}/${last}`, () => hashOriginalLabels(projectId, db))
  const inputHash = sha256(`${formVersion} ${relations.impliedHash} ${labels}`)
  return { inputHash, relations }
}
