import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { agreementResult } from '@/lib/contracts/agreement'
import { publishResult } from '@/lib/contracts/releases/release'
import { compareMethodsResult } from '@/lib/contracts/runs/compare-methods'
import { replayAdaptiveResult } from '@/lib/contracts/runs/replay-adaptive'
import { prisma } from '@/lib/db/client'
import { type Confuser, confusionAddress } from '@/lib/domain/classes/confusion-view'
import { withNpz } from '@/lib/formats/numpy/npz-reader'
import { readPairInfo } from '@/lib/formats/pair-info'
import { readFloat64 } from '@/lib/formats/testing/npz'
import { numpyPython } from '@/lib/formats/testing/numpy-python'
import { readRealJson } from '@/lib/formats/testing/real-json'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { countClasses } from '@/lib/services/classes/count-classes'
import { readClassPairs } from '@/lib/services/classes/read-class-pairs'
import { openRelease } from '@/lib/services/releases/open-release'
import { bundlePrograms } from './prepare.mjs'

const root = process.cwd()
const released = path.resolve(root, '../shared/reassessed-imagenet')
const originalLabels = path.resolve(root, '../shared/imagenet/validation-original-labels.json')
const predictions = path.resolve(root, '../shared/imagenet/validation-top1-resnet50-crossvalidated.json')
const isHere = [released, originalLabels, predictions].every((file) => existsSync(file))
if (!isHere) console.info(`Skipped: the full-size proof needs the released files in ${released}.`)

const run = promisify(execFile)
const slug = `real-${randomUUID().slice(0, 8)}`
const classCount = 1_000
const imageCount = 50_000
const pairCount = 184_962
const scratch = scratchFolder()
const exportedVotes = scratch('votes.csv')

