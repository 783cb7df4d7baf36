import type { z } from 'zod'
import type {
  AskedSuggestions,
  AskSuggestionsInput,
  ChangeSuggestionInput,
  OwnSuggestions,
  SuggestibleClasses,
  SuggestionPage,
  suggestionsInput,
} from '@/lib/contracts/classes/suggestion'
import { searchDescribedClasses } from '@/lib/db/classes/class-query'
import {
  countOutsideList,
  countSuggestions,
  findAskable,
  findProjectsToAsk,
  findSuggestionBatch,
  findSuggestions,
  isSuggestionAsked,
} from '@/lib/db/classes/suggestion-query'
import { findNamedClasses, findOwnSuggestions, replaceOwnSuggestions } from '@/lib/db/classes/suggestion-rows'
import { type Db, prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { addClassAsCandidate } from '@/lib/db/golden/golden-candidates'
import { insertSuggestedTasks } from '@/lib/db/plan/ask-again-rows'
import { insertBatch } from '@/lib/db/plan/batch-rows'
import { findRaterLanguage } from '@/lib/db/rating/rater-language'
import { announceTasks } from '@/lib/db/rating/task-queue'
import { inTransaction, lockProjectWithin, writeAuditEvent } from '@/lib/db/session/transaction'
import { maxSuggestionLength, type SuggestionView, suggestionKey } from '@/lib/domain/classes/suggestion'
import { pageOf } from '@/lib/domain/page-of'
import type { Actor } from '@/lib/domain/permissions'
import { conflict, invalidInput, notFound } from '@/lib/errors'
import { changeProject, guardProject, type ProjectChange } from '@/lib/services/access/guard-project'
import { accessToImage, type ImageOfTask } from '@/lib/services/access/rating-session'
import { eachIndependently } from '@/lib/services/each-independently'

const pageSize = 50

export async function listSuggestions(
  actor: Actor,
  { slug, view }: { slug: string; view: SuggestionView },
): Promise<SuggestionPage> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const [{ askable, ...counts }, outsideList] = await Promise.all([
    countSuggestions(projectId),
    countOutsideList(projectId),
  ])
  const { offset, ...paging } = pageOf(counts[view.state], view.page, pageSize)
  const scope = { projectId, state: view.state }
  const suggestions = await findSuggestions(scope, { limit: pageSize, offset })
  return { suggestions, ...paging, counts, outsideList, askable, asksAtOnce: project.asksSuggested }
}

/** The class to map a text to; null removes the mapping. */
async function classToMap(projectId: number, classIndex: number | null, tx: Db) {
  if (classIndex === null) return null
  const found = await tx.class.findUnique({ where: { projectId_classIndex: { projectId, classIndex } } })
  if (found) return found
  throw invalidInput('There is no such class.', { classIndex: 'Choose a class of this project.' })
}

type Found = Prisma.SuggestionGetPayload<{ include: { class: { select: { name: true } } } }>

async function dismiss(
  { projectId, id, imageId, ...found }: Found,
  isDismissed: boolean,
  { tx, audit }: ProjectChange,
) {
  if ((found.dismissedAt !== null) === isDismissed) return
  if (isDismissed && (await isSuggestionAsked(projectId, id, tx)))
    throw conflict('Raters are already asked about this suggestion, so it can no longer be dismissed.')
  await tx.suggestion.update({
    where: { projectId_id: { projectId, id } },
    data: { dismissedAt: isDismissed ? new Date() : null },
  })
  // The audit trail is never erased, so it must not contain a rater's words.
  const suggestion = found.class?.name ?? 'a text'
  await audit(isDismissed ? 'suggestion.dismiss' : 'suggestion.reopen', { imageId, suggestion })
}

async function mapText(
  { projectId, id, imageId, ...found }: Found,
  index: number | null,
  { tx, audit }: ProjectChange,
) {
  if (found.text === null)
    throw invalidInput('This suggestion is already a class.', {
      classIndex: 'Only a text can be mapped to a class.',
    })
  const mapped = await classToMap(projectId, index, tx)
  const mappedClassId = mapped?.id ?? null
  if (mappedClassId === found.mappedClassId) return
  if (found.taskId !== null)
    throw conflict('Raters are already asked about this class, so its mapping can no longer change.')
  await tx.suggestion.update({ where: { projectId_id: { projectId, id } }, data: { mappedClassId } })
  await audit('suggestion.map', { imageId, class: mapped?.name ?? null })
}

