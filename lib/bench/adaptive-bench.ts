import { prisma } from '@/lib/db/client'
import { submitAndLease } from '@/lib/db/rating/rating-session-query'
import { repeatOnConflict } from '@/lib/db/session/transaction'
import { settleRounds } from '@/lib/services/plan/adaptive/settle-rounds'
import { type AdaptiveProject, adaptiveProject } from '@/lib/services/testing/adaptive-project'
import { type BenchRow, rounded } from './bench-row'
import { timesText, toRate } from './rating-rate'

/** The worker's interval between checks for finished tasks. */
const roundsMs = 3_000
const maximum = 5
const parts = 3

interface Submission {
  /** Milliseconds from the start. */
  at: number
  /** Duration of submitting and leasing the next task. */
  ms: number
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Makes all raters answer one task after the other, without pauses, for the given seconds. */
async function rateAtOnce(project: AdaptiveProject, seconds: number): Promise<Submission[]> {
  const { raterIds, lease, submissionOf } = project
  const submissions: Submission[] = []
  const start = performance.now()
  const isOver = () => performance.now() - start > seconds * 1_000
  let seed = 1_000_000
  const rater = async (raterId: number) => {
    let { task } = await lease(raterId)
    while (!isOver()) {
      if (!task) {
        await pause(50)
        task = (await lease(raterId)).task
        continue
      }
      const submission = await submissionOf(raterId, task)
      const before = performance.now()
      const next = await repeatOnConflict(() => submitAndLease(submission, ++seed))
      submissions.push({ at: before - start, ms: performance.now() - before })
      task = 'task' in next && next.task ? next.task : (await lease(raterId)).task
    }
  }
  await Promise.all(raterIds.map(rater))
  return submissions
}

/** Settles finished tasks like the worker until stopped; `turns` has the duration of each turn with finished tasks. */
function decideMeanwhile(projectId: number) {
  const turns: { tasks: number; ms: number }[] = []
  let isOver = false
  const turn = async () => {
    const before = performance.now()
    const tasks = await settleRounds(projectId)
    if (tasks > 0) turns.push({ tasks, ms: performance.now() - before })
  }
  const done = (async () => {
    while (!isOver) {
      await turn()
      await pause(isOver ? 0 : roundsMs)
    }
  })()
  return {
    turns,
    async stop() {
      isOver = true
      await done
      await turn()
    },
  }
}

/** Counts violations of the invariants. */
async function countBroken(projectId: number) {
  const [row] = await prisma.$queryRaw<{ beyond: number; twice: number; unscored: number }[]>`
    SELECT (
      SELECT count(*)::int FROM candidate WHERE project_id = ${projectId}::int AND vote_count > ${maximum}::int
    ) AS beyond, (
      SELECT count(*)::int FROM (
        SELECT FROM assignment a
        JOIN task_candidate tc ON tc.project_id = a.project_id AND tc.task_id = a.task_id
        WHERE a.project_id = ${projectId}::int AND a.state IN ('leased', 'submitted')
        GROUP BY tc.candidate_id, a.rater_id HAVING count(*) > 1
      ) asked
    ) AS twice, (
      SELECT count(*)::int FROM label_stop s
      JOIN candidate c ON c.project_id = s.project_id AND c.id = s.candidate_id
      LEFT JOIN label_score l ON l.project_id = s.project_id AND l.candidate_id = s.candidate_id
      WHERE s.project_id = ${projectId}::int AND (s.votes <> c.vote_count OR l.votes IS DISTINCT FROM s.votes)
    ) AS unscored`
  return row!
}

const countWaiting = (projectId: number) => prisma.$queryRaw<{ count: number }[]>`
  SELECT count(*)::int AS count FROM open_round o JOIN task t ON t.project_id = o.project_id AND t.id = o.task_id
  WHERE o.project_id = ${projectId}::int AND t.submitted >= t.quota`

/**
 * Measures an adaptive batch while raters answer without pauses and finished tasks are settled at the worker's interval:
 * durations of submitting and leasing from the first third to the last, compared with a batch without settling,
 * whether settling keeps up, and violated invariants.
 */
export async function benchAdaptive({ clients, seconds }: { clients: number; seconds: number }): Promise<BenchRow[]> {
  const measured = async (isDecided: boolean) => {
    const project = await adaptiveProject({ images: 4_000, minimum: 2, maximum, limit: null, raters: clients })
    try {
      await project.launch()
      // Some answers first, so that the database has the statistics that it has a minute after a launch.
      await rateAtOnce(project, seconds / 6)
      await prisma.$executeRaw`ANALYZE task, candidate, task_candidate, assignment, shown_candidate, vote, open_round`
      const deciding = isDecided ? decideMeanwhile(project.projectId) : null
      const submissions = await rateAtOnce(project, seconds)
      const [waiting] = await countWaiting(project.projectId)
      const before = performance.now()
      await deciding?.stop()
      const catchUpMs = performance.now() - before
      return {
        submissions,
        turns: deciding?.turns ?? [],
        waiting: waiting!.count,
        catchUpMs,
        broken: await countBroken(project.projectId),
      }
    } finally {
      await project.remove()
    }
  }
  const plain = await measured(false)
  const adaptive = await measured(true)
  const rateOf = (submissions: readonly Submission[]) =>
    toRate(
      submissions.map(({ ms }) => ms),
      seconds,
    )
  const rate = ({ submissions }: typeof plain) => rateOf(submissions).decisionsPerSecond
  const latency = (submissions: readonly Submission[]) => timesText(rateOf(submissions))
  const third = (part: number) =>
    adaptive.submissions.filter(({ at }) => Math.min(parts - 1, Math.floor((parts * at) / (seconds * 1_000))) === part)
  const decided = adaptive.turns.reduce((sum, { tasks }) => sum + tasks, 0)
  const decidingMs = adaptive.turns.reduce((sum, { ms }) => sum + ms, 0)
  const { beyond, twice, unscored } = adaptive.broken
  return [
    {
      what: `submit and lease, ${clients} raters, further votes not decided`,
      figure: `${rounded(rate(plain))}/s`,
      beside: latency(plain.submissions),
    },
    {
      what: `submit and lease, ${clients} raters, further votes decided meanwhile`,
      figure: `${rounded(rate(adaptive))}/s`,
      beside: `${latency(adaptive.submissions)}; first third ${latency(third(0))}, last third ${latency(third(parts - 1))}`,
    },
    {
      what: 'decide, score and pack tasks again',
      figure: `${rounded((1_000 * decided) / Math.max(1, decidingMs))} tasks/s`,
      beside: `${rounded(decided)} finished tasks decided in ${rounded(decidingMs / 1_000, 1)} s of ${seconds} s; ${rounded(adaptive.waiting)} waited at the end, decided ${rounded(adaptive.catchUpMs / 1_000, 1)} s later`,
    },
    {
      what: 'what must hold',
      figure: beyond + twice + unscored === 0 ? 'holds' : 'BROKEN',
      beside: `${beyond} candidates beyond ${maximum} votes, ${twice} asked of a rater twice, ${unscored} settled ones whose votes or score differ`,
    },
  ]
}
