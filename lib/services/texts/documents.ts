import type { DocumentHistory, DocumentInput, DocumentToRead } from '@/lib/contracts/texts'
import { findDecidedPairs } from '@/lib/db/classes/class-pair-rows'
import { prisma } from '@/lib/db/client'
import type { Project } from '@/lib/db/generated/client'
import { findRaterLanguage } from '@/lib/db/rating/rater-language'
import { isUniqueViolation } from '@/lib/db/session/sql-state'
import { inTransaction, writeAuditEvent } from '@/lib/db/session/transaction'
import {
  findDocumentHistory,
  findDocumentInForce,
  findDocumentVersion,
  findLastReading,
  findLastVersion,
  findNewestDocument,
  insertReading,
} from '@/lib/db/texts/document-rows'
import { decisionOf } from '@/lib/domain/classes/class-pair'
import type { Actor } from '@/lib/domain/permissions'
import { type DocumentKind, tidyText } from '@/lib/domain/texts/document'
import { openBrackets } from '@/lib/domain/texts/open-brackets'
import { conflict, invalidInput, notFound } from '@/lib/errors'
import { safeMarkdown, textOfMarkdown } from '@/lib/formats/safe-markdown'
import { textChanges } from '@/lib/formats/text-changes'
import { guardProject, ownProjectId } from '@/lib/services/access/guard-project'
import { refuseOtherPage } from '@/lib/services/access/own-rater'
import { accessAsRater } from '@/lib/services/access/rating-session'
import { memoize } from '@/lib/services/memoize'

interface Wording {
  projectId: number
  kind: DocumentKind
  version: number
  text: string
}

const known = memoize<string>(200)

/** Converts a version to HTML. Cached, since versions never change and hundreds of raters read the same one. */
const documentHtml = ({ projectId, kind, version, text }: Wording): Promise<string> =>
  known(`${projectId} ${kind} ${version}`, async () => safeMarkdown(text))

export async function previewDocument(
  actor: Actor,
  { slug, text }: { slug: string; text: string },
): Promise<{ html: string }> {
  await guardProject(actor, slug, 'admin')
  return { html: safeMarkdown(text) }
}

/** Returns somebody's rater number without creating a rater, since reading a text makes nobody a rater. */
async function raterIdOf(actor: Actor, projectId: number): Promise<number | null> {
  if (actor.kind === 'panelist') return actor.raterId
  if (actor.kind !== 'account') return null
  const identity = await prisma.raterIdentity.findUnique({
    where: { projectId_userId: { projectId, userId: actor.userId } },
    select: { raterId: true },
  })
  return identity?.raterId ?? null
}

/**
 * Returns the current version, translated if there is a translation into the language of the reader's names, and the
 * changes since the version they read last.
 */
export async function readDocument(
  actor: Actor,
  { slug, kind }: { slug: string; kind: DocumentKind },
): Promise<DocumentToRead> {
  const projectId = await ownProjectId(actor, slug)
  const raterId = await raterIdOf(actor, projectId)
  const language = await findRaterLanguage({ projectId, raterId })
  const [{ language: own }, wording, last, decided] = await Promise.all([
    prisma.project.findUniqueOrThrow({ where: { id: projectId }, select: { language: true } }),
    findDocumentInForce(projectId, kind, language),
    raterId === null ? null : findLastReading(projectId, raterId, kind),
    kind === 'guidelines' ? findDecidedPairs(projectId, null, prisma, language) : [],
  ])
  const classPairs = decided.map((pair) => ({
    kind: decisionOf(pair.kind, true),
    ...{ first: pair.lowName, second: pair.highName, note: pair.note, noteLang: own },
  }))
  const lastRead = last && { version: last.version, readAt: last.readAt.toISOString() }
  if (!wording)
    return { kind, version: null, language: own, createdAt: null, html: '', lastRead, changes: null, classPairs }
  // A version in another language differs in every word.
  const isComparable = last && last.version !== wording.version && last.document.language === wording.language
  return {
    kind,
    version: wording.version,
    language: wording.language ?? own,
    createdAt: wording.createdAt.toISOString(),
    html: await documentHtml(wording),
    lastRead,
    changes: isComparable ? textChanges(textOfMarkdown(last.document.text), textOfMarkdown(wording.text)) : null,
    classPairs,
  }
}

