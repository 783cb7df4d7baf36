import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { beforeEach, expect, test } from 'vitest'
import { type CheckedImport, type FolderPlanInput, importInputs } from '@/lib/contracts/data/import'
import { unreadableImages } from '@/lib/contracts/data/imported'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { env } from '@/lib/env'
import { importUpload, withUploadedTable } from '@/lib/services/data/import-upload'
import { deleteModel, readProjectData, updateFetchHosts } from '@/lib/services/data/project-data'
import { importGoldenAnswers } from '@/lib/services/golden/golden-file'
import { startJob } from '@/lib/services/jobs/job-state'
import { readFirstSteps } from '@/lib/services/projects/read-project'
import { addAccount } from '@/lib/services/testing/rating-project'
import { emptyProject } from '@/lib/services/testing/remove-project'
import { uploadPackOf } from '@/lib/services/testing/upload-pack'
import { fakeScanner } from '@/lib/storage/testing/fake-scanner'
import { ownDataFolder } from '@/lib/storage/testing/own-data-folder'
import { receiveUploadPack } from './receive-upload'
import { createUpload, sweepUploads } from './uploads'

ownDataFolder()

let slug: string
let projectId: number
beforeEach(async () => {
  ;({ slug, id: projectId } = await emptyProject())
})

const member = (role: 'admin' | 'expert') => addAccount(projectId, role)

const picture = (background: string) =>
  sharp({ create: { width: 8, height: 8, channels: 3, background } })
    .png()
    .toBuffer()

async function uploaded(files: Record<string, string | Buffer>): Promise<string> {
  const { id: uploadId } = await createUpload(operator, { slug })
  for (const [name, content] of Object.entries(files)) {
    const body = (async function* () {
      yield uploadPackOf(name, content)
    })()
    await receiveUploadPack(operator, { slug, uploadId, body })
  }
  return uploadId
}
const sourceOf = (uploadId: string) => ({ from: 'upload' as const, uploadId })
const run = ({ kind, input }: { kind: CheckedImport['kind']; input: object }, hooks = {}) => {
  const request = { kind, payload: importInputs[kind].parse(input) } as CheckedImport
  return importUpload(operator, { slug, request, projectRoot: process.cwd() }, hooks)
}
const importTogether = async (files: Record<string, string | Buffer>, plan: Partial<FolderPlanInput>, hooks = {}) =>
  run({ kind: 'import-folder', input: { source: sourceOf(await uploaded(files)), ...plan } }, hooks)

const classes = 'index,name\n0,red\n1,green\n'
const manifest = '[{"file":"r.png","label":"red","author":"Ada"},{"file":"g.png","label":1}]'
const lines = (first: number, second: number) =>
  `{"file":"r.png","top1":[{"label":${first},"probability":0.9}]}\n{"file":"g.png","top1":[{"label":${second},"probability":0.8}]}`
const dataSet = async () => ({
  'set/classes.csv': classes,
  'set/manifest.json': manifest,
  'set/pictures/r.png': await picture('red'),
  'set/pictures/g.png': await picture('green'),
  'set/right.jsonl': lines(0, 1),
  'set/half.jsonl': lines(0, 0),
})
const model = (name: string) => ({ path: `set/${name}.jsonl`, fileList: null, model: name })
const whole: Partial<FolderPlanInput> = {
  classes: { from: 'file', path: 'set/classes.csv' },
  images: { manifest: 'set/manifest.json' },
  labels: { from: 'file', path: 'set/manifest.json' },
  predictions: [model('right'), model('half')],
}
const rows = () =>
  Promise.all([
    prisma.class.count({ where: { projectId } }),
    prisma.image.count({ where: { projectId } }),
    prisma.model.count({ where: { projectId } }),
  ])

test('recognizes the parts of a folder if the request names none', async () => {
  const outcome = await importTogether({ ...(await dataSet()), 'set/NOTES.md': 'none' }, {})
  expect(outcome).toMatchObject({
    classes: { classes: 2 },
    images: { added: 2, labelled: 2 },
    predictions: [{ model: 'half' }, { model: 'right' }],
    ignored: ['set/NOTES.md'],
  })
  await expect(importTogether({ 'set/right.jsonl': lines(0, 1) }, {})).rejects.toThrow('already has a model “right”')
  await expect(importTogether({ 'NOTES.md': 'none' }, {})).rejects.toThrow('only other files, such as NOTES.md')
})

