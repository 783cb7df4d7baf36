import { findRaterNumbers } from '@/lib/db/projects/project-content-query'
import { announceTasks } from '@/lib/db/rating/announce-tasks'
import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import { copyInto, reserveAssignmentIds } from '@/lib/db/session/copy-tables'
import { insertBatch } from '@/lib/db/workshop/insert-batch'
import { permutation, seededRandom } from '@/lib/numeric/seeded-random'
import { agreementPointRequest } from '@/lib/services/agreement/agreement-point-request'
import { computePoint } from '@/lib/services/agreement/compute-point'
import { imagenetClassRows } from '@/lib/services/classes/imagenet-class-rows'
import type { StoredImage } from '@/lib/storage/image-store'
import { demoExperts, demoRaters, ratingTimes, simulatedAnswers } from './demo-answers'
import { type DemoPhotograph, candidatesPerTask as perTask, photographCredit } from './demo-photographs'

export type Shown = DemoPhotograph & { stored: StoredImage }

interface DemoScope {
  projectId: number
  shown: readonly Shown[]
  now: Date
}

/** The name of the photograph with this position. */
export const demoFileName = (position: number) => `demo-${String(position + 1).padStart(2, '0')}.jpg`

/** Writes the demo's images with their candidates, tasks, votes of simulated raters and golden answers of two experts. */
export async function writeDemoRows(session: CopySession, scope: DemoScope, projectRoot: string): Promise<void> {
  const { projectId, shown } = scope
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
  await insertBatch(session, { projectId, id: 0, name: 'Demo', state: 'open' })
  // Someone may have opened the rating screen already, and is a rater then.
  const { ratersPerTask, nextRaterId } = await findRaterNumbers(session, projectId)
  await copyInto(
    session,
    'task',
    shown.map((_, id) => [projectId, id, 0, id, 'rating', ratersPerTask, true]),
  )
  await copyInto(
    session,
    'task_candidate',
    candidates.map(({ id, image, k }) => [projectId, image, k, id]),
  )
  await writeVotes(session, scope, nextRaterId + demoExperts.length)
  await writeGoldenSet(session, scope, nextRaterId, nextRaterId + demoExperts.length)
  await announceTasks(session, projectId)
}

/** The votes of the simulated raters, numbered from `firstId`, with the days on which they gave them. */
async function writeVotes(session: CopySession, { projectId, shown, now }: DemoScope, firstId: number): Promise<void> {
  await copyInto(
    session,
    'rater',
    demoRaters.map(({ seed, rates }, r) => [
      ...[projectId, firstId + r, 'simulated', false, null],
      JSON.stringify({ seed, rates }),
    ]),
  )
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
      ...['leased_at', 'submitted_at', 'submitted_order', 'duration_ms', 'active_ms'],
    ],
    assignments.map(({ id, image, raterId, order, submittedAt, activeMs }) => [
      ...[projectId, id, image, raterId, 'submitted'],
      ...[
        new Date(submittedAt.getTime() - activeMs).toISOString(),
        submittedAt.toISOString(),
        order,
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

/** Agreement at the end of each day on which somebody answered, once two raters can be compared. */
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

/** Golden answers of two experts, numbered from `firstExpertId`, and the raters' answers in the qualification test. */
async function writeGoldenSet(
  session: CopySession,
  { projectId, shown }: DemoScope,
  firstExpertId: number,
  firstRaterId: number,
): Promise<void> {
  const golden = [...shown.keys()].filter((image) => shown[image]!.isGolden)
  await copyInto(
    session,
    'rater',
    demoExperts.map(({ seed, rates }, e) => [
      ...[projectId, firstExpertId + e, 'simulated', true, null],
      JSON.stringify({ seed, rates }),
    ]),
  )
  const answersOf = (people: typeof demoExperts, firstId: number, source: 'expert' | 'qualification') =>
    people.flatMap((person, index) => {
      const given = simulatedAnswers(person, shown)
      return golden.flatMap((image) =>
        given[image]!.map((answer, k): CopyRow => [projectId, image * perTask + k, firstId + index, source, answer]),
      )
    })
  // A rater answers twice what is golden: once as a vote, once in the test, where a second seed draws anew.
  const inTest = demoRaters.map(({ seed, rates }) => ({ seed: seed + 1_000, rates }))
  await copyInto(session, 'golden_answer', [
    ...answersOf(demoExperts, firstExpertId, 'expert'),
    ...answersOf(inTest, firstRaterId, 'qualification'),
  ])
  await session.copyIn(
    'golden_draw',
    ['project_id', 'id', 'seed', 'size', 'is_stratified'],
    [[projectId, 0, 1, golden.length, false]],
  )
  await session.copyIn(
    'golden_image',
    ['project_id', 'image_id', 'draw_id', 'position'],
    golden.map((image, position) => [projectId, image, 0, position]),
  )
  await session.copyIn(
    'golden_visit',
    ['project_id', 'image_id', 'rater_id'],
    golden.flatMap((image) => demoExperts.map((_, e): CopyRow => [projectId, image, firstExpertId + e])),
  )
}
