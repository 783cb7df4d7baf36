import { describe, expect, test } from 'vitest'
import { answerReading } from '@/lib/contracts/data/answers'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { importLabelSet, importVotes } from '@/lib/services/data/votes/import-votes'
import { startJob } from '@/lib/services/jobs/job-state'
import type { ImportHooks } from '@/lib/services/progress'
import { madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'
import { solidPicture } from '@/lib/storage/testing/pictures'
import { importCandidates, importClasses, importImages, importLabels, importPredictions } from './import-parts'
import { createUpload } from './uploads/uploads'

const scratch = scratchFolder()
const reading = answerReading.parse({})

const project = madeForEachTest(() => makeRatingProject({ tasks: 3 }))
const admin = madeForEachTest(() => project.addMember('admin'))

const fileName = (image: number) => `secret-file-${image}.jpg`
const voteFile = () => scratch('votes.csv', `file,worker,label,vote\n${fileName(1)},ann,class 0,yes\n`)
const votesOf = (hooks: ImportHooks<unknown> = {}) =>
  importVotes(operator, { slug: project.slug, path: voteFile(), reading }, hooks)
const remove = (images: number[], lost = 0) =>
  startJob(admin, { slug: project.slug, kind: 'remove-images', input: { target: { imageIds: images }, lost } })
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing refused',
    (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
  )
const where = () => ({ projectId: project.id })

/** One import of every kind that refers to images; none has run yet. */
async function imports(): Promise<Record<string, () => Promise<unknown>>> {
  const { slug } = project
  const picture = await solidPicture(20, 10, 40).png().toBuffer()
  const labels = () => scratch('labels.csv', `file,label\n${fileName(1)},class 1\n`)
  const all = { file: fileName, index: (image: number) => image % 3 }
  const predictions = [0, 1, 2].map((k) => ({ file: all.file(k), top1: [{ label: all.index(k), probability: 0.9 }] }))
  const lines = () => scratch('model.jsonl', predictions.map((line) => JSON.stringify(line)).join('\n'))
  const classes = () => scratch('classes.json', JSON.stringify([{ names: ['crane'] }]))
  scratch('new.png', picture)
  const images = () => ({ kind: 'manifest' as const, path: scratch('images.jsonl', '{"file":"new.png"}') })
  return {
    votes: () => votesOf(),
    'label set': () => importLabelSet(operator, { slug, path: labels(), reading, name: 'Another study' }),
    labels: () => importLabels(operator, { slug, path: labels() }),
    candidates: () =>
      importCandidates(operator, { slug, path: scratch('asked.csv', `file,label\n${fileName(1)},class 1\n`) }),
    predictions: () => importPredictions(operator, { slug, model: 'right', path: lines() }),
    classes: () =>
      importClasses(operator, { slug, source: { kind: 'file', path: classes() }, projectRoot: process.cwd() }),
    images: () => importImages(operator, { slug, source: images() }),
  }
}
const rows = () =>
  Promise.all([
    prisma.vote.count({ where: where() }),
    prisma.candidate.count({ where: where() }),
    prisma.prediction.count({ where: where() }),
    prisma.labelSet.count({ where: where() }),
    prisma.listedCandidate.count({ where: where() }),
    prisma.image.count({ where: where() }),
    prisma.rater.count({ where: where() }),
  ])

describe('while images are being removed', () => {
  test('refuses imports that could refer to them and says when they are possible', async () => {
    await remove([1])
    const before = await rows()
    for (const [what, run] of Object.entries(await imports()))
      expect(`${what} ${await refusal(run())}`).toBe(
        `${what} conflict: Images of this project are being removed. Nothing was imported. Import again when that is done.`,
      )
    expect(await rows()).toEqual(before)
    // A failed removal does not block imports.
    await prisma.job.updateMany({ where: where(), data: { state: 'failed' } })
    expect(await votesOf()).toMatchObject({ votes: 1 })
  })
})

describe('images are not removed', () => {
  test('while an import that could add answers about them waits or runs', async () => {
    const { id } = await createUpload(admin, { slug: project.slug })
    await prisma.upload.updateMany({ where: where(), data: { fileCount: 1 } })
    const input = { source: { from: 'upload', uploadId: id }, reading: {} }
    const job = await startJob(admin, { slug: project.slug, kind: 'import-votes', input })
    for (const state of ['queued', 'running'] as const) {
      await prisma.job.updateMany({ where: { ...where(), id: job.id }, data: { state } })
      expect(await refusal(remove([1]))).toMatch(/^conflict: An import of this project is running or waiting\./)
    }
    expect(await prisma.imageExclusion.count({ where: where() })).toBe(0)
    await prisma.job.updateMany({ where: { ...where(), id: job.id }, data: { state: 'succeeded' } })
    expect(await remove([1])).toMatchObject({ state: 'queued' })
  })

  test('if the confirmed count misses answers that a command-line import is writing', async () => {
    let removal: Promise<string> | null = null
    const beforeCommit = async () => {
      removal = refusal(remove([1]))
      await waitingForProject()
    }
    await votesOf({ beforeCommit })
    expect(await removal).toMatch(/^conflict: 1 answer or decision would be lost, not 0\. Nothing was removed\./)
    expect(await prisma.vote.count({ where: where() })).toBe(1)
  })
})

test('refuses requests that would wait for a long import', async () => {
  const { slug } = project
  const answers: string[] = []
  const beforeCommit = async () => {
    answers.push(...(await Promise.all([refusal(remove([1], 1)), refusal(deletion())])))
  }
  const deletion = () => startJob(admin, { slug, kind: 'delete-project', input: { name: slug } })
  await votesOf({ beforeCommit })
  for (const answer of answers)
    expect(answer).toMatch(/^conflict: A long import or other write to this project is in progress/)
  expect(answers).toHaveLength(2)
  expect(await refusal(deletion())).toBe('nothing refused')
})

/** Resolves when a transaction of this database waits for a lock. */
async function waitingForProject() {
  const waiting = () => prisma.$queryRaw<unknown[]>`
    SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
  await expect.poll(async () => (await waiting()).length).toBeGreaterThan(0)
}

test('refuses an import whose project is deleted while it waits, and writes no row', async () => {
  for (const [what, run] of Object.entries(await imports())) {
    let importing: Promise<string> | null = null
    const before = await rows()
    await prisma.$transaction(async (tx) => {
      await tx.project.update({ where: { id: project.id }, data: { deletedAt: new Date() } })
      importing = refusal(run())
      await waitingForProject()
    })
    expect(`${what} ${await importing}`).toBe(
      `${what} conflict: The project has been deleted in the meantime. Nothing was imported.`,
    )
    expect(await rows()).toEqual(before)
    await prisma.project.update({ where: { id: project.id }, data: { deletedAt: null } })
  }
})