test('reads answers as the file suggests if the request does not say how', async () => {
  const source = sourceOf(await uploaded({ 'votes.csv': 'image,rater,class,answer\nr.png,ann,red,yes\n' }))
  await importTogether(await dataSet(), whole)
  expect(await run({ kind: 'import-votes', input: { source } })).toMatchObject({ votes: 1, format: 'csv' })
})

test('imports all parts of a folder in the required order and shows the result', async () => {
  const outcome = await importTogether(await dataSet(), whole)
  expect(outcome).toMatchObject({
    classes: { classes: 2 },
    images: { images: 2, added: 2, labelled: 2 },
    labels: null,
    predictions: [{ model: 'right' }, { model: 'half' }],
  })
  expect(await readProjectData(operator, slug)).toMatchObject({
    images: { count: 2, stored: 2, labelled: 2, credited: 1 },
    classes: { labelable: 2, inner: 0, used: 2 },
    models: [
      { name: 'right', scoreKind: 'probability', images: 2, predictions: 2, comparedImages: 2, agreeingImages: 2 },
      { name: 'half', comparedImages: 2, agreeingImages: 1, keptByBatch: null },
    ],
  })
  expect(await readFirstSteps(operator, slug)).toEqual({
    images: 2,
    classes: 2,
    goldenImages: 0,
    tasks: 0,
    links: 0,
    joined: 0,
    runs: 0,
  })
})

test('imports golden answers, and refuses a wrong file without naming its folder on the server', async () => {
  await importTogether(await dataSet(), whole)
  const importAnswers = async (content: string) => {
    const uploadId = await uploaded({ 'answers.csv': content })
    await startJob(operator, { slug, kind: 'import-golden-answers', input: { source: sourceOf(uploadId) } })
    await prisma.job.deleteMany({ where: { projectId } })
    return withUploadedTable(uploadId, {}, (path) => importGoldenAnswers(operator, { slug, path }))
  }
  expect(await importAnswers('file,class,expert,answer\nr.png,red,Ada,yes\n')).toMatchObject({ newAnswers: 1 })
  await expect(importAnswers('file,class,expert,answer\nr.png,red,Ada,no\n')).rejects.toThrow(/^answers\.csv, line 2/)
})

const folderPictures = async () => ({
  'pictures/cat/1.png': await picture('red'),
  'pictures/cat/2.png': await picture('orange'),
  'pictures/dog/1.png': await picture('green'),
  'pictures/café_table/1.png': await picture('blue'),
})
const ofFolders: Partial<FolderPlanInput> = {
  classes: { from: 'folders' },
  images: { manifest: null },
  labels: { from: 'folders' },
}

test('creates a class per folder and labels its images with it', async () => {
  expect(await importTogether(await folderPictures(), ofFolders)).toMatchObject({
    classes: { classes: 3, innerNodes: 0 },
    images: { added: 4 },
    labels: { images: 4, withoutLabel: 0 },
  })
  const images = await prisma.image.findMany({ where: { projectId }, include: { originalClass: true } })
  expect(images.map(({ fileName, originalClass }) => [fileName, originalClass?.name]).sort()).toEqual([
    ['café_table/1.png', 'café table'],
    ['cat/1.png', 'cat'],
    ['cat/2.png', 'cat'],
    ['dog/1.png', 'dog'],
  ])
})

test('creates one class per label, named as first written, if the project has no classes', async () => {
  const files = {
    'pictures/1.png': await picture('red'),
    'pictures/2.png': await picture('orange'),
    'pictures/3.png': await picture('green'),
    'files/labels.csv': 'filename;class\n1.png;Tabby_cat\n2.png;dog\n3.png;tabby cat\n',
  }
  const plan: Partial<FolderPlanInput> = {
    classes: { from: 'labels' },
    images: { manifest: null },
    labels: { from: 'file', path: 'files/labels.csv' },
  }
  expect(await importTogether(files, plan)).toMatchObject({
    classes: { classes: 2, innerNodes: 0 },
    labels: { images: 3, withoutLabel: 0 },
  })
  const images = await prisma.image.findMany({
    where: { projectId },
    include: { originalClass: true },
    orderBy: { fileName: 'asc' },
  })
  expect(images.map(({ originalClass }) => originalClass?.name)).toEqual(['Tabby cat', 'dog', 'Tabby cat'])
  await expect(importTogether(files, { ...plan, labels: { from: 'folders' } })).rejects.toThrow()
})

