import {
  type SimulatedRater,
  simulatedCrowdAnswer,
  simulatedRater,
  simulatedTruth,
} from '@/lib/aggregation/simulated-crowd'
import { simulatedPace } from '@/lib/aggregation/simulated-pace'
import { simulatedPagePace } from '@/lib/aggregation/simulated-page-pace'
import type { SimulateRatersInput, SimulateRatersResult } from '@/lib/contracts/plan/simulated-raters'
import type { Project } from '@/lib/db/generated/client'
import {
  countOpenAssignments,
  endLeases,
  findPageCandidates,
  findShownCandidates,
  joinSimulatedRaters,
  readOpenCandidates,
  supportParts,
} from '@/lib/db/plan/simulated-raters'
import { countTasks, leaseTasks, type RatingSessionRow, submitAndLease } from '@/lib/db/rating/rating-session-query'
import { withCopySession } from '@/lib/db/session/copy-session'
import { analyzeTables } from '@/lib/db/session/copy-tables'
import { lockProject, repeatOnConflict, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { knownModes, type PageMode } from '@/lib/domain/rating/answer-mode'
import { conflict } from '@/lib/errors'
import { hashedDraw } from '@/lib/numeric/hashed-draw'
import { guardProject } from '@/lib/services/access/guard-project'
import { findGoldenTruth } from '@/lib/services/golden/golden-truth'
import { settleRounds } from '@/lib/services/plan/adaptive/settle-rounds'
import type { ProgressHooks } from '@/lib/services/progress'

type Member = SimulatedRater & { id: number }

/** Adds the crowd to the project and draws the truth of every candidate that still needs answers. */
async function prepare(
  { projectId, userId }: { projectId: number; userId: string | null },
  { raters, seed, pageMode }: SimulateRatersInput,
) {
  const golden = await findGoldenTruth(projectId)
  const holds = new Map(golden.map((pair) => [pair.candidateId, pair.holds]))
  return withCopySession(async (session) => {
    await lockProject(session, projectId)
    const simulations = Array.from({ length: raters }, (_, number) => simulatedRater(seed, number))
    const rows = await joinSimulatedRaters(session, projectId, { crowdSeed: seed, simulations })
    const open = await readOpenCandidates(session, projectId)
    // Golden candidates may be in tasks hidden among the others.
    const truth = new Map(golden.map(({ candidateId, holds: isTrue }) => [candidateId, isTrue ? 2 : 0]))
    for (const [at, id] of open.id.entries()) {
      const sign = { image: open.image[at]!, class: open.class[at]!, isOriginal: open.isOriginal[at] === 1 }
      const support = open.support[at]! / supportParts
      truth.set(id, simulatedTruth({ ...sign, support, holds: holds.get(id) ?? null }))
    }
    const details = { raters, seed, ...(pageMode && { pageMode }) }
    await writeAuditEvent(session, { projectId, userId, action: 'project.simulate-raters', details })
    return { members: rows.map(({ id, number }): Member => ({ id, ...simulations[number]! })), truth }
  })
}

function refuseUnfit({ isPaused, answerModes }: Project, { pageMode }: SimulateRatersInput) {
  if (isPaused) throw conflict('The project is paused. Resume it first.')
  if (pageMode === 'tap-no' && !knownModes(answerModes).includes(pageMode))
    throw conflict(
      'The project does not let raters tap what does not fit. Allow it in the settings, or compare both ways in an experiment.',
    )
}

const pageAnswering = (
  member: Member,
  candidates: readonly number[],
  answers: readonly number[],
  [drawn, chosen]: readonly (PageMode | undefined)[],
) => {
  const answerMode = drawn ?? chosen ?? 'tap-yes'
  return { ...simulatedPagePace(member, candidates, answers, answerMode), answerMode }
}

/** Answers the task that a member holds, if any, and returns what they hold next. */
type Turn = (member: Member, held: RatingSessionRow | null) => Promise<RatingSessionRow>

/** Returns the number of answered tasks. Members take turns in a fixed order, so that a seed gives the same tasks. */
async function takeTurns(members: readonly Member[], turn: Turn, signal: AbortSignal | undefined): Promise<number> {
  let answered = 0
  let holders = members.map((member) => ({ member, held: null as RatingSessionRow | null }))
  while (holders.length > 0) {
    const rating: typeof holders = []
    for (const { member, held } of holders) {
      signal?.throwIfAborted()
      const next = await turn(member, held)
      if (held) answered++
      if (next.state === 'rating') rating.push({ member, held: next })
    }
    holders = rating
  }
  return answered
}

/**
 * Lets simulated raters answer until nothing is left for them. They lease and submit as people do; answers depend on
 * the truth of a candidate and on each rater's errors. The same seed uses the same raters again, who resume where they
 * stopped; their answers stay if the job is cancelled. Throws AppError `conflict` if no task is launched, the project is
 * paused, or it does not allow that way of answering pages.
 */
export async function simulateRaters(
  actor: Actor,
  { slug, ...input }: SimulateRatersInput & { slug: string },
  { onProgress, signal }: ProgressHooks = {},
): Promise<SimulateRatersResult> {
  const { project, projectId, userId } = await guardProject(actor, slug, 'admin')
  refuseUnfit(project, input)
  const before = await countTasks(projectId)
  if (before.total === 0) throw conflict('There are no tasks yet. Launch a batch first.')
  onProgress?.('Preparing raters', 0, input.raters)
  const { members, truth } = await prepare({ projectId, userId }, input)
  const wanted = await countOpenAssignments(projectId, members.length)
  const counts = { assignments: 0, votes: 0 }
  let turn = 0
  const orderSeed = (member: Member) => Math.floor(hashedDraw(member.seed, turn++, 6) * 0x7fffffff)
  const leaseNext = async (member: Member) => {
    for (let step = 0; ; step++) {
      const ratingSession = await repeatOnConflict(() => leaseTasks(projectId, member.id, orderSeed(member)))
      if (ratingSession.state !== 'looking' || step === 100) return ratingSession
    }
  }
  const answer: Turn = async (member, held) => {
    if (!held?.task) return leaseNext(member)
    const { task } = held
    const { assignmentId, revision } = task
    const page = task.pictures && (await findPageCandidates(projectId, assignmentId))
    const candidates = page ? page.map(({ id }) => id) : await findShownCandidates(projectId, assignmentId)
    const answers = candidates.map((id) => simulatedCrowdAnswer(member, id, truth.get(id) ?? 0))
    const pace = page
      ? pageAnswering(member, candidates, answers, [task.display.pageMode, input.pageMode])
      : simulatedPace(member, candidates, answers)
    const submission = { projectId, raterId: member.id, assignmentId, revision, answers, ...pace }
    const next = await repeatOnConflict(() => submitAndLease(submission, orderSeed(member)))
    if (!('state' in next)) return leaseNext(member)
    if (page) {
      const votes = page.filter(({ isVote }) => isVote).length
      counts.assignments += votes
      counts.votes += votes
    } else if (next.taskKind === 'rating') {
      counts.assignments++
      counts.votes += answers.length
    }
    onProgress?.('Answering tasks', counts.assignments, Math.max(wanted, counts.assignments))
    return next.state === 'looking' ? leaseNext(member) : next
  }

  try {
    // In an adaptive batch, answers decide whether more is asked. The worker may settle rounds as well, so raters are
    // done only if they find nothing after settling.
    do await settleRounds(projectId)
    while ((await takeTurns(members, answer, signal)) > 0)
  } catch (error) {
    await endLeases(
      projectId,
      members.map((member) => member.id),
    )
    throw error
  }
  await analyzeTables(['rater', 'assignment', 'shown_candidate', 'vote'], { skipLocked: true })
  const after = await countTasks(projectId)
  const careless = members.filter((member) => member.isCareless).length
  return { raters: members.length, careless, ...counts, finishedTasks: after.finished, openTasks: after.open }
}
