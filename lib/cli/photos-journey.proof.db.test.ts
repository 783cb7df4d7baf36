// Real photographs and five real models, from a folder to reassessed labels, with a newcomer's commands.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { beforeAll, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { bundlePrograms } from './prepare.mjs'

const root = process.cwd()
const photos = path.resolve('../shared/photos')
const isThere = existsSync(photos)
if (!isThere) console.log(`The photographs' journey is skipped: ${photos} is not there.`)

const slug = `photos-${randomUUID().slice(0, 13)}`
const dataDir = scratchFolder()('')
beforeAll(bundlePrograms)

async function run(...args: string[]) {
  const command = [process.execPath, 'dist/main.mjs', ...args, '--project', slug, '--json']
  const child = spawn('env', [`DATA_DIR=${dataDir}`, ...command], { cwd: root })
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  expect([status, stderr]).toEqual([0, ''])
  return JSON.parse(stdout)
}

/** Compares the images with their manifest, and expects their files to be stored. */
async function expectImported(projectId: number) {
  const rows = await prisma.image.findMany({
    where: { projectId },
    orderBy: { position: 'asc' },
    include: { originalClass: true },
  })
  const manifest = JSON.parse(await readFile(`${photos}/manifest.json`, 'utf8'))
  expect(
    rows.map((row) => [row.fileName, row.originalClass?.classIndex, row.credit, row.license, row.creditUrl]),
  ).toEqual(manifest.map((one: Record<string, unknown>) => [one.file, one.label, one.author, one.license, one.source]))
  expect(rows.every(({ width, height }) => width === 299 && height === 299)).toBe(true)
  const stored = new Set(await readdir(path.join(dataDir, 'images'), { recursive: true }))
  const files = rows.map(({ contentHash: hash }) => `${hash?.slice(0, 2)}/${hash}.full.webp`)
  expect(files.filter((file) => !stored.has(file))).toEqual([])
}

const modelCount = 5
const ratersPerTask = 5

test.skipIf(!isThere)(
  'gets from a folder of real photographs to votes in three commands, and to labels in a fourth',
  async () => {
    const made = await run('import', 'folder', '--new', '--folder', photos)
    expect(made).toMatchObject({ images: { added: 1_000, labelled: 1_000 }, classes: { classes: 1_000 } })
    expect(made.predictions.map((one: { predictions: number }) => one.predictions)).toEqual(
      Array(modelCount).fill(5_000),
    )
    const { id: projectId } = await prisma.project.findUniqueOrThrow({ where: { slug } })
    await expectImported(projectId)

    const launched = await run('launch')
    const tasks = await prisma.task.findMany({
      where: { projectId },
      select: { quota: true, _count: { select: { candidates: true } } },
    })
    expect(tasks).toHaveLength(launched.tasks)
    expect(tasks.every(({ quota, _count }) => quota === ratersPerTask && _count.candidates <= 8)).toBe(true)
    // Images on which all five models' first choice is the original label, counted by a separate program.
    expect(launched.unanimousImages).toBe(394)

    const simulated = await run('simulate-raters', '--raters', '20', '--seed', '1')
    expect(simulated).toMatchObject({ votes: launched.pairs * ratersPerTask })
    const votes = await prisma.vote.count({ where: { projectId } })
    expect(votes).toBe(launched.pairs * ratersPerTask)
    expect(await prisma.task.count({ where: { projectId, submitted: ratersPerTask } })).toBe(launched.tasks)

    expect(await run('aggregate')).toMatchObject({ voteCount: votes, runId: 1 })
    expect(await prisma.runImage.count({ where: { projectId, isRated: true } })).toBe(1_000 - launched.unanimousImages)
  },
)

const models = path.resolve('../shared/models')
const hasModels = isThere && existsSync(models)
if (!hasModels) console.log(`The run of a model is skipped: ${models} is not there.`)

test.skipIf(!hasModels)('runs a model on all photographs with about the accuracy that others measured', async () => {
  const name = 'mobilenet-v1-0.25-128'
  const made = await run('import', 'predictions', '--model', 'run here', '--onnx', path.join(models, name))
  expect(made).toMatchObject({ images: 1_000, predictions: 5_000, outputs: 1_000, usedOutputs: 1_000 })
  const rows = await prisma.prediction.findMany({
    where: { rank: 0, model: { project: { slug }, name: { in: ['run here', name] } } },
    select: {
      imageId: true,
      classId: true,
      model: { select: { name: true } },
      image: { select: { originalClass: { select: { id: true } } } },
    },
  })
  const here = rows.filter(({ model }) => model.name === 'run here')
  const recorded = new Map(
    rows.flatMap(({ imageId, classId, model }) => (model.name === name ? [[imageId, classId]] : [])),
  )
  const share = (holds: (row: (typeof here)[number]) => boolean) => here.filter(holds).length / here.length
  // With onnxruntime-node on the original JPEG files: .476. Ours are stored as WebP.
  expect(Math.abs(share(({ classId, image }) => classId === image.originalClass?.id) - 0.476)).toBeLessThan(0.01)
  expect(share(({ imageId, classId }) => recorded.get(imageId) === classId)).toBeGreaterThan(0.85)
})
