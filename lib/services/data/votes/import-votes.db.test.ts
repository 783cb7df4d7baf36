import { writeFile } from 'node:fs/promises'
import { buffer, text } from 'node:stream/consumers'
import { beforeEach, describe, expect, test } from 'vitest'
import { type AnswerReadingInput, answerReading } from '@/lib/contracts/data/answers'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { answers } from '@/lib/domain/rating/answer'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { validationFileName } from '@/lib/formats/validation-file-name'
import { importClasses, importLabels } from '@/lib/services/data/import-parts'
import { exportProject } from '@/lib/services/export-project'
import type { ProgressHooks } from '@/lib/services/progress'
import { runAggregation } from '@/lib/services/runs/run-aggregation'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { smallImageCount, smallLabels } from '@/lib/services/testing/real-vote-files'
import { namedImages } from '@/lib/services/testing/remove-project'
import { type ImportVotesInput, importVotes } from './import-votes'
import { inspectAnswers } from './resolve-answer-file'

const projectRoot = process.cwd()
const scratch = scratchFolder()

const read = (input: AnswerReadingInput = {}) => answerReading.parse(input)

/** Describes the votes of a project as text. */
async function votesOf(projectId: number) {
  const votes = await prisma.vote.findMany({
    where: { projectId },
    include: { shown: { include: { candidate: { include: { image: true, class: true } }, assignment: true } } },
  })
  const raters = new Map((await prisma.rater.findMany({ where: { projectId } })).map((rater) => [rater.id, rater]))
  return votes
    .map(({ raterId, answer, shown: { candidate } }) => {
      const { externalId } = raters.get(raterId)!
      return `${candidate.image.fileName} ${candidate.class.classIndex} ${externalId} ${answers[answer]}`
    })
    .sort()
}

