import type { AskedSuggestions, AskSuggestionsInput } from '@/lib/contracts/classes/suggestion'
import { findAskable, findProjectsToAsk, findSuggestionBatch } from '@/lib/db/classes/suggestion-query'
import { type Db, prisma } from '@/lib/db/client'
import { addClassAsCandidate } from '@/lib/db/golden/golden-candidates'
import { insertSuggestedTasks } from '@/lib/db/plan/ask-again-rows'
import { insertBatch } from '@/lib/db/plan/insert-batch'
import { announceTasks } from '@/lib/db/rating/announce-tasks'
import { lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { changeProject } from '@/lib/services/access/change-project'

/** Returns the open batch for suggestions, or a new one. */
async function suggestionBatch(projectId: number, tx: Db): Promise<number> {
  const open = await findSuggestionBatch(projectId, tx)
  if (open !== null) return open
  const last = await tx.batch.aggregate({ where: { projectId }, _max: { id: true } })
  const id = (last._max.id ?? 0) + 1
  await insertBatch(tx, { projectId, id, name: 'Suggested by raters', state: 'open' })
  return id
}

/** Creates candidates and tasks from suggestions; null if there are none to ask about. Requires the project's lock. */
async function askInLockedProject(projectId: number, ids: number[] | null, tx: Db): Promise<AskedSuggestions | null> {
  const suggested = await findAskable(projectId, ids, tx)
  if (suggested.length === 0) return null
  for (const classId of new Set(suggested.map((pair) => pair.classId))) {
    const imageIds = suggested.flatMap((pair) => (pair.classId === classId ? [pair.imageId] : []))
    await addClassAsCandidate(projectId, imageIds, classId, tx)
  }
  const { ratersPerTask: votes } = await tx.project.findUniqueOrThrow({ where: { id: projectId } })
  const batchId = await suggestionBatch(projectId, tx)
  const made = await insertSuggestedTasks({ projectId, batchId, votes, suggested }, tx)
  await announceTasks(tx, projectId)
  return { batchId, ...made }
}

/** Does not ask those who suggested a class: suggestions are no votes. Throws AppError `conflict` if none is left. */
export async function askSuggestions(
  actor: Actor,
  { slug, suggestions }: AskSuggestionsInput & { slug: string },
): Promise<AskedSuggestions> {
  return changeProject(actor, slug, prisma, async ({ tx, projectId, audit }) => {
    const asked = await askInLockedProject(projectId, suggestions, tx)
    if (!asked)
      throw new AppError(
        'conflict',
        'There is nothing to ask: raters are already asked about these, or they were dismissed, have no class yet, or are on excluded images. Reload the page.',
      )
    await audit('suggestion.ask', asked)
    return asked
  })
}

/** Returns the ids of the projects that had suggestions to ask about. */
export async function askSuggestedAtOnce(): Promise<number[]> {
  const projectIds = await findProjectsToAsk()
  for (const projectId of projectIds)
    await prisma.$transaction(async (tx) => {
      await lockProject(tx, projectId)
      const asked = await askInLockedProject(projectId, null, tx)
      if (asked)
        await writeAuditEvent(tx, { projectId, userId: null, action: 'suggestion.ask-at-once', details: asked })
    })
  return projectIds
}
