import { existsSync } from 'node:fs'
import path from 'node:path'
import { imagenetHierarchy, readImagenetFile } from '@/lib/formats/classes/imagenet-file'
import { readOriginalLabels } from '@/lib/formats/json-file'
import { readPairInfoOf } from '@/lib/formats/pair-info'
import { validationPosition } from '@/lib/formats/validation-file-name'
import { classDistances, parentLists } from '@/lib/proposals/class-distance'
import { comparePacking, type SplitFigures } from '@/lib/proposals/packing-comparison'
import { type ProposalPool, poolProposals } from '@/lib/proposals/proposal-pool'
import { countSubsets, type GoldenPairs } from '@/lib/proposals/subset-counts'
import { subsetFigures } from '@/lib/proposals/subset-figures'
import { modelsIn, searchSubsets } from '@/lib/proposals/subset-search'
import { syntheticModels } from '@/lib/proposals/synthetic-models'
import { type BenchRow, peakMemory, rounded, timed } from './bench-row'
import { benchPlanning } from './plan-bench'

const classCount = 1_000
const modelCount = 19
const goldenImages = 256
const limit = 8

/** Makes every `imageCount / goldenImages`-th image golden: a pair is positive if the image shows its class. */
function goldenOf(
  { pairImage, pairClass, imageCount }: ProposalPool,
  shown: Int32Array,
  shownToo: Int32Array,
): GoldenPairs {
  const step = Math.floor(imageCount / goldenImages)
  const isGolden = (image: number) => image % step === 0 && image / step < goldenImages
  const pair = Int32Array.from(pairImage.keys()).filter((index) => isGolden(pairImage[index]!))
  const isShown = (index: number) => [shown, shownToo].some((labels) => labels[pairImage[index]!] === pairClass[index])
  return { pair, isPositive: Uint8Array.from(pair, (index) => Number(isShown(index))) }
}

/** Measures pooling the predictions of synthetic models around given original labels, and searching all subsets of the models. */
async function benchPooling(originalClass: Int32Array): Promise<BenchRow[]> {
  const accuracies = Array.from({ length: modelCount }, (_, model) => 0.5 + model / 60)
  const made = await timed(() =>
    syntheticModels({
      originalClass,
      classCount,
      accuracies,
      top: 5,
      seed: 1,
      wrongLabelShare: 0.1,
      secondLabelShare: 0.4,
    }),
  )
  const { models, shown, shownToo } = made.result
  const predictions = models.reduce((sum, { image }) => sum + image.length, 0)
  const imageCount = originalClass.length
  const pooled = await timed(() => poolProposals({ imageCount, classCount, models, originalClass, budgetPerImage: 3 }))
  const pool = pooled.result
  const golden = goldenOf(pool, shown, shownToo)
  const goldenPositives = golden.isPositive.reduce((sum, isPositive) => sum + isPositive, 0)
  const goldenOriginals = golden.pair.reduce(
    (sum, pair, at) => sum + (golden.isPositive[at] === 1 && pair >= 0 ? pool.isOriginal[pair]! : 0),
    0,
  )
  const options = { asksUnanimous: false }
  const counted = await timed(() => countSubsets(pool, golden, options))
  const searched = await timed(() =>
    searchSubsets(counted.result, { minimumRecall: 0.97, goldenPositives, goldenOriginals }),
  )
  const { smallest, frontier } = searched.result
  const inDetail = await timed(() => frontier.map((mask) => subsetFigures(pool, mask, golden, options)))
  return [
    {
      what: `pool ${rounded(predictions)} predictions`,
      figure: `${rounded(pooled.ms)} ms`,
      beside: `${modelCount} models, ${rounded(imageCount)} images, ${rounded(pool.pairImage.length)} pairs; made in ${rounded(made.ms)} ms; ${peakMemory()}`,
    },
    {
      what: `count ${rounded(2 ** modelCount)} subsets`,
      figure: `${rounded(counted.ms)} ms`,
      beside: [
        `searched in ${rounded(searched.ms)} ms`,
        smallest === null
          ? 'none keeps 97%'
          : `${modelsIn(smallest)} models keep 97% and ask ${rounded(counted.result.pairsToAsk[smallest]!)} pairs`,
        `${frontier.length} points of the frontier in ${rounded(inDetail.ms)} ms`,
      ].join('; '),
    },
  ]
}

const splitWords = ({ tasks, meanDistance, meanDistanceWhereSplit }: SplitFigures) =>
  `${rounded(tasks)} tasks, mean distance ${rounded(meanDistance ?? 0, 3)} (${rounded(meanDistanceWhereSplit ?? 0, 3)} in split images)`

/** Measures packing the released pairs into tasks, compared with a plain split. */
async function benchPacking(dataDir: string, projectRoot: string): Promise<BenchRow> {
  const { fileNames, classIndices } = await readPairInfoOf(path.join(dataDir, 'raters.npz'), classCount)
  const image = Int32Array.from(fileNames, (name) => validationPosition(name) ?? -1)
  const order = Int32Array.from(image.keys()).sort((a, b) => image[a]! - image[b]!)
  const columns = { pairImage: order.map((pair) => image[pair]!), pairClass: order.map((pair) => classIndices[pair]!) }
  const { nodeCount, edges } = imagenetHierarchy(await readImagenetFile(projectRoot))
  const distances = await timed(() => classDistances(parentLists(nodeCount, edges)))
  const { ms, result } = await timed(() => comparePacking(columns, distances.result, limit))
  return {
    what: `pack ${rounded(result.pairs)} pairs into tasks`,
    figure: `${rounded(ms)} ms`,
    beside: `${splitWords(result.packed)}; by class index ${splitWords(result.plain)}; at least ${rounded(result.leastTasks)}; distances of ${rounded(nodeCount)} nodes in ${rounded(distances.ms)} ms`,
  }
}

/** Measures the computations of a plan, at the size of the ImageNet validation set. */
export async function benchProposals(files: {
  dataDir: string
  originalLabelsPath: string
  projectRoot: string
}): Promise<BenchRow[]> {
  const originalClass = existsSync(files.originalLabelsPath)
    ? await readOriginalLabels(files.originalLabelsPath, { classCount })
    : Int32Array.from({ length: 50_000 }, (_, image) => (image * 617) % classCount)
  const packing = existsSync(files.dataDir) ? [await benchPacking(files.dataDir, files.projectRoot)] : []
  return [
    ...(await benchPooling(originalClass)),
    ...packing,
    ...(await benchPlanning(originalClass, files.projectRoot)),
  ]
}
