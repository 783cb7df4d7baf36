import { execFileSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { numpyPython } from '@/lib/formats/testing/numpy-python'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { exportProject } from '@/lib/services/export-project'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { ownDataFolder } from '@/lib/storage/testing/own-data-folder'
import { openRelease } from './open-release'
import { publishRelease } from './publish-release'
import { releaseFile } from './release-files'

ownDataFolder()
const python = numpyPython()
const scratch = scratchFolder()
let project: Awaited<ReturnType<typeof aggregatedProject>>

/** Two models, an adjudicated candidate, and a golden candidate without votes. */
beforeAll(async () => {
  project = await aggregatedProject()
  const { id: projectId } = project
  const candidates = await prisma.candidate.findMany({ where: { projectId }, orderBy: { position: 'asc' } })
  const expert = await prisma.rater.findFirstOrThrow({ where: { projectId, isExpert: true } })
  for (const [id, at] of [0, 3].entries()) {
    const { imageId, classId } = candidates[at]!
    await prisma.model.create({ data: { projectId, id, name: `net ${id}` } })
    await prisma.prediction.create({ data: { projectId, modelId: id, imageId, classId, rank: 0 } })
  }
  const golden = candidates.at(-1)!
  const unseen = { projectId, id: 900, position: 900, imageId: golden.imageId, classId: 12, isOriginal: false }
  await prisma.candidate.create({ data: unseen })
  const answer = { projectId, candidateId: 900, raterId: expert.id, source: 'expert', answer: 2 } as const
  await prisma.goldenAnswer.create({ data: { ...answer, answeredAt: new Date() } })
  await prisma.adjudication.create({
    data: {
      projectId,
      id: 1,
      candidateId: golden.id,
      raterId: expert.id,
      firstAnswer: 2,
      answer: 2,
      reason: 'clear',
      origin: {},
    },
  })
})

const needed = ['candidates-csv', 'votes-csv', 'raters-csv', 'decisions-csv', 'class-parameters'] as const

async function publish(method: 'reassess' | 'majority') {
  const { runId } = await project.aggregate({ method, parameters: {} })
  return publishRelease(operator, { slug: project.slug, projectRoot: process.cwd(), runId, notes: '', license: '' })
}

/** Runs the published script on the files of a new release. */
async function recompute(method: 'reassess' | 'majority') {
  const { version } = await publish(method)
  const source = await openRelease(operator, { slug: project.slug, version })
  for (const format of needed) {
    const { path: made, fileName } = await releaseFile(source, format)
    copyFileSync(made, scratch(fileName.replace(`-${version}-`, '-1-')))
  }
  const script = path.join(process.cwd(), 'docs/loaders/recompute_scores.py')
  return execFileSync(python!, [script, path.dirname(scratch('x'))], { encoding: 'utf8', stdio: 'pipe' })
}

test.skipIf(python === null)('every score of the default method follows from the files of a release', async () => {
  const { scores, largestDifference } = JSON.parse(await recompute('reassess'))
  expect(scores).toBe(13)
  expect(largestDifference).toBeLessThan(1e-12)
})

test.skipIf(python === null)('a release of a method without class parameters says that it has none', async () => {
  await expect(recompute('majority')).rejects.toThrow(/There are no class parameters: the method estimates none/)
})

test('a live export has the same class parameters as the release of its run', async () => {
  const { version } = await publish('reassess')
  const released = await releaseFile(await openRelease(operator, { slug: project.slug, version }), 'class-parameters')
  const { content } = await exportProject(operator, { slug: project.slug, format: 'class-parameters' })
  expect(await text(content)).toBe(await readFile(released.path, 'utf8'))
})

test('a release from before class parameters were stored says so', async () => {
  const { releaseId, version } = await publish('reassess')
  await prisma.$transaction([
    // A trigger refuses to change parts.
    prisma.$executeRaw`SET LOCAL session_replication_role = replica`,
    prisma.$executeRaw`DELETE FROM release_chunk WHERE release_id = ${releaseId} AND part_name = 'class-parameters.json'`,
  ])
  const source = await openRelease(operator, { slug: project.slug, version })
  const { path: made } = await releaseFile(source, 'class-parameters')
  expect(JSON.parse(await readFile(made, 'utf8'))).toMatchObject({ method: 'reassess', classes: null })
})
