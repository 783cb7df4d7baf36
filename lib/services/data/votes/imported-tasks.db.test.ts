import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { answerReading } from '@/lib/contracts/data/answers'
import { prisma } from '@/lib/db/client'
import { withCopySession } from '@/lib/db/session/copy-session'
import { possibleRowChecks } from '@/lib/db/session/copy-tables'
import { operator } from '@/lib/domain/permissions'
import { type Answer, answers } from '@/lib/domain/rating/answer'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { randomInt, seededRandom } from '@/lib/numeric/seeded-random'
import { madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'
import { importVotes } from './import-votes'

const scratch = scratchFolder()
const [imageCount, classCount, askedBefore] = [5, 12, 2]
const nameOf = (image: number) => `secret-file-${image}.jpg`

interface Vote {
  image: number
  label: number
  rater: string
  answer: Answer
  time: string | null
}

/** Raters who answer random classes in random order, some of them twice. */
function someVotes(seed: number): Vote[] {
  const random = seededRandom(seed)
  const votes: Vote[] = []
  for (let image = imageCount - 1; image >= 0; image--)
    for (const rater of ['10', '2', 'ann'].filter(() => random() < 0.8)) {
      const isHalf = random() < 0.4
      for (let label = classCount - 1; label >= 0; label--) {
        if (isHalf && label % 2 === 0) continue
        const time = random() < 0.5 ? new Date(Date.UTC(2026, 0, 1, image, label)).toISOString() : null
        votes.push({ image, label, rater, answer: answers[randomInt(random, 3)]!, time })
        if (random() < 0.1) votes.push(votes.at(-1)!)
      }
    }
  return votes
}

/** Expected tasks, computed one by one: at most eight classes of an image with the same raters. */
function tasksOf(votes: readonly Vote[]): string[] {
  const tasks: string[] = []
  for (let image = 0; image < imageCount; image++) {
    const open = new Map<string, { labels: number[]; raters: string[] }>()
    const made: { labels: number[]; raters: string[] }[] = []
    const ofImage = votes.filter((vote) => vote.image === image)
    for (const label of new Set(ofImage.map((vote) => vote.label))) {
      const raters = ['2', '10', 'ann'].filter((rater) =>
        ofImage.some((one) => one.label === label && one.rater === rater),
      )
      let task = open.get(raters.join())
      if (!task || task.labels.length === 8) {
        task = { labels: [], raters }
        made.push(task)
        open.set(raters.join(), task)
      }
      task.labels.push(label)
    }
    for (const { labels, raters } of made) {
      const turns = raters.map((rater) => {
        const given = labels.map((label) => ofImage.find((one) => one.label === label && one.rater === rater)!)
        const time = given.flatMap((one) => one.time ?? []).sort()
        return `${rater} ${time.at(-1) ?? 'never'} ${given.map(({ answer }) => answer).join()}`
      })
      tasks.push(`${nameOf(image)} ${labels.join()}: ${turns.join('; ')}`)
    }
  }
  return tasks
}

/** Returns the imported tasks in the same form. */
async function importedTasks(projectId: number, batchId: number): Promise<string[]> {
  const raters = new Map((await prisma.rater.findMany({ where: { projectId } })).map((one) => [one.id, one]))
  const tasks = await prisma.task.findMany({
    where: { projectId, batchId },
    orderBy: { id: 'asc' },
    include: {
      image: true,
      candidates: { orderBy: { position: 'asc' }, include: { candidate: true } },
      assignments: { orderBy: { id: 'asc' }, include: { shown: { include: { votes: true } } } },
    },
  })
  return tasks.map(({ image, candidates, assignments, quota, submitted }) => {
    expect([quota, submitted]).toEqual([assignments.length, assignments.length])
    const turns = assignments.map(({ raterId, submittedAt, shown }) => {
      const given = candidates.map(
        ({ candidateId }) => shown.find((one) => one.candidateId === candidateId)!.votes[0]!.answer,
      )
      const time = submittedAt?.toISOString() ?? 'never'
      return `${raters.get(raterId)!.externalId} ${time} ${given.map((one) => answers[one]).join()}`
    })
    return `${image.fileName} ${candidates.map(({ candidate }) => candidate.classId).join()}: ${turns.join('; ')}`
  })
}

/** Counters of activity by hour and rater; imported votes without a time have no hour. */
const countedActivity = (projectId: number) => prisma.$queryRaw<object[]>`
  SELECT hour, rater_id, task_count, no_count, maybe_count, yes_count FROM activity WHERE project_id = ${projectId}::int
  UNION ALL
  SELECT NULL, rater_id, task_count, no_count, maybe_count, yes_count FROM untimed_votes WHERE project_id = ${projectId}::int
  ORDER BY hour, rater_id`

const recountedActivity = (projectId: number) => prisma.$queryRaw<object[]>`
  SELECT date_trunc('hour', a.submitted_at, 'UTC') AS hour, v.rater_id, count(DISTINCT a.id)::int AS task_count,
    count(*) FILTER (WHERE v.answer = 0)::int AS no_count, count(*) FILTER (WHERE v.answer = 1)::int AS maybe_count,
    count(*) FILTER (WHERE v.answer = 2)::int AS yes_count
  FROM vote v JOIN assignment a ON a.project_id = v.project_id AND a.id = v.assignment_id
  WHERE v.project_id = ${projectId}::int GROUP BY 1, 2 ORDER BY 1, 2`

const project = madeForEachTest(() => makeRatingProject({ tasks: imageCount, candidates: classCount }))
beforeEach(async () => {
  const projectId = project.id
  await prisma.task.deleteMany({ where: { projectId } })
  await prisma.candidate.deleteMany({ where: { projectId, classId: { gte: askedBefore } } })
})

const csv = (votes: readonly Vote[]) =>
  [
    'image,rater,class_index,answer,time',
    ...votes.map(({ image, rater, label, answer, time }) => [nameOf(image), rater, label, answer, time].join(',')),
  ].join('\n')

test.each([1, 2, 3])(
  'groups votes into the same tasks, with the same counters, as one-by-one computation, seed %i',
  async (seed) => {
    const votes = someVotes(seed)
    const input = { slug: project.slug, path: scratch('votes.csv', csv(votes)), reading: answerReading.parse({}) }
    const made = await importVotes(operator, input)
    const distinct = new Set(votes)
    const pairs = [...new Set(votes.map(({ image, label }) => `${image} ${label}`))]
    expect(made).toMatchObject({
      votes: distinct.size,
      repeated: votes.length - distinct.size,
      candidates: pairs.length,
    })
    expect(await importedTasks(project.id, made.batchId)).toEqual(tasksOf([...distinct]))
    const activity = await countedActivity(project.id)
    expect(activity.length).toBeGreaterThan(imageCount)
    expect(activity).toEqual(await recountedActivity(project.id))
    const where = { projectId: project.id }
    // New candidates are numbered by image, then in file order, and each has its vote count.
    const candidates = await prisma.candidate.findMany({ where, orderBy: { id: 'asc' } })
    const isNew = (pair: string) => Number(pair.split(' ')[1]) >= askedBefore
    expect(candidates.slice(imageCount * askedBefore).map((one) => `${one.imageId} ${one.classId}`)).toEqual(
      pairs.filter(isNew).toSorted((a, b) => Number(a.split(' ')[0]) - Number(b.split(' ')[0])),
    )
    for (const { imageId, classId, voteCount, position, isOriginal } of candidates) {
      expect(voteCount).toBe([...distinct].filter((one) => one.image === imageId && one.label === classId).length)
      expect(isOriginal).toBe(classId === 0)
      expect(position).toBeGreaterThanOrEqual(0)
    }
  },
)

test('imports the same with a role that cannot disable row checks', async () => {
  const role = `plain_${randomUUID().slice(0, 8)}`
  const run = (statement: string) => prisma.$executeRawUnsafe(statement)
  await run(`CREATE ROLE ${role}`)
  await run(`GRANT ALL ON ALL TABLES IN SCHEMA public TO ${role}`)
  await run(`GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO ${role}`)
  const { current_database: database } = (
    await prisma.$queryRaw<{ current_database: string }[]>`SELECT current_database()`
  )[0]!
  await run(`ALTER DATABASE "${database}" SET role = ${role}`)
  try {
    expect(await withCopySession(possibleRowChecks)).toBe('each')
    const votes = [...new Set(someVotes(5))]
    const input = { slug: project.slug, path: scratch('plain.csv', csv(votes)), reading: answerReading.parse({}) }
    const { batchId } = await importVotes(operator, input)
    expect(await importedTasks(project.id, batchId)).toEqual(tasksOf(votes))
    expect(await countedActivity(project.id)).toEqual(await recountedActivity(project.id))
  } finally {
    await run(`ALTER DATABASE "${database}" RESET role`)
    await run(`DROP OWNED BY ${role}`)
    await run(`DROP ROLE ${role}`)
  }
})

test('adds a no for classes that others named or the project asks about', async () => {
  const some = [...new Set(someVotes(4))].filter(({ label }) => label % 3 === 0)
  const file = ['image,rater,class_index', ...some.map((one) => [nameOf(one.image), one.rater, one.label].join(','))]
  const reading = answerReading.parse({ absent: 'no' })
  const made = await importVotes(operator, {
    ...{ slug: project.slug, path: scratch('named.csv', file.join('\n')), reading },
  })
  const ofImages = Array.from({ length: imageCount }, (_, image) => some.filter((one) => one.image === image))
  const all = ofImages.flatMap((ofImage, image) => {
    if (ofImage.length === 0) return []
    const labels = new Set([...ofImage.map(({ label }) => label), ...Array.from({ length: askedBefore }).keys()])
    return [...labels].flatMap((label) =>
      [...new Set(ofImage.map(({ rater }) => rater))].map((rater): Vote => {
        const isNamed = ofImage.some((one) => one.label === label && one.rater === rater)
        return { image, label, rater, answer: isNamed ? 'yes' : 'no', time: null }
      }),
    )
  })
  expect(made).toMatchObject({ votes: all.length, repeated: 0 })
  expect(await importedTasks(project.id, made.batchId)).toEqual(tasksOf(all))
})
