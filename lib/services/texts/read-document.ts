import type { DocumentToRead } from '@/lib/contracts/texts'
import { findDecidedPairs } from '@/lib/db/classes/class-pair-rows'
import { type Db, prisma } from '@/lib/db/client'
import { findLastReading, findNewestDocument } from '@/lib/db/texts/document-rows'
import { decisionOf } from '@/lib/domain/classes/class-pair'
import type { Actor } from '@/lib/domain/permissions'
import type { DocumentKind } from '@/lib/domain/texts/document'
import { textChanges } from '@/lib/formats/text-changes'
import { ownProjectId } from '@/lib/services/access/own-project-id'
import { documentHtml } from './document-html'

/** The number somebody has among the raters, without giving them one: reading makes nobody a rater. */
async function raterIdOf(actor: Actor, projectId: number, db: Db): Promise<number | null> {
  if (actor.kind === 'panelist') return actor.raterId
  if (actor.kind !== 'account') return null
  const identity = await db.raterIdentity.findUnique({
    where: { projectId_userId: { projectId, userId: actor.userId } },
    select: { raterId: true },
  })
  return identity?.raterId ?? null
}

/** A text of the project as somebody in it meets it: as it stands, and what it says otherwise than what they read last. */
export async function readDocument(
  actor: Actor,
  { slug, kind }: { slug: string; kind: DocumentKind },
  db: Db = prisma,
): Promise<DocumentToRead> {
  const projectId = await ownProjectId(actor, slug, db)
  const raterId = await raterIdOf(actor, projectId, db)
  const [newest, last, decided] = await Promise.all([
    findNewestDocument(projectId, kind, db),
    raterId === null ? null : findLastReading(projectId, raterId, kind, db),
    kind === 'guidelines' ? findDecidedPairs(projectId, null, db) : [],
  ])
  const classPairs = decided.map((pair) => ({
    kind: decisionOf(pair.kind, true),
    ...{ first: pair.lowName, second: pair.highName, note: pair.note },
  }))
  const lastRead = last && { version: last.version, readAt: last.readAt.toISOString() }
  if (!newest || newest.text === '')
    return { kind, version: null, createdAt: null, html: '', lastRead, changes: null, classPairs }
  return {
    kind,
    version: newest.version,
    createdAt: newest.createdAt.toISOString(),
    html: await documentHtml(newest),
    lastRead,
    changes: last && last.version !== newest.version ? textChanges(last.document.text, newest.text) : null,
    classPairs,
  }
}
