import { findVisit, writeOutcome } from '@/lib/db/recruitment/panel-visit-query'
import { findDocumentInForce, findDocumentVersion, insertReading } from '@/lib/db/texts/document-rows'
import type { Actor } from '@/lib/domain/permissions'
import { isLasting } from '@/lib/domain/recruitment/panel-outcome'
import type { DocumentKind } from '@/lib/domain/texts/document'
import { conflict, forbidden } from '@/lib/errors'
import { raterRow } from '@/lib/services/access/guard-project'
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

/** The visit ends without a task, and the screen shows the code for declined consent. */
export async function declineConsent(actor: Actor, slug: string): Promise<void> {
  if (actor.kind !== 'panelist')
    throw forbidden('Only participants from a panel can end a visit. Close the page instead.')
  const { visitId } = actor
  const { projectId } = await raterRow.read(actor, slug)
  const visit = await findVisit(projectId, visitId)
  if (!isLasting(visit?.outcome ?? null)) await writeOutcome(projectId, visitId, 'no-consent')
}
