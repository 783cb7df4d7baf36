import { type Db, prisma } from '@/lib/db/client'
import type { DocumentKind } from '@/lib/domain/texts/document'

/**
 * The wording that stands in the project's own language, or the newest in a further one: the newest, even when it is empty and so
 * takes the text, or the translation, out of force.
 */
export const findNewestDocument = (projectId: number, kind: DocumentKind, language: string | null, db: Db = prisma) =>
  db.documentVersion.findFirst({ where: { projectId, kind, language }, orderBy: { version: 'desc' } })

/** The version number saved last, in any language; 0 before the first. */
export const findLastVersion = async (projectId: number, kind: DocumentKind, db: Db = prisma): Promise<number> =>
  (await db.documentVersion.aggregate({ where: { projectId, kind }, _max: { version: true } }))._max.version ?? 0

/**
 * The wording that somebody meets: that of the project's own language, or its translation where there is one of just that
 * version; null where there is no such text.
 */
export async function findDocumentInForce(
  projectId: number,
  kind: DocumentKind,
  language: string | null,
  db: Db = prisma,
) {
  const own = await findNewestDocument(projectId, kind, null, db)
  if (!own || own.text === '') return null
  const translation = language === null ? null : await findNewestDocument(projectId, kind, language, db)
  return translation && translation.ofVersion === own.version && translation.text !== '' ? translation : own
}

export const findDocumentVersion = (projectId: number, kind: DocumentKind, version: number, db: Db = prisma) =>
  db.documentVersion.findUnique({ where: { projectId_kind_version: { projectId, kind, version } } })

/** The newest wording that a rater has read or agreed to. */
export const findLastReading = (projectId: number, raterId: number, kind: DocumentKind, db: Db = prisma) =>
  db.documentReading.findFirst({
    where: { projectId, raterId, kind },
    orderBy: { version: 'desc' },
    select: { version: true, readAt: true, document: { select: { text: true, language: true } } },
  })

/** Keeps the moment of the first reading: a second one changes nothing. */
export async function insertReading(
  reading: { projectId: number; raterId: number; kind: DocumentKind; version: number },
  db: Db = prisma,
): Promise<void> {
  await db.documentReading.createMany({ data: [reading], skipDuplicates: true })
}
