import { describe, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { leaseTasks, submitAndLease } from '@/lib/db/rating/rating-session-query'
import { analyzeTables } from '@/lib/db/session/copy-tables'
import { makeRatingProject, type RatingProject, startRaters } from '@/lib/services/testing/rating-project'
import { writeControlTasks } from './write-control-tasks'

let project: RatingProject

const candidates = 12
const ordinaryImages = 260
const goldenImages = 70
const goldenShare = 0.2
const raters = 4

function randomFrom(seed: number) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function shapeOf(plan: readonly (readonly [number, readonly number[]])[], drawn: number): readonly number[] {
  let left = drawn
  for (const [share, shape] of plan) {
    if (left < share) return shape
    left -= share
  }
  return plan.at(-1)![1]
}

/** Makes a plan whose images have tasks of these shapes, and golden images whose candidates experts all know. */
async function makePlan(plan: readonly (readonly [number, readonly number[]])[]) {
  project = await makeRatingProject({ tasks: ordinaryImages + goldenImages, candidates, quota: raters })
  const { id } = project
  const random = randomFrom(7)
  await prisma.$executeRaw`DELETE FROM task WHERE project_id = ${id}::int`
  const tasks: { image: number; task: number; names: number }[] = []
  for (let image = 0; image < ordinaryImages; image++)
    for (const names of shapeOf(plan, random())) tasks.push({ image, task: tasks.length, names })
  const column = (of: (one: (typeof tasks)[number]) => number) => tasks.map(of)
  const [ids, images, sizes] = [column(({ task }) => task), column(({ image }) => image), column(({ names }) => names)]
  await prisma.$executeRaw`INSERT INTO task (project_id, id, batch_id, image_id, kind, quota, is_launched, queue_position)
    SELECT ${id}::int, t, 0, i, 'rating', ${raters}::int, true, i FROM unnest(${ids}::int[], ${images}::int[]) n (t, i)`
  await prisma.$executeRaw`INSERT INTO task_candidate (project_id, task_id, position, candidate_id)
    SELECT ${id}::int, t, k, i * ${candidates}::int + k + coalesce(before, 0)
    FROM (SELECT t, i, s, sum(s) OVER (PARTITION BY i ORDER BY t ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
      FROM unnest(${ids}::int[], ${images}::int[], ${sizes}::int[]) n (t, i, s)) n, generate_series(0, s - 1) k`
  await prisma.rater.create({ data: { projectId: id, id: 500, kind: 'human', isExpert: true } })
  // On most images two of twelve candidates are true; on some none, on some half.
  await prisma.$executeRaw`INSERT INTO golden_answer (project_id, candidate_id, rater_id, source, answer)
    SELECT ${id}::int, c.id, 500, 'expert',
      CASE WHEN c.id % ${candidates}::int < CASE WHEN c.image_id % 5 = 0 THEN 0 WHEN c.image_id % 5 = 1 THEN 6 ELSE 2 END THEN 2 ELSE 0 END
    FROM candidate c WHERE c.project_id = ${id}::int AND c.image_id >= ${ordinaryImages}::int`
  await prisma.project.update({ where: { id }, data: { quality: { goldenShare } } })
  // Updates statistics as an import does, or the query planner would use those of another test's project.
  await analyzeTables(['candidate', 'task', 'task_candidate', 'golden_answer'])
  await writeControlTasks(id)
}

interface Seen {
  isGolden: boolean
  /** Number of candidates in each consecutive task of the image. */
  names: number[]
}

async function seenBy(rater: number, tasks: number): Promise<Seen[]> {
  let row = await leaseTasks(project.id, rater, rater * 31)
  for (let done = 0; done < tasks && row.task; done++) {
    const submission = { projectId: project.id, raterId: rater, assignmentId: row.held[0]!, revision: 0 }
    const answers = row.task.candidates.map(() => 0)
    const next = await submitAndLease(
      { ...submission, answers, durationMs: null, imageShownMs: 1_000, shownMs: null },
      rater * 1_000 + done,
    )
    if (!('state' in next)) throw new Error(next.outcome)
    row = next
  }
  const given = await prisma.$queryRaw<{ isGolden: boolean; imageId: number; names: number }[]>`
    SELECT t.kind = 'golden' AS "isGolden", t.image_id AS "imageId",
      (SELECT count(*)::int FROM shown_candidate s WHERE s.project_id = a.project_id AND s.assignment_id = a.id) AS names
    FROM assignment a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
    WHERE a.project_id = ${project.id}::int AND a.rater_id = ${rater}::int AND a.state = 'submitted' ORDER BY a.submitted_order`
  const seen: (Seen & { imageId: number })[] = []
  for (const { isGolden, imageId, names } of given) {
    const last = seen.at(-1)
    if (last?.imageId === imageId) last.names.push(names)
    else seen.push({ isGolden, imageId, names: [names] })
  }
  // The last image may be incomplete.
  return seen.slice(0, -1)
}

/** Pearson's chi-squared statistic of golden against ordinary, with its degrees of freedom. Rare columns are merged. */
function chiSquare(rows: readonly (readonly [boolean, string])[]) {
  const counts = new Map<string, [number, number]>()
  const rare = (kind: string) => rows.filter(([, one]) => one === kind).length < 25
  for (const [isGolden, kind] of rows) {
    const name = rare(kind) ? 'rare' : kind
    const count = counts.get(name) ?? [0, 0]
    count[isGolden ? 0 : 1]++
    counts.set(name, count)
  }
  const totals = [0, 1].map((at) => [...counts.values()].reduce((sum, count) => sum + count[at]!, 0))
  let statistic = 0
  for (const count of counts.values())
    for (const at of [0, 1]) {
      const expected = ((count[0] + count[1]) * totals[at]!) / rows.length
      statistic += (count[at]! - expected) ** 2 / expected
    }
  return { statistic, freedom: counts.size - 1 }
}
/** Critical values for p = 0.001, by degrees of freedom. */
const once = [0, 10.83, 13.82, 16.27, 18.47, 20.52, 22.46, 24.32]

describe.each([
  ['one name each', [[1, [1]]]],
  [
    'one name, three, or two tasks of an image',
    [
      [0.5, [1]],
      [0.3, [3]],
      [0.2, [8, 4]],
    ],
  ],
  [
    'images in one to three tasks',
    [
      [0.4, [2]],
      [0.3, [4, 4]],
      [0.2, [4, 4, 2]],
      [0.1, [8]],
    ],
  ],
] as const)('in a plan with %s', (_, plan) => {
  test('shows nothing that reveals a golden image: not its candidates, its consecutive tasks or its neighbours', async () => {
    await makePlan(plan)
    await startRaters(project.id, 4 * raters)
    const seen: Seen[][] = []
    for (let rater = 1; rater <= raters; rater++) seen.push(await seenBy(rater, 130))
    const all = seen.flat()
    const golden = all.filter(({ isGolden }) => isGolden)
    expect(golden.length).toBeGreaterThan(30)
    const kinds = {
      shape: all.map(({ isGolden, names }) => [isGolden, names.join('+')] as const),
      run: all.map(({ isGolden, names }) => [isGolden, `${names.length}`] as const),
      names: all.flatMap(({ isGolden, names }) => names.map((count) => [isGolden, `${count}`] as const)),
      // Whether the next image has the same shape.
      neighbour: seen.flatMap((images) =>
        images
          .slice(1)
          .map(({ names }, at) => [images[at]!.isGolden, `${names.join() === images[at]!.names.join()}`] as const),
      ),
    }
    for (const [what, rows] of Object.entries(kinds)) {
      const { statistic, freedom } = chiSquare(rows)
      expect(statistic, what).toBeLessThanOrEqual(once[freedom]!)
    }
    const ordinary = new Set(all.filter(({ isGolden }) => !isGolden).map(({ names }) => names.join('+')))
    for (const { names } of golden) expect(ordinary).toContain(names.join('+'))
  })

  test('has as many golden images with only true candidates as with only false ones', async () => {
    await makePlan(plan)
    const rows = await prisma.$queryRaw<{ holds: boolean }[]>`
      SELECT bool_or(tc.holds) AS holds FROM task t
      JOIN task_candidate tc ON tc.project_id = t.project_id AND tc.task_id = t.id
      WHERE t.project_id = ${project.id}::int AND t.kind = 'golden' AND t.is_launched
      GROUP BY t.image_id HAVING bool_or(tc.holds) = bool_and(tc.holds)`
    const holding = rows.filter(({ holds }) => holds).length
    expect(Math.abs(2 * holding - rows.length)).toBeLessThanOrEqual(1)
  })
})