test('creates classes from the labels of a manifest', async () => {
  const manifest = [
    { file: 'pictures/1.png', label: 'cat' },
    { file: 'pictures/2.png', label: 'dog' },
  ]
  const files = {
    'set/pictures/1.png': await picture('red'),
    'set/pictures/2.png': await picture('orange'),
    'set/manifest.json': JSON.stringify(manifest),
  }
  const path = 'set/manifest.json'
  const plan = { classes: { from: 'labels' }, images: { manifest: path }, labels: { from: 'file', path } } as const
  expect(await importTogether(files, plan)).toMatchObject({ classes: { classes: 2 }, images: { labelled: 2 } })
})

test('refuses classes from folders if an image lies elsewhere', async () => {
  const files = { ...(await folderPictures()), 'pictures/loose.png': await picture('black') }
  await expect(importTogether(files, ofFolders)).rejects.toThrow('directly in the folder of its class')
  expect(await rows()).toEqual([0, 0, 0])
})

test("imports nothing if one part is invalid and locates the error in terms of the user's files", async () => {
  const files = { ...(await dataSet()), 'set/half.jsonl': lines(0, 7) }
  const attempt = importTogether(files, whole)
  await expect(attempt).rejects.toMatchObject({ code: 'invalid-input' })
  await expect(attempt).rejects.toThrow(/^set\/half\.jsonl, line 2, field "top1\[0\]\.label".* found 7/)
  expect(await rows()).toEqual([0, 0, 0])
})

test('finds errors in labels, candidates and predictions before it reads pictures', async () => {
  const pictures = { 'set/pictures/r.png': 'not an image', 'set/pictures/g.png': 'not an image' }
  const files = { ...(await dataSet()), ...pictures, 'set/labels.csv': 'file,label\nr.png,gren\ng.png,blue\n' }
  const steps = new Set<string>()
  const attempt = (plan: Partial<FolderPlanInput>, more = {}) =>
    importTogether({ ...files, ...more }, { ...whole, ...plan }, { onProgress: (step: string) => steps.add(step) })
  const path = 'set/labels.csv'
  await expect(attempt({ labels: { from: 'file', path } })).rejects.toThrow(
    '2 others: "gren" (did you mean green?) in line 2, "blue" in line 3',
  )
  await expect(attempt({ candidates: { from: 'file', path } })).rejects.toThrow(
    '"gren" (did you mean green?) in line 2',
  )
  await expect(attempt({}, { 'set/half.jsonl': lines(0, 7) })).rejects.toThrow('half.jsonl, line 2')
  await expect(attempt({}, { 'set/manifest.json': manifest.replace('red', 'rad') })).rejects.toThrow('"rad"')
  await expect(attempt({ classes: null, labels: { from: 'file', path } })).rejects.toThrow('has no classes yet')
  expect([...steps]).toEqual(['Checking files'])
  await expect(attempt({})).rejects.toThrow('2 images cannot be imported')
  expect(await rows()).toEqual([0, 0, 0])
})

test('imports nothing if beforeCommit fails or the import is cancelled', async () => {
  const beforeCommit = () => Promise.reject(new Error('this attempt was replaced'))
  await expect(importTogether(await dataSet(), whole, { beforeCommit })).rejects.toThrow('was replaced')
  const stop = new AbortController()
  const onProgress = (step: string) => step.startsWith('Predictions of half') && stop.abort(new Error('cancelled'))
  await expect(importTogether(await dataSet(), whole, { onProgress, signal: stop.signal })).rejects.toThrow('cancelled')
  expect(await rows()).toEqual([0, 0, 0])
})

