import type { DocumentInput } from '@/lib/contracts/texts'
import { type Db, prisma } from '@/lib/db/client'
import { isUniqueViolation } from '@/lib/db/session/sql-state'
import { inTransaction, writeAuditEvent } from '@/lib/db/session/transaction'
import { findNewestDocument } from '@/lib/db/texts/document-rows'
import type { Actor } from '@/lib/domain/permissions'
import { type DocumentKind, tidyText } from '@/lib/domain/texts/document'
import { openBrackets } from '@/lib/domain/texts/open-brackets'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'

const changedMeanwhile = () =>
  new AppError('conflict', 'Someone else saved this text after you opened it. Copy your changes and reload the page.')

/** Nobody can agree to a text that still has its placeholders. */
function refusePlaceholders(kind: DocumentKind, text: string): void {
  const [first, ...others] = kind === 'consent' ? openBrackets(text) : []
  if (first === undefined) return
  const which = others.length === 0 ? first : `${first} and ${others.length} more`
  const message = `The text still has placeholders in square brackets: ${which}. Replace or remove them, then save.`
  throw new AppError('invalid-input', message, { text: message })
}

/**
 * Makes a wording the one that stands, as a version of its own; an empty one takes the text out of force. A wording that
 * stands already makes none, so that nobody has to read the same again.
 */
export async function saveDocument(
  actor: Actor,
  { slug, kind, text, basedOn }: DocumentInput & { slug: string; kind: DocumentKind },
  db: Db = prisma,
): Promise<{ version: number | null; isNew: boolean }> {
  const { project, userId } = await guardProject(actor, slug, 'admin', db)
  const wanted = tidyText(text)
  const newest = await findNewestDocument(project.id, kind, db)
  if ((newest?.text ?? '') === wanted) return { version: newest?.version ?? null, isNew: false }
  refusePlaceholders(kind, wanted)
  if ((newest?.version ?? null) !== basedOn) throw changedMeanwhile()
  const version = (newest?.version ?? 0) + 1
  try {
    await inTransaction(db, async (tx) => {
      await tx.documentVersion.create({ data: { projectId: project.id, kind, version, text: wanted, userId } })
      await writeAuditEvent(tx, {
        projectId: project.id,
        userId,
        action: 'document.save',
        details: { kind, version, charCount: wanted.length },
      })
    })
  } catch (error) {
    if (isUniqueViolation(error)) throw changedMeanwhile()
    throw error
  }
  return { version, isNew: true }
}
