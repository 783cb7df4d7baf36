import { documentVersion } from '@/lib/contracts/texts'
import { prisma } from '@/lib/db/client'
import { readRows, rowOf } from '@/lib/db/session/sql'
import type { DocumentKind } from '@/lib/domain/texts/document'

/** An empty version is returned too: it takes the text or the translation out of force. */
export const findNewestDocument = (projectId: number, kind: DocumentKind, language: string | null) =>
  prisma.documentVersion.findFirst({ where: { projectId, kind, language }, orderBy: { version: 'desc' } })

/** Returns 0 before the first version in any language. */
export const findLastVersion = async (projectId: number, kind: DocumentKind): Promise<number> =>
  (await prisma.documentVersion.aggregate({ where: { projectId, kind }, _max: { version: true } }))._max.version ?? 0

/** Returns the project's own text, or a translation of exactly that version; null if there is no such text. */
export async function findDocumentInForce(projectId: number, kind: DocumentKind, language: string | null) {
  const own = await findNewestDocument(projectId, kind, null)
  if (!own || own.text === '') return null
  const translation = language === null ? null : await findNewestDocument(projectId, kind, language)
  return translation && translation.ofVersion === own.version && translation.text !== '' ? translation : own
}

export const findDocumentVersion = (projectId: number, kind: DocumentKind, version: number) =>
  prisma.documentVersion.findUnique({ where: { projectId_kind_version: { projectId, kind, version } } })

export const findLastReading = (projectId: number, raterId: number, kind: DocumentKind) =>
  prisma.documentReading.findFirst({
    where: { projectId, raterId, kind },
    orderBy: { version: 'desc' },
    select: { version: true, readAt: true, document: { select: { text: true, language: true } } },
  })

/** Records the time of the first reading; later ones change nothing. */
export async function insertReading(reading: {
  projectId: number
  raterId: number
  kind: DocumentKind
  version: number
}): Promise<void> {
  await prisma.documentReading.createMany({ data: [reading], skipDuplicates: true })
}

/** Returns the newest first, with how many raters have read each version or agreed to it. */
export const findDocumentHistory = (projectId: number, kind: DocumentKind) =>
  readRows(prisma, rowOf(documentVersion))`
    SELECT v.version, v.language, v.of_version AS "ofVersion", v.created_at AS "createdAt", u.name AS author, length(v.text) AS "charCount",
      (SELECT count(*)::int FROM document_reading r
        WHERE r.project_id = v.project_id AND r.kind = v.kind AND r.version = v.version) AS "readerCount"
    FROM document_version v LEFT JOIN app_user u ON u.id = v.user_id
    WHERE v.project_id = ${projectId}::int AND v.kind = ${kind}::document_kind
    ORDER BY v.version DESC`
