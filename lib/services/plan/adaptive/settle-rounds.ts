import {
  type AdaptiveBatchRow,
  countPossibleRaters,
  countTasksAhead,
  findAdaptiveBatches,
  findProjectsWithRounds,
  isBatchOpen,
  readBatchImages,
  readBatchLabels,
  readFinishedRounds,
  readHierarchy,
  readVotedCandidates,
  readWaitingLabels,
} from '@/lib/db/plan/round-query'
import {
  endRounds,
  holdRounds,
  insertRounds,
  insertStops,
  keepRule,
  lockRounds,
  writeLabelScores,
} from '@/lib/db/plan/round-rows'
import { announceTasks } from '@/lib/db/rating/task-queue'
import { type CopySession, withCopySession } from '@/lib/db/session/copy-session'
import { lockByKey, lockProject, lockProjectWithin } from '@/lib/db/session/transaction'
import { eachIndependently } from '@/lib/services/each-independently'
import { roles } from '@/lib/stopping/certified-rule'
import { type DecidedLabels, decideLabels } from './decide-labels'
import { drawnRole, keptRule, learnRule } from './kept-rule'
import { classNodes, packOpenLabels } from './pack-open-labels'
import { readVoteEvidence } from './read-evidence'

/** Number of tasks settled in one transaction, which locks the project only while it writes. */
const roundsAtOnce = 500
/** With fewer open tasks than this or than raters, waiting labels get another vote, so that no rater has to wait. */
const maxFewTasks = 50
/** The rule is learned when at most this many tasks are unfinished. */
const fewUnfinished = 500

type LockProject = (session: CopySession, projectId: number) => Promise<void>

interface Turn {
  session: CopySession
  projectId: number
  batch: AdaptiveBatchRow
  lock: LockProject
}

const roleIn = (batch: AdaptiveBatchRow) => (candidateId: number) => drawnRole(candidateId, batch)

/** Votes were taken back, or the batch stopped or locked, while a decision was computed, so none of it is written. */
class Changed extends Error {}

/** Learns the rule of a batch once all drawn labels have their votes; null until then, and without a limit. */
async function ruleOf({ session, projectId, batch }: Turn, unfinished: number) {
  if (batch.limit === null) return null
  if (batch.rule !== null) return keptRule.parse(batch.rule)
  if (unfinished > fewUnfinished) return null
  const roleOf = roleIn(batch)
  const labels = await readBatchLabels(session, projectId, batch.batchId)
  const drawn = labels.filter(({ candidateId }) => roleOf(candidateId) !== roles.ordinary)
  if (drawn.some(({ reason }) => reason === null)) return null
  const evidence = await readVoteEvidence(session, projectId)
  if (!evidence) return null
  const isWhole = new Set(drawn.flatMap(({ candidateId, reason }) => (reason === 'withdrawn' ? [] : [candidateId])))
  const images = await readBatchImages(session, projectId, batch.batchId)
  const rule = learnRule(await readVotedCandidates(session, projectId, images), evidence, {
    ...{ minimum: batch.minimum, maximum: batch.maximum, limit: batch.limit, now: new Date() },
    roleOf: (id) => (isWhole.has(id) ? roleOf(id) : roles.ordinary),
  })
  await keepRule(session, projectId, batch.batchId, rule)
  return keptRule.parse(rule)
}

/** Until the rule is known, labels that only it can stop are held, unless raters would run out of tasks. */
async function nextRounds(turn: Turn) {
  const { session, projectId, batch } = turn
  const { batchId, limit } = batch
  const ahead = await countTasksAhead(session, projectId, batchId)
  const rule = await ruleOf(turn, ahead.unfinished)
  const raterCount = await countPossibleRaters(session, projectId)
  const isLearning = limit !== null && rule === null
  const read = (areHeld: boolean, most: number) =>
    readFinishedRounds(session, { projectId, batchId, areHeld, limit: most })
  const fresh = await read(false, roundsAtOnce)
  if (fresh.length > 0) return { rule, raterCount, isHolding: isLearning, finished: fresh }
  const fewTasks = Math.max(1, Math.min(raterCount, maxFewTasks))
  const isWaitedFor = isLearning && ahead.open >= fewTasks
  const finished = isWaitedFor ? [] : await read(true, isLearning ? fewTasks : roundsAtOnce)
  return { rule, raterCount, isHolding: false, finished }
}