export async function readDocumentHistory(
  actor: Actor,
  { slug, kind, language = null }: { slug: string; kind: DocumentKind; language?: string | null | undefined },
): Promise<DocumentHistory> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const { language: ownLanguage, languages } = project
  if (language !== null && !languages.includes(language)) throw notFound('language')
  const [own, newest, versions] = await Promise.all([
    findNewestDocument(projectId, kind, null),
    findNewestDocument(projectId, kind, language),
    findDocumentHistory(projectId, kind),
  ])
  return {
    kind,
    ...{ text: newest?.text ?? '', version: newest?.version ?? null, language },
    ...{ ownText: own?.text ?? '', ownLanguage },
    languages: languages.map((tag) => {
      const last = versions.find((version) => version.language === tag)
      const state = !last || last.charCount === 0 ? 'missing' : last.ofVersion === own?.version ? 'current' : 'outdated'
      return { language: tag, state }
    }),
    versions,
  }
}

export async function compareDocumentVersions(
  actor: Actor,
  { slug, kind, version, from }: { slug: string; kind: DocumentKind; version: number; from?: number | undefined },
) {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const [wording, other] = await Promise.all([
    findDocumentVersion(projectId, kind, version),
    from === undefined ? null : findDocumentVersion(projectId, kind, from),
  ])
  if (!wording || (from !== undefined && !other)) throw notFound('version')
  return {
    version,
    text: wording.text,
    html: await documentHtml(wording),
    changes: other && textChanges(other.text, wording.text),
  }
}

const changedMeanwhile = () =>
  conflict('Someone else saved this text after you opened it. Copy your changes and reload the page.')

/** Throws if a consent text still has placeholders, since nobody could agree to it. */
function refusePlaceholders(kind: DocumentKind, text: string): void {
  const [first, ...others] = kind === 'consent' ? openBrackets(text) : []
  if (first === undefined) return
  const which = others.length === 0 ? first : `${first} and ${others.length} more`
  const message = `The text still has placeholders in square brackets: ${which}. Replace or remove them, then save.`
  throw invalidInput(message, { text: message })
}

/** For a translation, also returns the version that it translates. */
async function versionsBefore({ id, languages }: Project, kind: DocumentKind, language: string | null) {
  const own = await findNewestDocument(id, kind, null)
  if (language === null) return { newest: own, ofVersion: null }
  if (!languages.includes(language))
    throw conflict('The project does not have this language. Add it under Classes, Languages.')
  if (!own || own.text === '')
    throw conflict('There is no text to translate. Write it in the project’s own language first.')
  return { newest: await findNewestDocument(id, kind, language), ofVersion: own.version }
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
  const { project, projectId, userId } = await guardProject(actor, slug, 'admin')
  const wanted = tidyText(text)
  // Read before the newest version: a concurrent save takes this version number, and then this transaction fails.
  const version = (await findLastVersion(projectId, kind)) + 1
  const { newest, ofVersion } = await versionsBefore(project, kind, language)
  const isCurrent = wanted === '' || newest?.ofVersion === ofVersion
  if ((newest?.text ?? '') === wanted && isCurrent) return { version: newest?.version ?? null, isNew: false }
  refusePlaceholders(kind, wanted)
  if ((newest?.version ?? null) !== basedOn) throw changedMeanwhile()
  try {
    await inTransaction(prisma, async (tx) => {
      const row = { projectId, kind, version, text: wanted, userId, language, ofVersion }
      await tx.documentVersion.create({ data: row })
      const details = { kind, version, charCount: wanted.length, ...(language !== null && { language }) }
      await writeAuditEvent(tx, { projectId, userId, action: 'document.save', details })
    })
  } catch (error) {
    if (isUniqueViolation(error)) throw changedMeanwhile()
    throw error
  }
  return { version, isNew: true }
}

/** Records that a rater has read the guidelines, or agrees to the consent text, in the current version. */
export async function confirmDocument(
  actor: Actor,
  { slug, kind, version, ...page }: { slug: string; kind: DocumentKind; version: number; raterId: number },
): Promise<{ version: number }> {
  const { projectId, raterId } = await accessAsRater(actor, slug)
  refuseOtherPage(raterId, page)
  const wording = await findDocumentVersion(projectId, kind, version)
  const inForce = wording && (await findDocumentInForce(projectId, kind, wording.language))
  if (inForce?.version !== version) throw conflict('The text has changed in the meantime. Read the new version.')
  await insertReading({ projectId, raterId, kind, version })
  return { version }
}
