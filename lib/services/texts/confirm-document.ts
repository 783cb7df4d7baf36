import { findDocumentInForce, findDocumentVersion, insertReading } from '@/lib/db/texts/document-rows'
import type { Actor } from '@/lib/domain/permissions'
import type { DocumentKind } from '@/lib/domain/texts/document'
import { conflict } from '@/lib/errors'
import { accessAsRater } from '@/lib/services/access/rating-session'

/** Records that a rater has read the guidelines, or agrees to the consent text, in the current version. */
export async function confirmDocument(
  actor: Actor,
  { slug, kind, version }: { slug: string; kind: DocumentKind; version: number },
): Promise<{ version: number }> {
  const { projectId, raterId } = await accessAsRater(actor, slug)
  const wording = await findDocumentVersion(projectId, kind, version)
  const inForce = wording && (await findDocumentInForce(projectId, kind, wording.language))
  if (inForce?.version !== version) throw conflict('The text has changed in the meantime. Read the new version.')
  await insertReading({ projectId, raterId, kind, version })
  return { version }
}
