import { type Db, prisma } from '@/lib/db/client'
import { findDocumentInForce, findDocumentVersion, insertReading } from '@/lib/db/texts/document-rows'
import type { Actor } from '@/lib/domain/permissions'
import type { DocumentKind } from '@/lib/domain/texts/document'
import { AppError } from '@/lib/errors'
import { accessAsRater } from '@/lib/services/access/rating-session'

/** Keeps that a rater has read the guidelines, or agrees to the consent text, in the wording that stands. */
export async function confirmDocument(
  actor: Actor,
  { slug, kind, version }: { slug: string; kind: DocumentKind; version: number },
  db: Db = prisma,
): Promise<{ version: number }> {
  const { projectId, raterId } = await accessAsRater(actor, slug, db)
  const wording = await findDocumentVersion(projectId, kind, version, db)
  const inForce = wording && (await findDocumentInForce(projectId, kind, wording.language, db))
  if (inForce?.version !== version)
    throw new AppError('conflict', 'The text has changed in the meantime. Read the new version.')
  await insertReading({ projectId, raterId, kind, version }, db)
  return { version }
}