/** Returns the number of tasks settled. */
async function settleBatch(turn: Turn): Promise<number> {
  const { session, projectId, batch } = turn
  const { finished, raterCount, ...terms } = await nextRounds(turn)
  if (finished.length === 0) return 0
  const taskIds = finished.map(({ taskId }) => taskId)
  const labels = await readWaitingLabels(session, projectId, taskIds)
  const wanted = new Set(labels.flatMap((one) => (one.isAsked || one.isCorrected ? [] : [one.candidateId])))
  const evidence = wanted.size > 0 ? await readVoteEvidence(session, projectId) : null
  // The evidence at the launch may be gone; nothing can be decided until there are a run or golden answers again.
  if (wanted.size > 0 && !evidence) return 0
  const candidates = await readVotedCandidates(session, projectId, [...new Set(finished.map(({ imageId }) => imageId))])
  const decided = evidence
    ? decideLabels(candidates, wanted, evidence, { ...batch, ...terms, roleOf: roleIn(batch) })
    : nothingDecided
  const rounds = decided.open.length === 0 ? [] : await packed(turn, decided, raterCount)

  const tasksWith = (of: (one: (typeof labels)[number]) => boolean) =>
    new Set(labels.flatMap((one) => (of(one) ? [one.taskId] : [])))
  const withHeld = tasksWith(({ candidateId }) => decided.held.has(candidateId))
  const withCorrected = tasksWith((one) => one.isCorrected && !one.isAsked)
  const ready = finished.filter(({ taskId }) => !withCorrected.has(taskId))
  const ended = ready.filter(({ taskId }) => !withHeld.has(taskId))
  const held = ready.filter(({ taskId }) => withHeld.has(taskId))

  await turn.lock(session, projectId)
  if (!(await isBatchOpen(session, projectId, batch.batchId))) throw new Changed()
  if ((await lockRounds(session, projectId, ready)) !== ready.length) throw new Changed()
  await endRounds(session, projectId, ended)
  await holdRounds(session, projectId, held)
  if (decided.scores.length > 0) await writeLabelScores(session, projectId, batch.batchId, decided.scores)
  if (decided.stops.length > 0) await insertStops(session, projectId, batch.batchId, decided.stops)
  if (rounds.length > 0) {
    await insertRounds(session, projectId, batch.batchId, rounds)
    await announceTasks(session, projectId)
  }
  return ready.length
}

const nothingDecided: DecidedLabels = { stops: [], open: [], held: new Set(), scores: [] }

const packed = async ({ session, projectId, batch }: Turn, { open }: DecidedLabels, raterCount: number) =>
  packOpenLabels(open, { ...batch, raterCount, ...classNodes(await readHierarchy(session, projectId)) })

/**
 * Settles finished tasks in the adaptive batches of a project: decided labels are stopped, and open ones get tasks for
 * one more vote. Each part is one transaction and concurrent calls take turns, so this can be killed at any time.
 * Returns the number of tasks settled.
 */
export async function settleRounds(projectId: number, lock: LockProject = lockProject): Promise<number> {
  let total = 0
  for (;;) {
    const count = await settleSome(projectId, lock)
    total += count
    if (count === 0) return total
  }
}

const settleSome = (projectId: number, lock: LockProject): Promise<number> =>
  withCopySession(async (session) => {
    await lockByKey(session, 'rounds', projectId)
    let count = 0
    for (const batch of await findAdaptiveBatches(session, projectId))
      count += await settleBatch({ session, projectId, batch, lock })
    return count
  }).catch((error: unknown) => {
    if (error instanceof Changed) return 0
    throw error
  })

const lockOrGiveUp: LockProject = async (session, projectId) => {
  if (!(await lockProjectWithin(session, projectId, 2))) throw new Changed()
}

/** Leaves out projects that a long import has locked, since raters of the others wait for decisions. */
export async function settleAllRounds(): Promise<void> {
  await eachIndependently(await findProjectsWithRounds(), (projectId) => settleRounds(projectId, lockOrGiveUp))
}
