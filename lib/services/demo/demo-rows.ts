import { findGoldenCandidates, findSimulatedRaters } from '@/lib/db/demo/demo-query'
import { insertBatch } from '@/lib/db/plan/batch-rows'
import { findRatersPerTask } from '@/lib/db/projects/project-overview-query'
import { announceTasks } from '@/lib/db/rating/task-queue'
import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import { copyInto, reserveAssignmentIds } from '@/lib/db/session/copy-tables'
import { nextRaterId } from '@/lib/db/session/next-rater-id'
import { permutation, seededRandom } from '@/lib/numeric/seeded-random'
import { agreementPointRequest, computePoint } from '@/lib/services/agreement/compute-agreement'
import { imagenetClassRows } from '@/lib/services/classes/imagenet-class-rows'
import type { StoredImage } from '@/lib/storage/image-store'
import { answerer, demoExperts, demoRaters, ratingTimes, type SimulatedPerson, simulatedAnswers } from './demo-answers'
import { type DemoPhotograph, candidatesPerTask as perTask, photographCredit } from './demo-photographs'

export type DemoImage = DemoPhotograph & { stored: StoredImage }

interface DemoScope {
  projectId: number
  shown: readonly DemoImage[]
  now: Date
}

/** The golden set was drawn, and answered a day later, when the tasks were launched; the votes are of the days since. */
const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000)

export const demoFileName = (position: number) => `demo-${String(position + 1).padStart(2, '0')}.jpg`

export async function writeDemoRows(session: CopySession, scope: DemoScope, projectRoot: string): Promise<void> {
  const { projectId, shown, now } = scope
  const classes = await imagenetClassRows(projectId, projectRoot)
  const candidates = shown.flatMap(({ candidates: classIds }, image) =>
    classIds.map((classId, k) => ({ id: image * perTask + k, image, classId, k })),
  )
  await copyInto(session, 'class', classes.classes)
  await copyInto(session, 'class_parent', classes.parents)
  await copyInto(
    session,
    'image',
    shown.map(({ stored, ...photo }, id) => [
      ...[projectId, id, id, demoFileName(id), photo.candidates[photo.original]!],
      ...[stored.contentHash, stored.byteSize, stored.width, stored.height],
      ...photographCredit(photo),
    ]),
  )
  await copyInto(
    session,
    'candidate',
    candidates.map(({ id, image, classId, k }) => [projectId, id, image, classId, id, shown[image]!.original === k]),
  )
  await insertBatch(session, { projectId, id: 1, name: 'Demo', state: 'open', launchedAt: daysBefore(now, 7) })
  // Someone may have opened the rating screen and become a rater already.
  const firstId = await nextRaterId(session, projectId)
  const ratersPerTask = await findRatersPerTask(session, projectId)
  await copyInto(
    session,
    'task',
    shown.map((_, id) => [projectId, id, 1, id, 'rating', ratersPerTask, true]),
  )
  await copyInto(
    session,
    'task_candidate',
    candidates.map(({ id, image, k }) => [projectId, image, k, id]),
  )
  await copyInto(
    session,
    'rater',
    [...demoExperts, ...demoRaters].map(({ seed, rates }, index) => [
      ...[projectId, firstId + index, 'simulated', index < demoExperts.length, null],
      JSON.stringify({ seed, rates }),
    ]),
  )
  await writeVotes(session, scope, firstId + demoExperts.length)
  await writeGoldenImages(session, scope)
  await announceTasks(session, projectId)
}

/** Raters are numbered from `firstId`. */
async function writeVotes(session: CopySession, { projectId, shown, now }: DemoScope, firstId: number): Promise<void> {
  const ids = await reserveAssignmentIds(session, demoRaters.length * shown.length)
  const assignments = demoRaters.flatMap((rater, r) => {
    const given = simulatedAnswers(rater, shown)
    const times = ratingTimes(rater, { count: shown.length, candidates: perTask, now })
    const order = permutation(seededRandom(rater.seed), shown.length)
    return times.map((time, task) => {
      const image = order[task]!
      return {
        id: ids[r * shown.length + task]!,
        image,
        raterId: firstId + r,
        order: task + 1,
        ...time,
        given: given[image]!,
      }
    })
  })
  await session.copyIn(
    'assignment',
    [
      ...['project_id', 'id', 'task_id', 'rater_id', 'state'],
      ...['leased_at', 'submitted_at', 'submitted_order', 'duration_ms', 'active_ms', 'image_shown_ms'],
    ],
    assignments.map(({ id, image, raterId, order, submittedAt, activeMs }) => [
      ...[projectId, id, image, raterId, 'submitted'],
      ...[
        new Date(submittedAt.getTime() - activeMs).toISOString(),
        submittedAt.toISOString(),
        order,
        activeMs,
        activeMs,
        activeMs,
      ],
    ]),
  )
  const votes = assignments.flatMap(({ given, ...assignment }) =>
    given.map((answer, k) => ({ ...assignment, candidate: assignment.image * perTask + k, answer })),
  )
  await copyInto(
    session,
    'shown_candidate',
    votes.map(({ id, candidate, raterId, image }) => [projectId, id, candidate, raterId, image]),
  )
  await copyInto(
    session,
    'vote',
    votes.map(({ image, candidate, raterId, id, answer }) => [projectId, image, candidate, raterId, id, answer]),
  )
  await session.copyIn(
    'agreement_point',
    ['project_id', 'at', 'vote_count', 'alpha', 'low', 'high'],
    agreementPoints(votes).map(({ at, voteCount, alpha, low, high }) => [projectId, at, voteCount, alpha, low, high]),
  )
}

