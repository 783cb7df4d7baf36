import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { findModelSizes } from '@/lib/db/data/project-data-query'
import { listProcesses } from '@/lib/db/embedded/orphaned-backends'
import { operator } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import {
  averageColorModel,
  averageColorSettings,
  endlessModel,
  pixelModel,
  splitModel,
} from '@/lib/formats/testing/average-color-model'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { describeFolder } from '@/lib/services/data/describe-folder'
import { importFolder } from '@/lib/services/data/import-folder'
import { importPredictions } from '@/lib/services/data/import-parts'
import type { ImportHooks } from '@/lib/services/progress'
import { temporarySlug } from '@/lib/services/testing/remove-project'
import { ownDataFolder } from '@/lib/storage/testing/own-data-folder'
import { importOnnxFolder } from './import-onnx-model'

ownDataFolder()
const scratch = scratchFolder()
const side = 16
const colors = { blue: [10, 20, 240], green: [10, 240, 20], red: [240, 20, 10] }
let slug: string
let projectId: number
let images: string
let folder: string

async function writeModel(files: Record<string, object | Uint8Array>) {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, content instanceof Uint8Array ? content : JSON.stringify(content))
  }
}

async function importImages(names: string[]) {
  for (const name of names) {
    const [r, g, b] = colors[path.dirname(name) as keyof typeof colors]
    const background = { r: r!, g: g!, b: b! }
    await mkdir(path.join(images, path.dirname(name)), { recursive: true })
    await writeFile(
      path.join(images, name),
      await sharp({ create: { width: 40, height: 20, channels: 3, background } })
        .png()
        .toBuffer(),
    )
  }
  const known = { imageCount: 0, classCount: 0, models: [] }
  const { files, plan } = await describeFolder(images, known, { takesFolderClasses: true })
  const isNew = !(await prisma.project.findUnique({ where: { slug } }))
  await importFolder(operator, {
    ...{ slug, files, projectRoot: process.cwd(), plan: isNew ? plan : { ...plan, classes: null, labels: null } },
    newProject: isNew ? { name: slug } : undefined,
  })
}

beforeEach(async () => {
  slug = temporarySlug()
  images = scratch(`${slug}-images`)
  folder = scratch(slug)
  await importImages(['blue/1.png', 'green/1.png', 'red/1.png'])
  projectId = (await prisma.project.findUniqueOrThrow({ where: { slug } })).id
  await writeModel({
    'onnx/model.onnx': averageColorModel(side),
    'preprocessor_config.json': averageColorSettings(side),
    'config.json': { id2label: { 0: 'red', 1: 'green', 2: 'blue' } },
  })
})
afterEach(() => Promise.all([images, folder].map((one) => rm(one, { recursive: true, force: true }))))

const run = (change: Partial<Parameters<typeof importOnnxFolder>[1]> = {}, hooks: ImportHooks<unknown> = {}) =>
  importOnnxFolder(
    operator,
    { slug, folder, model: 'colors', mode: 'new', top: 2, isScoredOnly: false, ...change },
    hooks,
  )

const message = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(String, (cause: unknown) => cause)
  if (!(error instanceof AppError)) throw new Error(`expected an AppError, got ${error}`)
  return error.message.replaceAll(`${folder}/`, '')
}

const predictions = async () => {
  const rows = await prisma.prediction.findMany({
    where: { projectId },
    orderBy: [{ imageId: 'asc' }, { rank: 'asc' }],
    include: { class: true, image: true, model: true },
  })
  return rows.map(({ image, class: { name }, model, score }) => ({
    ...{ file: image.fileName, label: name, model: model.name, score },
  }))
}

test('imports what a model predicts for each image, with the classes found by its labels', async () => {
  const steps: [string, number, number][] = []
  const made = await run({}, { onProgress: (...step) => steps.push(step) })
  expect(made).toMatchObject({ model: 'colors', scoreKind: 'probability', images: 3, predictions: 6 })
  expect(made).toMatchObject({ outputs: 3, usedOutputs: 3, withoutPicture: 0 })
  const rows = await predictions()
  const first = rows.filter((_, at) => at % 2 === 0)
  expect(first.map(({ file, label }) => [file, label])).toEqual([
    ['blue/1.png', 'blue'],
    ['green/1.png', 'green'],
    ['red/1.png', 'red'],
  ])
  // Softmax of the averages 240, 20 and 10 of 255.
  const weights = [240, 20, 10].map((value) => Math.exp(value / 255))
  const expected = weights[0]! / weights.reduce((sum, weight) => sum + weight)
  for (const { score } of first) expect(score).toBeCloseTo(expected, 2)
  expect(steps.filter(([step]) => step === 'colors').at(-1)).toEqual(['colors', 3, 3])
  const event = await prisma.auditEvent.findFirstOrThrow({ where: { projectId, action: 'project.import-predictions' } })
  expect(event.details).toMatchObject({ computedBy: { file: 'model.onnx', sha256: expect.stringMatching(/^\w{64}$/) } })
})

