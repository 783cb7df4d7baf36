import { type Db, prisma } from '@/lib/db/client'
import type { DocumentKind } from '@/lib/domain/texts/document'

/** The wording that stands: the newest, even when it is empty and so takes the text out of force. */
export const findNewestDocument = (projectId: number, kind: DocumentKind, db: Db = prisma) =>
  db.documentVersion.findFirst({ where: { projectId, kind }, orderBy: { version: 'desc' } })

export const findDocumentVersion = (projectId: number, kind: DocumentKind, version: number, db: Db = prisma) =>
  db.documentVersion.findUnique({ where: { projectId_kind_version: { projectId, kind, version } } })

/** The newest wording that a rater has read or agreed to. */
export const findLastReading = (projectId: number, raterId: number, kind: DocumentKind, db: Db = prisma) =>
  db.documentReading.findFirst({
    where: { projectId, raterId, kind },
    orderBy: { version: 'desc' },
    select: { version: true, readAt: true, document: { select: { text: true } } },
  })

/** Keeps the moment of the first reading: a second one changes nothing. */
export async function insertReading(
  reading: { projectId: number; raterId: number; kind: DocumentKind; version: number },
  db: Db = prisma,
): Promise<void> {
  await db.documentReading.createMany({ data: [reading], skipDuplicates: true })
}