interface TimedVote {
  candidate: number
  image: number
  raterId: number
  answer: number
  submittedAt: Date
}

/** Agreement at the end of each day with votes, from the first day with two raters. */
function agreementPoints(votes: readonly TimedVote[]) {
  const days = new Set(votes.map(({ submittedAt }) => submittedAt.toISOString().slice(0, 10)))
  return [...days].sort().flatMap((day) => {
    const until = new Date(`${day}T23:00:00Z`)
    const given = votes
      .filter(({ submittedAt }) => submittedAt <= until)
      .sort((one, other) => one.candidate - other.candidate || one.raterId - other.raterId)
    const columns = {
      candidate: Int32Array.from(given, ({ candidate }) => candidate),
      image: Int32Array.from(given, ({ image }) => image),
      rater: Int32Array.from(given, ({ raterId }) => raterId),
      answer: Uint8Array.from(given, ({ answer }) => answer),
    }
    const { alphaOrdinal } = computePoint(agreementPointRequest(columns, { seed: 1, replicates: 200 }), {})
    const [low, high] = alphaOrdinal.interval ?? [null, null]
    return alphaOrdinal.value === null
      ? []
      : [{ at: until.toISOString(), voteCount: given.length, alpha: alphaOrdinal.value, low, high }]
  })
}

export const goldenImagesOf = (shown: readonly DemoImage[]) =>
  [...shown.keys()].filter((image) => shown[image]!.isGolden)

async function writeGoldenImages(session: CopySession, { projectId, shown, now }: DemoScope): Promise<void> {
  const golden = goldenImagesOf(shown)
  await session.copyIn(
    'golden_draw',
    ['project_id', 'id', 'seed', 'size', 'is_stratified', 'created_at'],
    [[projectId, 1, 1, golden.length, false, daysBefore(now, 8).toISOString()]],
  )
  await session.copyIn(
    'golden_image',
    ['project_id', 'image_id', 'draw_id', 'position'],
    golden.map((image, position) => [projectId, image, 1, position]),
  )
}

/** Experts answer all candidates of the golden images; raters the demo's own, as in the qualification test. */
export async function writeGoldenAnswers(session: CopySession, { projectId, shown, now }: DemoScope): Promise<void> {
  const { experts, raters } = await findSimulatedRaters(session, projectId)
  const candidates = await findGoldenCandidates(session, projectId)
  const answeredAt = daysBefore(now, 7).toISOString()
  const rowsOf = (person: SimulatedPerson, raterId: number, source: 'expert' | 'qualification'): CopyRow[] => {
    const answerTo = answerer(person)
    return candidates.flatMap(({ id, imageId, classId }) => {
      const { candidates: own, truth } = shown[imageId]!
      // Our lists contain everything in the photographs, so classes that only a model proposed are absent.
      const isTrue = truth[own.indexOf(classId)] ?? 0
      const answer = answerTo(isTrue)
      return source === 'qualification' && !own.includes(classId)
        ? []
        : [[projectId, id, raterId, source, answer, source === 'expert' ? answeredAt : null]]
    })
  }
  await session.copyIn(
    'golden_answer',
    ['project_id', 'candidate_id', 'rater_id', 'source', 'answer', 'answered_at'],
    [
      ...demoExperts.flatMap((expert, index) => rowsOf(expert, experts[index]!, 'expert')),
      // The same person asked again: another seed than for the votes.
      ...demoRaters.flatMap((rater, index) =>
        rowsOf({ ...rater, seed: rater.seed + 1_000 }, raters[index]!, 'qualification'),
      ),
    ],
  )
  await session.copyIn(
    'golden_visit',
    ['project_id', 'image_id', 'rater_id', 'submitted_at'],
    goldenImagesOf(shown).flatMap((image) => experts.map((id): CopyRow => [projectId, image, id, answeredAt])),
  )
}