test('is run again only on images without predictions when they are to be added', async () => {
  await run()
  expect(await message(run())).toContain('already has a model “colors”')
  expect(await message(run({ mode: 'add' }))).toBe('“colors” already has predictions for every image.')
  await importImages(['red/2.png'])
  expect(await run({ mode: 'add' })).toMatchObject({ images: 1, predictions: 2, isAdded: true })
  expect(await run({ mode: 'replace' })).toMatchObject({ images: 4, isReplaced: true })
})

test('records for releases which predictions it computed, until others replace them', async () => {
  const recorded = async () => (await prisma.model.findFirstOrThrow({ where: { projectId } })).computedBy
  const sha256 = expect.stringMatching(/^\w{64}$/)
  await run()
  await importImages(['red/2.png'])
  await run({ mode: 'add' })
  expect(await recorded()).toEqual([
    { sha256, images: 3 },
    { sha256, images: 1 },
  ])
  await run({ mode: 'replace' })
  expect(await recorded()).toEqual([{ sha256, images: 4 }])
  const file = path.join(folder, 'predictions.csv')
  await writeFile(file, 'file,label\nred/1.png,red\n')
  await importPredictions(operator, { slug, model: 'colors', path: file, mode: 'replace', isPartial: true })
  expect(await recorded()).toEqual([])
})

test('lists a model that is only scored as such', async () => {
  await run()
  await run({ model: 'scored', isScoredOnly: true })
  const listed = await findModelSizes(projectId)
  expect(listed.map(({ name, isScoredOnly }) => [name, isScoredOnly])).toEqual([
    ['colors', false],
    ['scored', true],
  ])
})

test('leaves out images without a picture, and outputs that are not classes', async () => {
  await prisma.image.updateMany({ where: { projectId, fileName: 'green/1.png' }, data: { contentHash: null } })
  await writeModel({ 'config.json': { id2label: { 0: 'red', 1: 'yellow', 2: 'blue' } } })
  expect(await run({ top: 3 })).toMatchObject({ images: 2, predictions: 4, usedOutputs: 2, withoutPicture: 1 })
  await prisma.image.updateMany({ where: { projectId }, data: { contentHash: null } })
  expect(await message(run({ model: 'other' }))).toContain('has no images with a picture')
})

test('imports nothing if it is cancelled', async () => {
  const stop = new AbortController()
  const onProgress = (step: string, done: number) => {
    if (step === 'colors' && done === 1) stop.abort(new Error('cancelled'))
  }
  await expect(run({}, { onProgress, signal: stop.signal })).rejects.toThrow('cancelled')
  expect(await prisma.model.count({ where: { projectId } })).toBe(0)
})

test('stops at once when it is cancelled, even if the model never ends', async () => {
  await writeModel({ 'onnx/model.onnx': endlessModel(side) })
  const stop = new AbortController()
  const running = run({}, { signal: stop.signal })
  setTimeout(() => stop.abort(new Error('cancelled')), 1_000)
  await expect(running).rejects.toThrow('cancelled')
})

/** Kills the processes that run a model, except those already killed. */
function killModel(killed: Set<number>) {
  for (const { pid, parent, command } of listProcesses())
    if (parent === process.pid && command.includes('onnx-program.mjs') && !killed.has(pid)) {
      process.kill(pid, 'SIGKILL')
      killed.add(pid)
    }
}

test('predicts the same if its processes are killed once, and warns of that', async () => {
  await importImages(Array.from({ length: 30 }, (_, at) => `${['red', 'green', 'blue'][at % 3]}/more-${at}.png`))
  await run()
  const undisturbed = await predictions()
  const killed = new Set<number>()
  const warnings: unknown[] = []
  await run(
    { mode: 'replace' },
    {
      onProgress: (step, done) => step === 'colors' && done === 5 && killModel(killed),
      onWarning: (...warning) => warnings.push(warning),
    },
  )
  expect(killed.size).toBeGreaterThan(0)
  const reason = expect.stringMatching(/^(SIGKILL|closed connection)$/)
  const restart = ['process of a model restarted', { model: 'colors', reason }]
  expect(warnings).toEqual(Array.from(killed, () => restart))
  expect(await predictions()).toEqual(undisturbed)
})

test('fails if one of its processes is killed twice', async () => {
  await writeModel({ 'onnx/model.onnx': endlessModel(side) })
  let killing: NodeJS.Timeout | undefined
  onTestFinished(() => clearInterval(killing))
  const killed = new Set<number>()
  const onProgress = () => {
    killing ??= setInterval(() => killModel(killed), 50)
  }
  expect(await message(run({}, { onProgress }))).toBe(
    'onnx/model.onnx cannot be run: its process ended, probably because the model needs more memory than there is.',
  )
  expect(killed.size).toBeGreaterThan(1)
})

test('may have a name that cannot be the name of a file', async () => {
  const model = '\u{1f600}/'.repeat(60)
  expect(await run({ model })).toMatchObject({ model, images: 3 })
})

