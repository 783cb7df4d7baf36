import { findDocumentVersion } from '@/lib/db/texts/document-rows'
import type { Actor } from '@/lib/domain/permissions'
import type { DocumentKind } from '@/lib/domain/texts/document'
import { notFound } from '@/lib/errors'
import { textChanges } from '@/lib/formats/text-changes'
import { guardProject } from '@/lib/services/access/guard-project'
import { documentHtml } from './document-html'

export async function compareDocumentVersions(
  actor: Actor,
  { slug, kind, version, from }: { slug: string; kind: DocumentKind; version: number; from?: number | undefined },
) {
  const { project } = await guardProject(actor, slug, 'admin')
  const [wording, other] = await Promise.all([
    findDocumentVersion(project.id, kind, version),
    from === undefined ? null : findDocumentVersion(project.id, kind, from),
  ])
  if (!wording || (from !== undefined && !other)) throw notFound('version')
  return {
    version,
    text: wording.text,
    html: await documentHtml(wording),
    changes: other && textChanges(other.text, wording.text),
  }
}