/** Idempotent. Throws AppError `conflict` if raters are already asked about the suggestion. */
export const changeSuggestion = (
  actor: Actor,
  { slug, suggestionId, change }: { slug: string; suggestionId: number; change: ChangeSuggestionInput },
) =>
  changeProject(actor, slug, async (by) => {
    const where = { projectId_id: { projectId: by.projectId, id: suggestionId } }
    const found = await by.tx.suggestion.findUnique({ where, include: { class: { select: { name: true } } } })
    if (!found) throw notFound('suggestion')
    if ('isDismissed' in change) await dismiss(found, change.isDismissed, by)
    else await mapText(found, change.classIndex, by)
  })

/** Creates candidates and tasks from suggestions; null if there are none to ask about. Requires the project's lock. */
async function askInLockedProject(projectId: number, ids: number[] | null, tx: Db): Promise<AskedSuggestions | null> {
  const suggested = await findAskable(projectId, ids, tx)
  if (suggested.length === 0) return null
  for (const classId of new Set(suggested.map((pair) => pair.classId))) {
    const imageIds = suggested.flatMap((pair) => (pair.classId === classId ? [pair.imageId] : []))
    await addClassAsCandidate(projectId, imageIds, classId, tx)
  }
  const { ratersPerTask: votes } = await tx.project.findUniqueOrThrow({ where: { id: projectId } })
  const batchId =
    (await findSuggestionBatch(projectId, tx)) ??
    (await insertBatch(tx, { projectId, name: 'Suggested by raters', state: 'open' }))
  const made = await insertSuggestedTasks({ projectId, batchId, votes, suggested }, tx)
  await announceTasks(tx, projectId)
  return { batchId, ...made }
}

/** Does not ask those who suggested a class: suggestions are not votes. Throws AppError `conflict` if none is left. */
export const askSuggestions = (
  actor: Actor,
  { slug, suggestionIds }: AskSuggestionsInput & { slug: string },
): Promise<AskedSuggestions> =>
  changeProject(actor, slug, async ({ tx, projectId, audit }) => {
    const asked = await askInLockedProject(projectId, suggestionIds, tx)
    if (!asked)
      throw conflict(
        'There is nothing to ask: raters are already asked about these, or they were dismissed, have no class yet, or are on excluded images. Reload the page.',
      )
    await audit('suggestion.ask', asked)
    return asked
  })

/**
 * Returns the ids of the projects that had suggestions to ask about. Leaves out those that a long import has locked, so
 * that the others need not wait.
 */
export async function askPendingSuggestions(): Promise<number[]> {
  const done: number[] = []
  await eachIndependently(await findProjectsToAsk(), (projectId) =>
    inTransaction(prisma, async (tx) => {
      if (!(await lockProjectWithin(tx, projectId, 2))) return
      const asked = await askInLockedProject(projectId, null, tx)
      if (asked)
        await writeAuditEvent(tx, { projectId, userId: null, action: 'suggestion.ask-at-once', details: asked })
      done.push(projectId)
    }),
  )
  return done
}

export const readOwnSuggestions = async (actor: Actor, of: ImageOfTask): Promise<OwnSuggestions> => ({
  suggestions: await findOwnSuggestions(await accessToImage(actor, of)),
})

/** Replaces earlier suggestions; class names become classes. Throws AppError `invalid-input` if words are too long. */
export async function saveOwnSuggestions(
  actor: Actor,
  { names, ...of }: z.output<typeof suggestionsInput> & ImageOfTask,
): Promise<OwnSuggestions> {
  const by = await accessToImage(actor, of)
  const language = await findRaterLanguage(by)
  const classes = await findNamedClasses({ projectId: by.projectId, language }, names)
  const keys = names.map(suggestionKey)
  const texts = names.filter((name, k) => !classes.has(name) && keys.indexOf(keys[k]!) === k)
  const tooLong = texts.find((text) => [...text].length > maxSuggestionLength)
  if (tooLong !== undefined)
    throw invalidInput(`At most ${maxSuggestionLength} characters. Nothing was saved: shorten the text.`, {
      [`names.${names.indexOf(tooLong)}`]: `At most ${maxSuggestionLength} characters.`,
    })
  const wanted = { classIds: [...new Set(classes.values())], texts }
  await inTransaction(prisma, (tx) => replaceOwnSuggestions(by, wanted, tx))
  return { suggestions: await findOwnSuggestions(by) }
}

/** Matches part of a name, another name or the external id. */
export async function findSuggestibleClasses(
  actor: Actor,
  { query, ...of }: ImageOfTask & { query: string },
): Promise<SuggestibleClasses> {
  const { projectId, raterId } = await accessToImage(actor, of)
  if (query === '') return { classes: [] }
  const language = await findRaterLanguage({ projectId, raterId })
  return { classes: await searchDescribedClasses({ projectId, language, limit: 20 }, query) }
}