describe('importing a file into a project with images and classes', () => {
  let project: RatingProject
  beforeEach(async () => {
    project = await makeRatingProject({ tasks: 3 })
  })

  const importThem = (
    content: string,
    reading: AnswerReadingInput = {},
    more: Partial<ImportVotesInput> = {},
    hooks: ProgressHooks = {},
  ) =>
    importVotes(
      operator,
      { slug: project.slug, path: scratch('votes.csv', content), reading: read(reading), ...more },
      hooks,
    )

  const plain = [
    'file,worker,label,vote,time',
    'secret-file-0.jpg,ann,class 0,Yes,2026-01-02T10:00:00Z',
    'secret-file-0.jpg,ann,class 1,no,2026-01-02T10:00:09Z',
    'secret-file-0.jpg,bob,class 0,unsure,2026-01-03T10:00:00Z',
    'SECRET-FILE-1.JPG,ann,secret-class-2,yes,',
  ].join('\n')

  test('creates raters, a closed batch with tasks, and votes with their times', async () => {
    const made = await importThem(plain, {}, { batchName: 'From elsewhere' })
    expect(made).toMatchObject({
      votes: 4,
      raters: 2,
      newRaters: 2,
      images: 2,
      candidates: 3,
      newCandidates: 0,
      tasks: 3,
    })
    const where = { projectId: project.id }
    expect(await votesOf(project.id)).toEqual([
      'secret-file-0.jpg 0 ann yes',
      'secret-file-0.jpg 0 bob maybe',
      'secret-file-0.jpg 1 ann no',
      'secret-file-1.jpg 2 ann yes',
    ])
    expect(await prisma.rater.findMany({ where, orderBy: { id: 'asc' } })).toMatchObject([
      { id: 1, kind: 'imported', externalId: 'ann', isExpert: false },
      { id: 2, kind: 'imported', externalId: 'bob', isExpert: false },
    ])
    const batch = await prisma.batch.findFirstOrThrow({
      where: { ...where, id: made.batchId },
      include: { tasks: { orderBy: { id: 'asc' } } },
    })
    expect(batch).toMatchObject({ name: 'From elsewhere', state: 'closed' })
    expect(batch.tasks.map(({ quota, submitted, isOpen }) => [quota, submitted, isOpen])).toEqual([
      [2, 2, false],
      [1, 1, false],
      [1, 1, false],
    ])
    const times = await prisma.assignment.findMany({ where, orderBy: { submittedAt: 'asc' } })
    expect(times.map(({ submittedAt }) => submittedAt?.toISOString() ?? null)).toEqual([
      ...['2026-01-02T10:00:00.000Z', '2026-01-02T10:00:09.000Z', '2026-01-03T10:00:00.000Z', null],
    ])
    const [event] = await prisma.auditEvent.findMany({ where: { ...where, action: 'project.import-votes' } })
    expect(event?.details).toMatchObject({ votes: 4, raters: 2, file: 'votes.csv' })
  })

  test('refuses a second import unless requested, which then creates new raters', async () => {
    await importThem(plain)
    await expect(importThem(plain)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('was imported on'),
    })
    expect(await prisma.vote.count({ where: { projectId: project.id } })).toBe(4)
    expect(await importThem(plain, {}, { again: true })).toMatchObject({ votes: 4, newRaters: 2 })
    const raters = await prisma.rater.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
    expect(raters.map((rater) => rater.externalId)).toEqual(['ann', 'bob', 'ann (2)', 'bob (2)'])
  })

  test('reuses the raters of an earlier file but refuses second answers of theirs', async () => {
    await importThem(plain)
    const more = 'image,rater,class,answer\nsecret-file-2.jpg,ann,class 0,no'
    expect(await importThem(more)).toMatchObject({ votes: 1, raters: 1, newRaters: 0 })
    const twice = 'image,rater,class,answer\nsecret-file-0.jpg,ann,class 1,yes'
    await expect(importThem(twice)).rejects.toThrow(
      'Rater “ann” was imported before and has already answered about “class 1” in secret-file-0.jpg.',
    )
    expect(await prisma.vote.count({ where: { projectId: project.id } })).toBe(5)
  })

  const odd = [
    'image,rater,class,answer',
    'secret-file-0.jpg,ann,Klasse null,1',
    'secret-file-0.jpg,ann,other,0',
    'elsewhere.jpg,bob,class 0,1',
  ].join('\n')

  test('lists all unknown names and writes nothing', async () => {
    await expect(importThem(odd)).rejects.toThrow(
      /: No class of the project is called “Klasse null” in line 2\. More than one class is called “other” \(class 0 with index 0, .* in line 3\. .*not clear: “1” in line 2 \(2 times\), “0” in line 3\. .*no image called “elsewhere.jpg” in line 4\. Nothing was imported/,
    )
    expect(await prisma.vote.count({ where: { projectId: project.id } })).toBe(0)
    expect(await prisma.auditEvent.count({ where: { projectId: project.id } })).toBe(0)
  })

  test('reports in advance which names are unknown and why', async () => {
    const report = await inspectAnswers(operator, {
      slug: project.slug,
      path: scratch('odd.csv', odd),
      reading: read({ mapping: { classes: { 'class 0': null } } }),
    })
    expect(report).toMatchObject({
      ...{ format: 'csv', answerCount: 3, raterCount: 2, imageCount: 2, unknownImageCount: 1, importedAt: null },
      answers: [
        { name: '1', count: 2, proposed: null, isUnknown: true },
        { name: '0', count: 1, proposed: null, isUnknown: true },
      ],
    })
    expect(report.classes).toMatchObject([
      { name: 'Klasse null', proposed: null, problem: expect.stringContaining('"Klasse null"') },
      { name: 'other', proposed: null, problem: expect.stringContaining('matches class 0 with index 0, class 1') },
      { name: 'class 0', proposed: null, problem: null },
    ])
  })

  test('follows the mapping', async () => {
    const mapping = {
      classes: { 'Klasse null': 'secret-class-0', other: null },
      answers: { 1: 'yes', 0: 'no' },
      images: { 'elsewhere.jpg': 'secret-file-2.jpg' },
    } as const
    expect(await importThem(odd, { mapping })).toMatchObject({ votes: 2, leftOut: 1 })
    expect(await votesOf(project.id)).toEqual(['secret-file-0.jpg 0 ann yes', 'secret-file-2.jpg 0 bob yes'])
    const wrong = { ...mapping, classes: { 'Klasse null': 'no such class' } }
    await expect(importThem(`${odd}\n`, { mapping: wrong })).rejects.toThrow('classes, “Klasse null”: expected')
  })

  const labelStudio = JSON.stringify([
    task('/data/upload/1/0123abcd-secret-file-0.jpg', { ann: ['class 0'], bob: ['class 1'] }),
    task('/data/upload/1/0123abcd-secret-file-1.jpg', { ann: [] }),
  ])
  test('infers nothing about classes that are not named, unless requested', async () => {
    expect(await importThem(labelStudio)).toMatchObject({ format: 'label-studio', votes: 2 })
    expect(await votesOf(project.id)).toEqual(['secret-file-0.jpg 0 ann yes', 'secret-file-0.jpg 1 bob yes'])
    expect(await importThem(labelStudio, { absent: 'no' }, { again: true })).toMatchObject({ votes: 9 })
    const votes = (await votesOf(project.id)).filter((vote) => vote.includes('(2)'))
    expect(votes.filter((vote) => vote.startsWith('secret-file-0.jpg'))).toEqual([
      'secret-file-0.jpg 0 ann (2) yes',
      'secret-file-0.jpg 0 bob (2) no',
      'secret-file-0.jpg 1 ann (2) no',
      'secret-file-0.jpg 1 bob (2) yes',
      'secret-file-0.jpg 2 ann (2) no',
      'secret-file-0.jpg 2 bob (2) no',
    ])
    expect(votes.filter((vote) => vote.startsWith('secret-file-1.jpg'))).toHaveLength(3)
  })

  test.each([
    [
      'image,rater,class,answer\nsecret-file-0.jpg,,class 0,yes',
      'line 2, field "rater": expected the name of the rater',
    ],
    ['image,rater,answer\nsecret-file-0.jpg,ann,yes', 'line 1: expected a column with the class'],
    [
      'image,rater,class,answer\nsecret-file-0.jpg,ann,class 0,yes\nsecret-file-0.jpg,ann,secret-class-0,no',
      'line 3, field "answer": expected one answer of a rater to an image and class, “yes” as in line 2',
    ],
    [
      'image,rater,class,answer,time\nsecret-file-0.jpg,ann,class 0,yes,3026-01-01',
      'line 2, field "time": expected a time in the past',
    ],
    ['', 'the file: expected votes or labels in a known format'],
  ])('reports line and field of an error: %j', async (content, message) => {
    await expect(importThem(content)).rejects.toThrow(message)
    expect(await prisma.rater.count({ where: { projectId: project.id } })).toBe(0)
  })

  test('writes nothing when it is cancelled', async () => {
    const stop = new AbortController()
    const hooks = {
      signal: stop.signal,
      onProgress: (step: string) => step === 'Writing rows' && stop.abort(new Error('stopped')),
    }
    await expect(importThem(plain, {}, {}, hooks)).rejects.toThrow('stopped')
    expect(await prisma.rater.count({ where: { projectId: project.id } })).toBe(0)
  })

  test('requires an admin of the project', async () => {
    const rater = await project.addRater()
    const input = { slug: project.slug, path: scratch('votes.csv', plain), reading: read() }
    await expect(importVotes(rater, input)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(inspectAnswers(rater, input)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

function task(image: string, choices: Record<string, string[]>) {
  const annotations = Object.entries(choices).map(([email, chosen]) => ({
    completed_by: { email },
    result: [{ type: 'choices', value: { choices: chosen } }],
  }))
  return { data: { image }, annotations }
}

describe('importing exported votes', () => {
  test.each(['votes-csv', 'votes-parquet', 'raters-npz'])(
    '%s: gives the same votes, and the same scores to 1e-12, but not to its own project',
    async (format) => {
      const from = await aggregatedProject()
      const to = await namedImages(Array.from({ length: smallImageCount }, (_, k) => validationFileName(k)))
      const { slug } = to
      await importClasses(operator, { slug, projectRoot, source: { kind: 'imagenet-1k' } })
      await importLabels(operator, { slug, path: scratch('labels.json', JSON.stringify(smallLabels)) })
      // The file must record that a rater is excluded.
      await prisma.rater.updateMany({
        where: { projectId: from.id, id: 3 },
        data: { isExcluded: format !== 'raters-npz' },
      })
      const path = scratch(format.replace('-', '.'))
      await writeFile(path, await buffer((await exportProject(operator, { slug: from.slug, format })).content))
      const own = { slug: from.slug, path, reading: read() }
      expect(await inspectAnswers(operator, own)).toMatchObject({ isOwnExport: true })
      await expect(importVotes(operator, own)).rejects.toThrow('was exported from this project')
      expect(await inspectAnswers(operator, { ...own, slug })).toMatchObject({ isOwnExport: false })
      const made = await importVotes(operator, { ...own, slug })
      expect(made).toMatchObject({ votes: 24, raters: 3, candidates: 12, tasks: 4 })
      expect((await votesOf(to.id)).length).toBe(24)

      const input = { projectRoot, method: 'dawid-skene', parameters: {} } as const
      const scores = async (of: { slug: string; id: number }) => {
        const { runId } = await runAggregation(operator, { slug: of.slug, ...input })
        const rows = await prisma.score.findMany({
          where: { projectId: of.id, runId },
          include: { candidate: { include: { image: true, class: true } } },
        })
        return new Map(
          rows.map(({ candidate, score }) => [`${candidate.image.fileName} ${candidate.class.classIndex}`, score]),
        )
      }
      const before = await scores(from)
      const after = await scores(to)
      expect([...after.keys()].sort()).toEqual([...before.keys()].sort())
      for (const [pair, score] of before) expect(Math.abs(after.get(pair)! - score)).toBeLessThan(1e-12)
      const exported = async (of: string) =>
        (await text((await exportProject(operator, { slug: of, format: 'votes-csv' })).content))
          .split('\n')
          .map((line) => line.split(',').slice(0, 7).join())
          .sort()
      expect(await exported(to.slug)).toEqual(await exported(from.slug))
    },
  )
})