test('lists unreadable images and imports the rest, also from the other files', async () => {
  const files = {
    ...(await dataSet()),
    'set/pictures/a.png': await picture('red'),
    'set/pictures/b.png': 'not an image',
    'set/manifest.json': '[{"file":"a.png"},{"file":"b.png"},{"file":"missing.png"},{"file":"g.png"}]',
    'set/labels.csv': 'file,label\na.png,red\nb.png,red\ng.png,green\n',
    'set/lines.jsonl': ['a', 'b', 'missing', 'g'].map((name) => `{"file":"${name}.png","label":"green"}`).join('\n'),
    'set/list.json': '[0, 0, 0, 1]',
  }
  const uploadId = await uploaded(files)
  const input = {
    source: sourceOf(uploadId),
    classes: whole.classes,
    images: whole.images,
    labels: { from: 'file', path: 'set/labels.csv' },
    predictions: [model('lines'), { path: 'set/list.json', fileList: null, model: 'list' }],
  }
  const details: unknown[] = []
  const ask = (more: object) =>
    run(
      { kind: 'import-folder', input: { ...input, ...more } },
      { onDetail: (detail: unknown) => details.push(detail) },
    )
  await expect(ask({})).rejects.toThrow('no file named “missing.png”')
  const detail = unreadableImages.parse(details[0])
  expect(detail.unreadable).toMatchObject({
    count: 2,
    images: [{ where: expect.stringContaining('b.png') }, { where: expect.stringContaining('element 2') }],
  })
  expect(await rows()).toEqual([0, 0, 0])

  expect(await ask({ ...detail.input, skipsUnreadable: true })).toMatchObject({
    images: { images: 2, leftOut: 2, added: 2 },
    labels: { images: 2, withoutLabel: 0 },
    predictions: [
      { model: 'lines', images: 2 },
      { model: 'list', images: 2 },
    ],
  })
  expect(await readProjectData(operator, slug)).toMatchObject({
    images: { count: 2, labelled: 2 },
    models: [
      { name: 'lines', comparedImages: 2, agreeingImages: 1 },
      { name: 'list', comparedImages: 2, agreeingImages: 2 },
    ],
  })
})

test('keeps the files of an import that failed only for unreadable images, for a restart', async () => {
  const [kept, spent] = [await uploaded({ 'l.csv': 'x' }), await uploaded({ 'l.csv': 'x' })]
  for (const [uploadId, detail] of [
    [kept, { unreadable: { count: 1, images: [] }, input: {} }],
    [spent, {}],
  ] as const)
    await prisma.job.create({
      data: { projectId, kind: 'import-images', payload: { source: sourceOf(uploadId) }, state: 'failed', detail },
    })
  await sweepUploads(new Date())
  expect((await prisma.upload.findMany({ where: { projectId } })).map(({ id }) => id)).toEqual([kept])
})

test('ignores unwanted labels in a manifest', async () => {
  const files = await dataSet()
  const outcome = await importTogether(files, { images: { manifest: 'set/manifest.json' } })
  expect(outcome).toMatchObject({ images: { added: 2, labelled: 0 }, labels: null })
})

test('reads labels from folders, and only files that were uploaded', async () => {
  await importTogether({ 'files/classes.csv': classes }, { classes: { from: 'file', path: 'files/classes.csv' } })
  const files = { 'pictures/red/1.png': await picture('red'), 'pictures/green/1.png': await picture('green') }
  const outcome = await importTogether(files, { images: { manifest: null }, labels: { from: 'folders' } })
  expect(outcome).toMatchObject({ images: { added: 2 }, labels: { images: 2, changed: 2, withoutLabel: 0 } })
  const plan = { predictions: [model('right')] }
  await expect(importTogether({ a: 'x' }, plan)).rejects.toThrow('no file “set/right.jsonl”')
  for (const climbing of ['../x', '/etc/passwd', 'a/../../x'])
    await expect(importTogether({ a: 'x' }, { labels: { from: 'file', path: climbing } })).rejects.toThrow()
})

test('imports each kind from an upload of its own', async () => {
  const payload = async (files: Record<string, string | Buffer>) => ({ source: sourceOf(await uploaded(files)) })
  await run({ kind: 'import-classes', input: await payload({ 'c.csv': classes }) })
  const set = await dataSet()
  const pictures = { 'x/r.png': set['set/pictures/r.png'], 'x/g.png': set['set/pictures/g.png'] }
  await run({
    kind: 'import-images',
    input: await payload({ ...pictures, 'm.csv': 'file,author\nr.png,Ada\ng.png,\n' }),
  })
  await run({ kind: 'import-labels', input: await payload({ 'l.csv': 'file,label\nr.png,red\n' }) })
  await run({ kind: 'import-predictions', input: { ...(await payload({ 'p.jsonl': lines(0, 1) })), model: 'p' } })
  expect(await readProjectData(operator, slug)).toMatchObject({
    images: { count: 2, labelled: 1, credited: 1 },
    models: [{ name: 'p', comparedImages: 1, agreeingImages: 1 }],
  })
  const again = { kind: 'import-predictions' as const, input: { ...(await payload({ a: 'x', b: 'y' })), model: 'q' } }
  await expect(run(again)).rejects.toThrow('one file')
})