/** Runs a command on the database of this test; returns its JSON output. */
async function reassess(...args: string[]): Promise<Record<string, unknown>> {
  const { stdout, stderr } = await run(process.execPath, ['dist/main.mjs', ...args, '--json'], { cwd: root })
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

const readScores = (file: string) =>
  withNpz(file, async (npz) => ({
    names: npz.names,
    info: await readPairInfo(npz, { pairCount, classCount }),
    score: await readFloat64(npz, 'tensor', [pairCount]),
  }))

// The project is not removed, because that would take as long as the proof, and each run creates a new database.
describe.skipIf(!isHere)('the released votes at full size, through the command line', () => {
  beforeAll(async () => {
    await bundlePrograms()
    const args = ['--project', slug, '--data', released, '--original-labels', originalLabels]
    const made = await reassess('import', 'real-votes', ...args)
    console.info(`Imported the released votes in ${Number(made.seconds).toFixed(1)} s.`)
    await reassess('aggregate', '--project', slug, '--preset', 'real')
  })

  test('finds classes that are the same: sunglass and sunglasses first among those kept together, maillots among the confused', async () => {
    const operator = { kind: 'operator' } as const
    const { pairCount: confused } = await countClasses(operator, slug)
    expect(confused).toBeGreaterThan(10_000)
    const pairsBy = async (by: Confuser, name = '') =>
      (await readClassPairs(operator, { slug, view: { ...confusionAddress.initial, by, name } })).rows.map(
        ({ first, second }) => `${first.index} ${second.index}`,
      )
    expect((await pairsBy('together'))[0]).toBe('836 837')
    expect(await pairsBy('together')).toContain('638 639')
    expect(await pairsBy('raters', 'sunglass')).toContain('836 837')
    expect((await pairsBy('any', 'maillot'))[0]).toBe('638 639')
    // Keyboard and notebook, laptop and notebook: the pairs with the most disagreement.
    expect((await pairsBy('raters')).slice(0, 3)).toEqual(expect.arrayContaining(['508 681', '620 681']))
  })

  test('stores every vote, task and golden answer in the database', async () => {
    const { id: projectId } = await prisma.project.findUniqueOrThrow({ where: { slug } })
    const where = { projectId }
    expect(await prisma.image.count({ where: { ...where, contentHash: null } })).toBe(imageCount)
    expect(await prisma.class.count({ where: { ...where, classIndex: { not: null } } })).toBe(classCount)
    expect(await prisma.candidate.count({ where: { ...where, voteCount: 5 } })).toBe(pairCount)
    expect(await prisma.rater.count({ where: { ...where, kind: 'imported', isExpert: false } })).toBe(85)
    expect(await prisma.rater.count({ where: { ...where, kind: 'imported', isExpert: true } })).toBe(5)
    expect(await prisma.task.count({ where })).toBe(40_898)
    expect(await prisma.task.count({ where: { ...where, quota: 5, assigned: 5, submitted: 5, isOpen: false } })).toBe(
      40_898,
    )
    expect(await prisma.assignment.count({ where: { ...where, state: 'submitted' } })).toBe(204_490)
    expect(await prisma.shownCandidate.count({ where: { ...where, position: null } })).toBe(924_810)
    const votes = await prisma.vote.groupBy({ by: 'answer', where, _count: true, orderBy: { answer: 'asc' } })
    expect(votes.map((one) => one._count)).toEqual([729_424, 78_942, 116_444])
    const golden = await prisma.goldenAnswer.groupBy({ by: 'source', where, _count: true, orderBy: { source: 'asc' } })
    expect(golden.map((one) => [one.source, one._count])).toEqual([
      ['expert', 5 * 1_135],
      ['qualification', 78 * 1_135],
    ])
  })

  test('keeps golden answers and votes of one rater on one pair, 702 of 5,497 different', async () => {
    const [row] = await prisma.$queryRaw<unknown[]>`
      SELECT count(*)::int AS both, count(*) FILTER (WHERE g.answer <> v.answer)::int AS different
      FROM golden_answer g JOIN vote v USING (project_id, candidate_id, rater_id)
      JOIN project p ON p.id = g.project_id WHERE p.slug = ${slug}`
    expect(row).toEqual({ both: 5_497, different: 702 })
  })

  test('exports every score within 1e-9 of the published one, in the published order', async () => {
    const file = scratch('scores.npz')
    await reassess('export', 'scores-npz', '--project', slug, '--out', file)
    const [ours, published] = [await readScores(file), await readScores(path.join(released, 'scores.npz'))]
    expect(ours.names).toEqual(published.names)
    expect(ours.info).toEqual(published.info)
    const largest = ours.score.reduce((most, score, k) => Math.max(most, Math.abs(score - published.score[k]!)), 0)
    expect(largest).toBeLessThan(1e-9)
  })

  test('exports every label set as published', async () => {
    const file = scratch('real.json')
    await reassess('export', 'real-json', '--project', slug, '--out', file)
    const shape = { imageCount, classCount }
    const published = await readRealJson(path.join(released, 'real.json'), shape)
    expect(await readRealJson(file, shape)).toEqual(published)
    expect(published.flat()).toHaveLength(57_553)
  })

  test('releases every published label set and all votes, with a matching hash', async () => {
    const made = publishResult
      .extend({ project: z.string() })
      .parse(await reassess('release', 'publish', '--project', slug))
    expect(made).toMatchObject({ version: '1', labels: 57_553, votes: 924_810 })
    const source = await openRelease({ kind: 'operator' }, { slug, version: made.version })
    const labels: number[][] = []
    for await (const block of source.images()) for (const image of block) labels.push(image.labels)
    const published = await readRealJson(path.join(released, 'real.json'), { imageCount, classCount })
    expect(labels).toEqual(published)
    const answers = [0, 0, 0]
    for await (const block of source.votes()) for (const { answer } of block) answers[answer]!++
    expect(answers).toEqual([729_424, 78_942, 116_444])
    expect(await reassess('release', 'verify', '--project', slug, '--release', '1')).toMatchObject({
      isIntact: true,
      computed: made.checksum,
    })
  })

  test('scores a model with the known figures, twice the same, without adding proposals', async () => {
    const model = ['--project', slug, '--model', 'scored', '--predictions']
    const scored = await reassess('score-model', ...model, predictions)
    console.info(`Scored a model in ${Number(scored.seconds).toFixed(1)} s.`)
    expect(Number(scored.originalAccuracy).toFixed(4)).toBe('0.7273')
    expect(Number(scored.reassessedAccuracy).toFixed(4)).toBe('0.7761')
    const again = await reassess('score-model', ...model, predictions, '--replace')
    const { seconds: _, modelId: __, isReplaced: ___, ...figures } = scored
    expect(again).toMatchObject({ ...figures, isReplaced: true })
    const originals = await reassess('score-model', ...model, originalLabels, '--replace')
    expect(Number(originals.reassessedAccuracy).toFixed(4)).toBe('0.9002')
    const { id: projectId } = await prisma.project.findUniqueOrThrow({ where: { slug } })
    expect(await prisma.candidateModel.count({ where: { projectId } })).toBe(0)
  })

  test('exports scores that NumPy opens with the released names, shapes and dtypes', async (context) => {
    const python = numpyPython()
    if (python === null) return context.skip('python3 with numpy is not here')
    const program = `
import sys, numpy
ours, theirs = (numpy.load(name) for name in sys.argv[1:])
assert ours.files == theirs.files, ours.files
for name in ours.files: assert (ours[name].dtype, ours[name].shape) == (theirs[name].dtype, theirs[name].shape), name
assert (ours['info'] == theirs['info']).all()
print(abs(ours['tensor'] - theirs['tensor']).max() < 1e-9)`
    const files = [scratch('scores.npz'), path.join(released, 'scores.npz')]
    expect((await run(python, ['-c', program, ...files])).stdout.trim()).toBe('True')
  })

  test('beats the published method on unseen golden answers by default, with only one model', async () => {
    const model = ['--model', 'resnet-50', '--file', predictions]
    expect(await reassess('import', 'predictions', '--project', slug, ...model)).toMatchObject({
      predictions: 50_000,
    })
    const chosen = ['--method', 'reassess', '--folds', '5', '--seed', '1']
    const compared = compareMethodsResult
      .extend({ project: z.string() })
      .parse(await reassess('compare-methods', '--project', slug, ...chosen))
    expect(compared).toMatchObject({ goldenImageCount: 155, goldenCandidateCount: 1_135, positiveCount: 248 })
    const of = (method: string) => compared.methods.find((one) => one.method === method)
    console.info(`Compared: ${JSON.stringify(compared.methods)}`)
    expect(of('reassess')?.averagePrecision).toBeGreaterThan(0.905)
    expect(of('reassess')?.differenceInterval?.[0]).toBeGreaterThan(0)
    expect(of('calibrated')?.averagePrecision).toBeCloseTo(0.89, 2)
    const replayed = replayAdaptiveResult
      .extend({ project: z.string() })
      .parse(await reassess('replay-adaptive', '--project', slug, '--limit', '0.002', '--seeds', '1'))
    console.info(`Replayed: ${JSON.stringify(replayed.replays)}`)
    expect(replayed).toMatchObject({ method: 'calibrated', threshold: 0.8, votes: 924_810, losslessChanged: 0 })
    expect(replayed.saved.mean).toBeGreaterThan(0.34)
    expect(replayed.accuracyMoved?.mean).toBeLessThan(0.001)
    const run = await reassess('aggregate', '--project', slug)
    expect(run).toMatchObject({ method: 'reassess', hasConverged: true, voteCount: 924_810 })
    expect(run.averagePrecision).toBe(of('reassess')?.averagePrecision)
  })

  test('measures the known agreement of the released votes', async () => {
    const found = agreementResult
      .extend({ project: z.string() })
      .parse(await reassess('agreement', '--project', slug, '--replicates', '50'))
    expect(found.alphaNominal.value?.toFixed(4)).toBe('0.4120')
    expect(found.alphaOrdinal.value?.toFixed(4)).toBe('0.5172')
    expect(found.fleissKappa.value?.toFixed(4)).toBe('0.4120')
  })

  test('exports every vote to CSV', async () => {
    await reassess('export', 'votes-csv', '--project', slug, '--out', exportedVotes)
    const text = await readFile(exportedVotes, 'utf8')
    expect(
      text.startsWith(
        'image,class_index,class_id,rater,rater_kind,answer,left_out,task,shown_at,rest_no,image_shown_ms,asked,page,language\n',
      ),
    ).toBe(true)
    expect(text.match(/\n/g)).toHaveLength(924_811)
  })

  test('imports exported votes into another project, where they aggregate to the same scores', async () => {
    const other = `${slug}-2`
    await copyImagesAndClasses(slug, other)
    const made = await reassess('import', 'votes', '--project', other, '--file', exportedVotes)
    console.info(`Imported 924,810 votes from CSV in ${Number(made.seconds).toFixed(1)} s.`)
    expect(made).toMatchObject({ format: 'csv', votes: 924_810, raters: 85, candidates: pairCount, leftOut: 0 })
    await reassess('aggregate', '--project', other, '--method', 'dawid-skene')
    await reassess('aggregate', '--project', slug, '--method', 'dawid-skene')
    const { pairs, greatest } = await differenceOfScores(slug, other)
    expect(pairs).toBe(pairCount)
    console.info(`The greatest difference of a score is ${greatest}.`)
    expect(greatest).toBeLessThan(1e-12)
  })
})

/** Compares the latest runs of two projects with the same images and classes. */
async function differenceOfScores(one: string, other: string) {
  const [difference] = await prisma.$queryRaw<{ pairs: number; greatest: number }[]>`
    WITH latest AS (
      SELECT p.slug, c.image_id, c.class_id, s.score FROM project p
      JOIN score s ON s.project_id = p.id AND s.run_id = (SELECT max(r.id) FROM aggregation_run r WHERE r.project_id = p.id)
      JOIN candidate c ON c.project_id = p.id AND c.id = s.candidate_id
    )
    SELECT count(*)::int AS pairs, max(abs(a.score - b.score)) AS greatest
    FROM latest a JOIN latest b USING (image_id, class_id) WHERE a.slug = ${one} AND b.slug = ${other}`
  return difference!
}

/** Creates a project with only the images and classes of another. */
async function copyImagesAndClasses(from: string, to: string) {
  const { id } = await prisma.project.create({ data: { slug: to, name: to } })
  await prisma.$executeRaw`
    INSERT INTO class (project_id, id, class_index, external_id, name, other_names, path)
    SELECT ${id}::int, c.id, class_index, external_id, c.name, other_names, path
    FROM class c JOIN project p ON p.id = c.project_id WHERE p.slug = ${from}`
  await prisma.$executeRaw`
    INSERT INTO image (project_id, id, position, file_name, original_class_id)
    SELECT ${id}::int, i.id, position, file_name, original_class_id
    FROM image i JOIN project p ON p.id = i.project_id WHERE p.slug = ${from}`
}
