import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { safeMarkdown } from '@/lib/formats/safe-markdown'
import { guardProject } from '@/lib/services/access/guard-project'

export async function previewDocument(
  actor: Actor,
  { slug, text }: { slug: string; text: string },
  db: Db = prisma,
): Promise<{ html: string }> {
  await guardProject(actor, slug, 'admin', db)
  return { html: safeMarkdown(text) }
}
