import type { RaterSummary } from '@/lib/contracts/rater'
import { type Db, prisma } from '@/lib/db/client'
import { countAnswersByRater, countVotes, findRaters } from '@/lib/db/rater-list-query'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from './guard-project'

type Answers = Awaited<ReturnType<typeof countAnswersByRater>>

const answerCache = new Map<number, { votes: number; until: number; answers: Promise<Answers> }>()

// Counting a million votes by rater is felt; it is done again only when votes have come, and once a minute at most late.
async function cachedAnswers(projectId: number, db: Db): Promise<Answers> {
  const votes = await countVotes(projectId, db)
  const known = answerCache.get(projectId)
  if (known && known.votes === votes && known.until > Date.now()) return known.answers
  const answers = countAnswersByRater(projectId, db)
  answerCache.set(projectId, { votes, until: Date.now() + 60_000, answers })
  answers.catch(() => answerCache.delete(projectId))
  return answers
}

/** Everyone who answered in a project, by pseudonymous number. */
export async function listRaters(actor: Actor, slug: string, db: Db = prisma): Promise<RaterSummary[]> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const [raters, answers] = await Promise.all([findRaters(project.id, db), cachedAnswers(project.id, db)])
  const byRater = new Map(answers.map(({ raterId, ...votes }) => [raterId, votes]))
  return raters.map(({ medianMs, lastActivityAt, ...rater }) => ({
    ...rater,
    votes: byRater.get(rater.id) ?? { no: 0, maybe: 0, yes: 0 },
    medianSeconds: medianMs === null ? null : medianMs / 1000,
    lastActivityAt: lastActivityAt?.toISOString() ?? null,
  }))
}
