import type { DocumentHistory } from '@/lib/contracts/texts'
import { prisma } from '@/lib/db/client'
import { findDocumentHistory } from '@/lib/db/texts/document-history-query'
import { findNewestDocument } from '@/lib/db/texts/document-rows'
import type { Actor } from '@/lib/domain/permissions'
import type { DocumentKind } from '@/lib/domain/texts/document'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'

export async function readDocumentHistory(
  actor: Actor,
  { slug, kind, language = null }: { slug: string; kind: DocumentKind; language?: string | null | undefined },
): Promise<DocumentHistory> {
  const { project } = await guardProject(actor, slug, 'admin')
  const [{ language: ownLanguage, languages }, own, newest, versions] = await Promise.all([
    prisma.project.findUniqueOrThrow({ where: { id: project.id }, select: { language: true, languages: true } }),
    findNewestDocument(project.id, kind, null),
    findNewestDocument(project.id, kind, language),
    findDocumentHistory(project.id, kind),
  ])
  if (language !== null && !languages.includes(language)) throw notFound('language')
  return {
    kind,
    ...{ text: newest?.text ?? '', version: newest?.version ?? null, language },
    ...{ ownText: own?.text ?? '', ownLanguage },
    languages: languages.map((tag) => {
      const last = versions.find((version) => version.language === tag)
      const state = !last || last.charCount === 0 ? 'missing' : last.ofVersion === own?.version ? 'current' : 'outdated'
      return { language: tag, state }
    }),
    versions: versions.map(({ createdAt, ...version }) => ({ ...version, createdAt: createdAt.toISOString() })),
  }
}
