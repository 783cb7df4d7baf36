import type { Actor } from '@/lib/domain/permissions'
import type { DocumentKind } from '@/lib/domain/texts/document'
import { safeMarkdown } from '@/lib/formats/safe-markdown'
import { guardProject } from '@/lib/services/access/guard-project'
import { memoize } from '@/lib/services/memoize'

interface Wording {
  projectId: number
  kind: DocumentKind
  version: number
  text: string
}

const known = memoize<string>(200)

/** Converts a version to HTML. Cached, since versions never change and hundreds of raters read the same one. */
export const documentHtml = ({ projectId, kind, version, text }: Wording): Promise<string> =>
  known(`${projectId} ${kind} ${version}`, async () => safeMarkdown(text))

export async function previewDocument(
  actor: Actor,
  { slug, text }: { slug: string; text: string },
): Promise<{ html: string }> {
  await guardProject(actor, slug, 'admin')
  return { html: safeMarkdown(text) }
}