test.each<[string, Record<string, object | Uint8Array>, string | RegExp]>([
  [
    'other labels',
    { 'config.json': { id2label: { 0: 'cat', 1: 'dog', 2: 'cow' } } },
    /None of the 3 labels .*“cat”.*class of the project/,
  ],
  [
    'fewer labels than outputs',
    { 'config.json': { id2label: { 0: 'red', 1: 'green' } } },
    'onnx/model.onnx has 3 outputs, but id2label has 2 names. Name each output from 0 to 2, including those that are not classes.',
  ],
  [
    'a damaged file',
    { 'onnx/model.onnx': averageColorModel(side).slice(0, 90) },
    /^onnx\/model.onnx cannot be loaded: .*parsing failed\.$/,
  ],
  [
    'another size',
    { 'preprocessor_config.json': averageColorSettings(8) },
    'preprocessor_config.json, size and crop_size: expected images of 16 by 16, the size of the model’s input, found 8 by 8. Correct the size, or use the file that belongs to the model.',
  ],
  [
    'outputs for each pixel',
    { 'onnx/model.onnx': pixelModel(side) },
    'onnx/model.onnx cannot be run: its output “logits” has the shape 1 × 3 × 16 × 16, not one number for each class.',
  ],
  [
    'weights in a second file',
    { 'onnx/model.onnx': splitModel(side) },
    'onnx/model.onnx cannot be loaded: its weights are in another file. Export the model with its weights in the same file.',
  ],
  [
    'two models',
    { 'onnx/model.onnx': averageColorModel(side), 'other/onnx/model.onnx': averageColorModel(side) },
    /^There are 2 \.onnx files/,
  ],
  ['two settings', { 'preprocessor.json': averageColorSettings(side) }, /^Several files say how/],
  [
    'no such output',
    { 'preprocessor_config.json': { ...averageColorSettings(side), output_name: 'probabilities' } },
    'preprocessor_config.json, field "output_name": the model has no output “probabilities”, but logits.',
  ],
])('refuses a model with %s', async (_, files, refusal) => {
  await writeModel(files)
  const said = await message(run())
  if (typeof refusal === 'string') expect(said).toBe(refusal)
  else expect(said).toMatch(refusal)
  expect(await prisma.model.count({ where: { projectId } })).toBe(0)
})

const shared = path.resolve('../shared')
const isThere = ['models', 'photos'].every((name) => existsSync(path.join(shared, name)))
if (!isThere) console.log(`Tests with real models are skipped: ${shared} has no models or no photos.`)
const real = (name: string) => path.join(shared, 'models', name)

test.skipIf(!isThere)('gives the same predictions with 8-bit inputs and channels last as without', async () => {
  const photos = path.join(shared, 'photos/images')
  await mkdir(images, { recursive: true })
  for (const name of (await readdir(photos)).slice(0, 20)) await cp(path.join(photos, name), path.join(images, name))
  const { files, plan } = await describeFolder(
    images,
    { imageCount: 0, classCount: 0, models: [] },
    { takesImagenet: true },
  )
  slug = temporarySlug()
  await importFolder(operator, { slug, files, plan, projectRoot: process.cwd(), newProject: { name: slug } })
  projectId = (await prisma.project.findUniqueOrThrow({ where: { slug } })).id
  const [plain, odd] = ['mobilenet-v1-0.25-128', 'odd/nhwc-uint8-logits']
  for (const name of [plain!, odd!])
    expect(await run({ folder: real(name), model: name, top: 3 })).toMatchObject({ outputs: 1_000, usedOutputs: 1_000 })
  const rows = await predictions()
  const of = (name: string) => rows.filter(({ model }) => model === name)
  expect(of(odd!).map(({ file, label }) => [file, label])).toEqual(of(plain!).map(({ file, label }) => [file, label]))
  for (const [at, { score }] of of(odd!).entries()) expect(score).toBeCloseTo(of(plain!)[at]!.score!, 4)
  // Its ten classes are found by their names.
  expect(await run({ folder: real('odd/ten-classes'), model: 'ten' })).toMatchObject({ outputs: 10, usedOutputs: 10 })
})

test.skipIf(!isThere)('refuses half a file, outputs that are no classes, and normalized bytes', async () => {
  expect(await message(run({ folder: real('odd/truncated') }))).toMatch(/protobuf parsing failed\.$/)
  expect(await message(run({ folder: real('mobilenet-v1-0.25-128') }))).toMatch(
    /has 1001 outputs, 1 of them before the first class, but the project has 3 classes/,
  )
  await writeModel({
    'onnx/model.onnx': await readFile(path.join(real('odd/nhwc-uint8-logits'), 'model.onnx')),
    'preprocessor_config.json': averageColorSettings(128),
  })
  expect(await message(run())).toMatch(/^preprocessor_config.json, do_rescale and do_normalize: expected false/)
})
