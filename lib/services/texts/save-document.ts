import type { DocumentInput } from '@/lib/contracts/texts'
import { prisma } from '@/lib/db/client'
import { isUniqueViolation } from '@/lib/db/session/sql-state'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import { findLastVersion, findNewestDocument } from '@/lib/db/texts/document-rows'
import type { Actor } from '@/lib/domain/permissions'
import { type DocumentKind, tidyText } from '@/lib/domain/texts/document'
import { openBrackets } from '@/lib/domain/texts/open-brackets'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'

const changedMeanwhile = () =>
  new AppError('conflict', 'Someone else saved this text after you opened it. Copy your changes and reload the page.')

/** Throws if a consent text still has placeholders, since nobody could agree to it. */
function refusePlaceholders(kind: DocumentKind, text: string): void {
  const [first, ...others] = kind === 'consent' ? openBrackets(text) : []
  if (first === undefined) return
  const which = others.length === 0 ? first : `${first} and ${others.length} more`
  const message = `The text still has placeholders in square brackets: ${which}. Replace or remove them, then save.`
  throw new AppError('invalid-input', message, { text: message })
}

/** For a translation, also returns the version that it translates. */
async function versionsBefore(projectId: number, kind: DocumentKind, language: string | null) {
  const own = await findNewestDocument(projectId, kind, null)
  if (language === null) return { newest: own, ofVersion: null }
  const { languages } = await prisma.project.findUniqueOrThrow({
    where: { id: projectId },
    select: { languages: true },
  })
  if (!languages.includes(language))
    throw new AppError('conflict', 'The project does not have this language. Add it under Classes, Languages.')
  if (!own || own.text === '')
    throw new AppError('conflict', 'There is no text to translate. Write it in the project’s own language first.')
  return { newest: await findNewestDocument(projectId, kind, language), ofVersion: own.version }
}

/**
 * An empty version takes the text, or that translation, out of force. A translation belongs to the current version in
 * the project's own language, and is shown while that is current. An unchanged text makes no new version, so that
 * nobody has to read it again.
 */
export async function saveDocument(
  actor: Actor,
  { slug, kind, text, basedOn, language = null }: DocumentInput & { slug: string; kind: DocumentKind },
): Promise<{ version: number | null; isNew: boolean }> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  const wanted = tidyText(text)
  // Read before the newest version: a concurrent save takes this version number, and then this transaction fails.
  const version = (await findLastVersion(project.id, kind)) + 1
  const { newest, ofVersion } = await versionsBefore(project.id, kind, language)
  const isCurrent = wanted === '' || newest?.ofVersion === ofVersion
  if ((newest?.text ?? '') === wanted && isCurrent) return { version: newest?.version ?? null, isNew: false }
  refusePlaceholders(kind, wanted)
  if ((newest?.version ?? null) !== basedOn) throw changedMeanwhile()
  try {
    await prisma.$transaction(async (tx) => {
      const row = { projectId: project.id, kind, version, text: wanted, userId, language, ofVersion }
      await tx.documentVersion.create({ data: row })
      await writeAuditEvent(tx, {
        projectId: project.id,
        userId,
        action: 'document.save',
        details: { kind, version, charCount: wanted.length, ...(language !== null && { language }) },
      })
    })
  } catch (error) {
    if (isUniqueViolation(error)) throw changedMeanwhile()
    throw error
  }
  return { version, isNew: true }
}
