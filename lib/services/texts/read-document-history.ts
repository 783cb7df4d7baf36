import type { DocumentHistory } from '@/lib/contracts/texts'
import { type Db, prisma } from '@/lib/db/client'
import { findDocumentHistory } from '@/lib/db/texts/document-history-query'
import { findNewestDocument } from '@/lib/db/texts/document-rows'
import type { Actor } from '@/lib/domain/permissions'
import type { DocumentKind } from '@/lib/domain/texts/document'
import { guardProject } from '@/lib/services/access/guard-project'

/** A text of the project with all the wordings it had, for its admins. */
export async function readDocumentHistory(
  actor: Actor,
  { slug, kind }: { slug: string; kind: DocumentKind },
  db: Db = prisma,
): Promise<DocumentHistory> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const [newest, versions] = await Promise.all([
    findNewestDocument(project.id, kind, db),
    findDocumentHistory(project.id, kind, db),
  ])
  return {
    kind,
    text: newest?.text ?? '',
    versions: versions.map(({ createdAt, ...version }) => ({ ...version, createdAt: createdAt.toISOString() })),
  }
}
