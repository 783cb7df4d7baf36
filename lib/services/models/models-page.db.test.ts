import { expect, test } from 'vitest'
import { modelAddress, modelsAddress } from '@/lib/domain/models/models-view'
import { operator } from '@/lib/domain/permissions'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { importAccuracies, importPredictions } from '@/lib/services/data/import-parts'
import { withdrawRelease } from '@/lib/services/releases/list-releases'
import { publishRelease } from '@/lib/services/releases/publish-release'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { madeForEachTest } from '@/lib/services/testing/rating-project'
import { evidenceSentence } from '@/lib/wording/models'
import { modelPage } from './model-page'
import { modelsPage } from './models-page'
import { scoreModel } from './score-model'

const scratch = scratchFolder()
const project = madeForEachTest(aggregatedProject)

const view = (query: Record<string, string>) => modelsAddress.read(query)
const score = async (name: string, top1: number[]) => {
  const path = scratch(`${name}.json`, JSON.stringify(top1))
  return (await scoreModel(operator, { slug: project.slug, name, path })).modelId
}

test('shows only accuracies measured elsewhere before there is a run', async () => {
  const path = scratch('five.csv', 'model,original,real\na,60,70\ne,65,74.5\nb,70,79\nc,82,87\nd,88,90\n')
  await importAccuracies(operator, { slug: project.slug, path, name: 'five' })
  const page = await modelsPage(operator, project.slug, view({}))
  expect(page).toMatchObject({ run: null, models: [], isComplete: true, comparison: null, fit: { source: 'five' } })
  expect(page.fit?.atGiven.below?.slope).toBeCloseTo(0.9, 9)
  // Any two points are on a line.
  expect(page.fit?.atGiven.above).toBeNull()
  expect(page.fit?.estimated).toBeNull()
  expect((await modelsPage(operator, project.slug, view({ fit: 'own' }))).fit).toBeNull()
})

test('says what models can be run on and which there are, before there is a run', async () => {
  const path = scratch('scored.json', JSON.stringify([0, 3, 5, 1]))
  await importPredictions(operator, { slug: project.slug, model: 'scored', path, isScoredOnly: true })
  const { data } = await modelsPage(operator, project.slug, view({}))
  expect(data).toEqual({
    ...{ imageCount: 4, storedImages: 0, labelableClasses: 24 },
    models: [{ name: 'scored', isScoredOnly: true }],
  })
})

test('compares the two models of the address on the images predicted by both', async () => {
  await project.aggregate()
  const first = await score('first', [0, 3, 5, 1])
  const second = await score('second', [0, 3, 9, 9])
  const page = await modelsPage(operator, project.slug, view({ compare: `${first},${second}` }))
  expect(page.comparison).toMatchObject({
    first: 'first',
    second: 'second',
    original: { count: 4, onlyFirst: 2, onlySecond: 0, difference: 0.5 },
  })
  expect(page.byLabelCount.map(({ name }) => name)).toEqual(['first', 'second', 'Original labels'])
  expect((await modelsPage(operator, project.slug, view({ compare: `${first},999` }))).comparison).toBeNull()
})

test('names the models that were evidence in the run, without models that are only scored', async () => {
  await project.aggregate()
  await score('only-scored', [0, 3, 5, 1])
  const path = scratch('proposing.json', JSON.stringify([0, 3, 5, 1]))
  await importPredictions(operator, { slug: project.slug, model: 'proposing', path, mode: 'replace' })
  const evidenceIn = async (useModels: boolean) => {
    await project.aggregate({ method: 'reassess', parameters: { useModels } })
    return (await modelsPage(operator, project.slug, view({}))).run?.evidence
  }
  expect(await evidenceIn(true)).toEqual(['proposing'])
  expect(await evidenceIn(false)).toEqual([])
  expect(evidenceSentence(['proposing'])).toContain('proposing was evidence in this run')
})

test('uses the run of the address, or the newest if it names none that exists', async () => {
  await project.aggregate()
  await score('one', [0, 3, 5, 1])
  await project.aggregate({ threshold: { kind: 'threshold', value: 0.9 } })
  const newest = await modelsPage(operator, project.slug, view({}))
  expect(newest).toMatchObject({ run: { id: 2 }, isComplete: false, releases: [] })
  expect((await modelsPage(operator, project.slug, view({ run: '1' }))).isComplete).toBe(true)
  expect((await modelsPage(operator, project.slug, view({ run: '77' }))).run?.id).toBe(2)
})

test('offers the labels of releases, and says which were withdrawn', async () => {
  const { slug } = project
  await project.aggregate()
  for (const version of ['1', '2'])
    await publishRelease(operator, { slug, projectRoot: process.cwd(), version, notes: '', license: '' })
  await withdrawRelease(operator, { slug, version: '1', reason: 'Labels were mixed up.' })
  expect((await modelsPage(operator, slug, view({}))).releases).toEqual([
    { version: '2', runId: 1, isWithdrawn: false },
    { version: '1', runId: 1, isWithdrawn: true },
  ])
})

test('shows one model by class, and reports an unknown one as not found', async () => {
  const { slug } = project
  await project.aggregate()
  const modelId = await score('one', [0, 3, 9, 9])
  const page = await modelPage(operator, { slug, modelId, view: modelAddress.initial })
  expect(page.classes.map(({ index, original }) => [index, original])).toEqual([
    [0, 1],
    [1, 0],
    [3, 1],
    [5, 0],
  ])
  expect(page).toMatchObject({ model: { name: 'one', isScoredOnly: true } })
  await expect(modelPage(operator, { slug, modelId: 99, view: modelAddress.initial })).rejects.toMatchObject({
    code: 'not-found',
  })
  const rater = await project.account('rater')
  await expect(modelsPage(rater, slug, view({}))).rejects.toMatchObject({ code: 'forbidden' })
})
