import type { DocumentToRead } from '@/lib/contracts/texts'
import { findDecidedPairs } from '@/lib/db/classes/class-pair-rows'
import { prisma } from '@/lib/db/client'
import { findRaterLanguage } from '@/lib/db/rating/rater-language'
import { findDocumentInForce, findLastReading } from '@/lib/db/texts/document-rows'
import { decisionOf } from '@/lib/domain/classes/class-pair'
import type { Actor } from '@/lib/domain/permissions'
import type { DocumentKind } from '@/lib/domain/texts/document'
import { textChanges } from '@/lib/formats/text-changes'
import { ownProjectId } from '@/lib/services/access/own-project-id'
import { documentHtml } from './document-html'

/** Returns somebody's rater number without creating a rater, since reading a text makes nobody a rater. */
async function raterIdOf(actor: Actor, projectId: number): Promise<number | null> {
  if (actor.kind === 'panelist') return actor.raterId
  if (actor.kind !== 'account') return null
  const identity = await prisma.raterIdentity.findUnique({
    where: { projectId_userId: { projectId, userId: actor.userId } },
    select: { raterId: true },
  })
  return identity?.raterId ?? null
}

/**
 * Returns the current version, translated if there is a translation into the language of the reader's names, and the
 * changes since the version they read last.
 */
export async function readDocument(
  actor: Actor,
  { slug, kind }: { slug: string; kind: DocumentKind },
): Promise<DocumentToRead> {
  const projectId = await ownProjectId(actor, slug)
  const raterId = await raterIdOf(actor, projectId)
  const language = await findRaterLanguage({ projectId, raterId })
  const [{ language: own }, wording, last, decided] = await Promise.all([
    prisma.project.findUniqueOrThrow({ where: { id: projectId }, select: { language: true } }),
    findDocumentInForce(projectId, kind, language),
    raterId === null ? null : findLastReading(projectId, raterId, kind),
    kind === 'guidelines' ? findDecidedPairs(projectId, null, prisma, language) : [],
  ])
  const classPairs = decided.map((pair) => ({
    kind: decisionOf(pair.kind, true),
    ...{ first: pair.lowName, second: pair.highName, note: pair.note, noteLang: own },
  }))
  const lastRead = last && { version: last.version, readAt: last.readAt.toISOString() }
  if (!wording)
    return { kind, version: null, language: own, createdAt: null, html: '', lastRead, changes: null, classPairs }
  // A version in another language differs in every word.
  const isComparable = last && last.version !== wording.version && last.document.language === wording.language
  return {
    kind,
    version: wording.version,
    language: wording.language ?? own,
    createdAt: wording.createdAt.toISOString(),
    html: await documentHtml(wording),
    lastRead,
    changes: isComparable ? textChanges(last.document.text, wording.text) : null,
    classPairs,
  }
}
