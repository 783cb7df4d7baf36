import { documentVersion } from '@/lib/contracts/texts'
import { type Db, prisma } from '@/lib/db/client'
import { readRows, rowOf } from '@/lib/db/session/sql'
import type { DocumentKind } from '@/lib/domain/texts/document'

/** Returns the newest first, with how many raters have read each version or agreed to it. */
export async function findDocumentHistory(projectId: number, kind: DocumentKind, db: Db = prisma) {
  return readRows(db, rowOf(documentVersion))`
    SELECT v.version, v.language, v.of_version AS "ofVersion", v.created_at AS "createdAt", u.name AS author, length(v.text) AS "charCount",
      (SELECT count(*)::int FROM document_reading r
        WHERE r.project_id = v.project_id AND r.kind = v.kind AND r.version = v.version) AS "readerCount"
    FROM document_version v LEFT JOIN app_user u ON u.id = v.user_id
    WHERE v.project_id = ${projectId}::int AND v.kind = ${kind}::document_kind
    ORDER BY v.version DESC`
}