test('queues one import at a time, of existing files, and records who asked for it', async () => {
  const admin = await member('admin')
  const uploadId = await uploaded({ 'l.csv': 'file,label\n' })
  const request = (id: string) => ({ kind: 'import-labels', input: { source: sourceOf(id) } })
  const { id: emptyId } = await createUpload(operator, { slug })
  await expect(startJob(admin, { slug, ...request(emptyId) })).rejects.toThrow('No files have been uploaded')
  await expect(startJob(admin, { slug, ...request(randomUUID()) })).rejects.toMatchObject({
    code: 'not-found',
  })
  const expert = await member('expert')
  await expect(startJob(expert, { slug, ...request(uploadId) })).rejects.toMatchObject({ code: 'forbidden' })

  const others = await Promise.all([uploaded({ a: 'x' }), uploaded({ a: 'x' })])
  const outcomes = await Promise.allSettled(
    [uploadId, ...others].map((id) => startJob(admin, { slug, ...request(id) })),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'conflict' })
  const events = await prisma.auditEvent.findMany({ where: { projectId, action: 'import.start' } })
  expect(events).toMatchObject([{ userId: admin.kind === 'account' ? admin.userId : null }])
  await prisma.job.updateMany({ where: { projectId }, data: { state: 'failed' } })
  const left = outcomes.findIndex(({ status }) => status === 'rejected')
  const job = await startJob(admin, { slug, ...request([uploadId, ...others][left]!) })
  expect(job).toMatchObject({ kind: 'import-labels', state: 'queued' })
})

test('refuses an upload of another project', async () => {
  const uploadId = await uploaded({ 'l.csv': 'file,label\n' })
  const other = await emptyProject()
  const request = { kind: 'import-labels', input: { source: sourceOf(uploadId) } } as const
  await expect(startJob(operator, { slug: other.slug, ...request })).rejects.toMatchObject({ code: 'not-found' })
})

test('deletes a model with its predictions unless a launched batch refers to it', async () => {
  await importTogether(await dataSet(), whole)
  const [right, half] = (await readProjectData(operator, slug)).models
  const reason = { models: [{ modelId: right!.id, name: 'right', scoreKind: 'probability' }] }
  await prisma.batch.create({
    data: { projectId, id: 1, name: 'Pilot', state: 'open', reason, launchedAt: new Date() },
  })
  await expect(deleteModel(operator, { slug, modelId: right!.id })).rejects.toThrow('the batch “Pilot”')
  await expect(deleteModel(await member('expert'), { slug, modelId: half!.id })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await deleteModel(operator, { slug, modelId: half!.id })
  await expect(deleteModel(operator, { slug, modelId: half!.id })).rejects.toMatchObject({ code: 'not-found' })
  const { models } = await readProjectData(operator, slug)
  expect(models).toMatchObject([{ name: 'right', keptByBatch: 'Pilot' }])
})

test('stores the allowed hosts and who changed them', async () => {
  await updateFetchHosts(operator, { slug, hosts: ['a.example.org', 'b.example.org'] })
  expect((await readProjectData(operator, slug)).fetchHosts).toEqual(['a.example.org', 'b.example.org'])
  await expect(updateFetchHosts(await member('expert'), { slug, hosts: [] })).rejects.toMatchObject({
    code: 'forbidden',
  })
  const [event] = await prisma.auditEvent.findMany({ where: { projectId, action: 'project.fetch-hosts' } })
  expect(event!.details).toEqual({ before: [], hosts: ['a.example.org', 'b.example.org'] })
})

test('names the infected file of an upload and imports nothing', async () => {
  const scanner = await fakeScanner((bytes) =>
    bytes.includes('malware') ? 'stream: Test.Malware FOUND' : 'stream: OK',
  )
  env.CLAMD = scanner.address
  try {
    const steps: string[] = []
    const hooks = { onProgress: (step: string) => steps.push(step) }
    const files = { 'a.png': await picture('red'), 'b.png': 'malware' }
    const plan = { images: { manifest: null } }
    await expect(importTogether(files, plan, hooks)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('“b.png” contains malware (Test.Malware)'),
    })
    expect(steps).toContain('Scanning for malware')
    expect(await prisma.image.count({ where: { projectId } })).toBe(0)
    await scanner.stop()
    await expect(importTogether(files, plan)).rejects.toMatchObject({ code: 'unavailable' })
  } finally {
    env.CLAMD = undefined
    await scanner.stop()
  }
})
