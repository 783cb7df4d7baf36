import { uncertaintyRemoved } from '@/lib/numeric/information'
import { type AggregationInput, checkInput } from './aggregation-input'
import type { AggregationResult, Annotator } from './aggregation-result'
import { itemBlocks, sharedFloats, sharedInts } from './blocks'
import { byRater, goldenCountOf, skillIsInformation, startWeights, sumBlocks } from './dawid-skene'
import { type GoldenEvidence, goldenEvidence } from './golden-evidence'
import type { MinimumYes } from './golden-truth'
import { answerPool, pooledMatrices } from './pooled-matrices'
import { type ReassessMemory, sumPlaces } from './reassess-pass'
import type { RunContext } from './run-context'
import { type Witnesses, witnesses } from './witnesses'

export type ReassessParameters = {
  /** Whether the original label counts as a witness. */
  useOriginalLabel: boolean
  /** Whether the models' first choices count as witnesses. */
  useModels: boolean
  /** Whether experts' answers fix the truth of golden candidates and raters' golden answers count. */
  useGolden: boolean
  /** Yeses of experts that make a golden candidate true. */
  minimumYes: MinimumYes
  /** Votes by which a rater leans on all raters. */
  raterPooling: number
  /** Votes by which a class's influence on answers leans on none at all. */
  classPooling: number
  /** Candidates by which what witnesses say of a class leans on its group, and a group on all classes. */
  witnessPooling: number
  /** Ends when the log-likelihood per vote rises by less, in nats. */
  tolerance: number
  maxIterations: number
}

export const reassessDefaults: ReassessParameters = {
  useOriginalLabel: true,
  useModels: true,
  useGolden: true,
  minimumYes: 'majority',
  raterPooling: 3,
  classPooling: 300,
  witnessPooling: 10,
  tolerance: 1e-7,
  maxIterations: 200,
}

const mostCandidatesTold = 20
const binSmoothing = 5
const mostHalvings = 6

/** The arrays that an iteration changes. */
const parameterNames = ['prior', 'probability', 'classFactor', 'witness', 'bin'] as const
type Parameters = Pick<ReassessMemory, (typeof parameterNames)[number]>

/**
 * The default method: Dawid-Skene EM for two hidden classes, told all that is known beside the votes.
 *
 * A candidate z of class c, proposed among b candidates of its image, has
 *   P(z) · P(b | z) · P(w | z, c) · product over its votes of P(answer | z, rater, c),
 * where w is what the original label and the models say together (see `witnesses`), and P(answer | z, rater, c) is the
 * rater's matrix times the class's factor, made a distribution again: some classes are taken for others by everyone.
 * Rows lean on the next larger whole, as a number of pseudo-observations: raters on all raters, a class's factor on 1,
 * what witnesses say of a class on its group, and a group on all. Golden candidates keep the experts' truth.
 *
 * Source: Dawid & Skene (1979), Appl. Statist. 28(1):20-28; the original label as an annotator is Beyer et al. (2020),
 *         arXiv 2006.07159; class factors, joint witnesses and the number of candidates are ours.
 * Shapes: C candidates, R raters. Returns score Float64Array[C] = P(holds | all), posterior Float64Array[C * 2], rater
 *         matrices Float64Array[R * 2 * A]; logLikelihood in nats, of votes, witnesses and numbers of candidates, exact.
 * Errors: RangeError on input that does not fit together. Not converging is no error.
 * Cost:   O(iterations · votes · A) time, O(C + R · A + N · (A + W)) memory with N classes and W statements. The M-step
 *         for class factors is not exact, so a step that would lower the likelihood is halved: `history` never falls.
 *         Deterministic, and the same whatever the number of threads.
 */
export function reassess(
  input: AggregationInput,
  parameters: ReassessParameters,
  context: RunContext,
): AggregationResult {
  checkInput(input)
  const { votes } = input
  const { raterCount, answerCount, voteCount } = votes
  const shape = { raterCount, answerCount, classCount: 2 }
  const golden = parameters.useGolden ? goldenEvidence(input, parameters.minimumYes) : null
  const said = witnesses(input, parameters)
  const classes = classesOf(input)
  const { memory, blockCount } = memoryOf(input, said, classes, golden)
  const sum = new Float64Array(memory.sumsPerBlock)
  const { totals } = sumPlaces(memory)
  const pass = () => {
    context.runBlocks('reassess-pass', memory, blockCount)
    sumBlocks(memory.sums, blockCount, sum)
    return sum[totals + 2] + goldenLogLikelihood(golden, memory.probability)
  }

  pass()
  memory.isStart[0] = 0
  const history: number[] = []
  const before = copyOf(memory)
  let converged = false
  let isStuck = false
  while (voteCount > 0 && history.length < parameters.maxIterations && !converged && !isStuck) {
    copyInto(memory, before)
    maximise(memory, sum, golden, parameters, { raterCount, answerCount, classes, said })
    let logLikelihood = pass()
    const last = history.length > 0 ? history[history.length - 1] : Number.NEGATIVE_INFINITY
    for (let halving = 0; logLikelihood < last && halving < mostHalvings; halving++) {
      moveHalfway(memory, before)
      logLikelihood = pass()
    }
    isStuck = logLikelihood < last
    if (isStuck) {
      copyInto(before, memory)
      break
    }
    converged = logLikelihood - last < parameters.tolerance * voteCount
    history.push(logLikelihood)
    context.onIteration?.(history.length, logLikelihood)
  }
  // A memory of its own, since threads keep what they were first given.
  const posterior = sharedFloats(2 * votes.itemCount)
  context.runBlocks('reassess-pass', { ...memory, posterior }, blockCount)
  sumBlocks(memory.sums, blockCount, sum)

  const score = new Float64Array(votes.itemCount)
  for (let item = 0; item < score.length; item++) score[item] = posterior[2 * item + 1]
  const probability = byRater(memory.probability, shape)
  const skill = Float64Array.from({ length: raterCount }, (_, rater) => {
    return uncertaintyRemoved(memory.prior, probability, rater * 2 * answerCount, answerCount)
  })
  return {
    classCount: 2,
    score,
    posterior,
    raters: {
      probability,
      skill,
      skillMeaning: skillIsInformation,
      goldenAnswerCount: goldenCountOf(golden?.counts ?? null, shape),
    },
    annotators: annotatorsOf(sum.subarray(sumPlaces(memory).ofWitness), said, classes),
    prior: memory.prior.slice(),
    logLikelihood: history[history.length - 1] ?? 0,
    history,
    iterations: history.length,
    converged: converged || isStuck || voteCount === 0,
    stopReason: reasonOf(voteCount, converged, isStuck, parameters),
    interval: null,
  }
}

type Classes = {
  /** Int32Array[C], shared: place of the candidate's class. */
  itemClass: Int32Array
  count: number
  /** [N] place of the class's group in `groupNames`. */
  groupOfClass: Int32Array
  groupNames: readonly string[]
}

function classesOf({ votes, candidateClass, groups }: AggregationInput): Classes {
  const itemClass = sharedInts(votes.itemCount)
  const places = new Map<number, number>()
  const groupOf: number[] = []
  for (let item = 0; item < itemClass.length; item++) {
    let place = places.get(candidateClass[item])
    if (place === undefined) {
      place = places.size
      places.set(candidateClass[item], place)
      groupOf.push(groups ? groups.candidateGroup[item] : 0)
    }
    itemClass[item] = place
  }
  const groupNames = groups?.names ?? ['All classes']
  return { itemClass, count: places.size, groupOfClass: Int32Array.from(groupOf), groupNames }
}

function memoryOf(input: AggregationInput, said: Witnesses, classes: Classes, golden: GoldenEvidence | null) {
  const { itemCount, raterCount, answerCount, itemStart, code } = input.votes
  const probability = sharedFloats(raterCount * answerCount * 2)
  const start = startWeights(answerCount, 2)
  for (let rater = 0; rater < raterCount; rater++) probability.set(start, rater * start.length)
  const parts = {
    prior: sharedFloats(2).fill(0.5),
    probability,
    classFactor: sharedFloats(classes.count * answerCount * 2).fill(1),
    witness: sharedFloats(classes.count * said.count * 2).fill(1 / said.count),
    bin: sharedFloats((mostCandidatesTold + 1) * 2).fill(1),
  }
  const sumsPerBlock = sumPlaces(parts).length
  const { itemsPerBlock, blockCount } = itemBlocks(itemCount, sumsPerBlock)
  const memory: ReassessMemory = {
    ...parts,
    itemCount,
    answerCount,
    cellCount: raterCount * answerCount,
    witnessCount: said.count,
    itemsPerBlock,
    itemStart,
    code,
    itemClass: classes.itemClass,
    itemWitness: said.code,
    itemBin: candidateBins(input),
    fixedClass: golden?.fixedClass ?? null,
    isStart: sharedInts(1).fill(1),
    sums: sharedFloats(blockCount * sumsPerBlock),
    sumsPerBlock,
    posterior: null,
  }
  return { memory, blockCount }
}

/** How many candidates the image of each has, twenty and more as one. */
function candidateBins({ candidateImage }: AggregationInput): Uint8Array {
  let imageCount = 0
  for (const image of candidateImage) imageCount = Math.max(imageCount, image + 1)
  const ofImage = new Int32Array(imageCount)
  for (const image of candidateImage) ofImage[image]++
  const bins = new Uint8Array(new SharedArrayBuffer(candidateImage.length))
  for (let item = 0; item < bins.length; item++)
    bins[item] = Math.min(mostCandidatesTold, ofImage[candidateImage[item]])
  return bins
}

/** The M-step: every parameter from the sums of the E-step. */
function maximise(
  memory: ReassessMemory,
  sum: Float64Array,
  golden: GoldenEvidence | null,
  { raterPooling, classPooling, witnessPooling }: ReassessParameters,
  given: { raterCount: number; answerCount: number; classes: Classes; said: Witnesses },
) {
  const { raterCount, answerCount, classes, said } = given
  const shape = { raterCount, answerCount, classCount: 2 }
  const { ofClass, ofWitness, ofBin, totals } = sumPlaces(memory)
  const itemTotal = sum[totals] + sum[totals + 1]
  memory.prior[0] = sum[totals] / itemTotal
  memory.prior[1] = sum[totals + 1] / itemTotal
  const counts = sum.slice(0, ofClass)
  if (golden) for (let at = 0; at < counts.length; at++) counts[at] += golden.counts[at]
  const pool = answerPool(counts, shape)
  pooledMatrices(counts, pool, { strength: raterPooling, floor: 1e-10 }, shape, memory.probability)
  leanRows(sum.subarray(ofClass, ofWitness), answerCount, classPooling, () => pool, memory.classFactor)
  for (let at = 0; at < memory.classFactor.length; at++) memory.classFactor[at] /= pool[at % pool.length]
  const ofGroups = witnessRows(sum.subarray(ofWitness, ofBin), said.count, classes, witnessPooling)
  const rowOf = (place: number) => ofGroups.subarray(2 * said.count * classes.groupOfClass[place])
  leanRows(sum.subarray(ofWitness, ofBin), said.count, witnessPooling, rowOf, memory.witness)
  const binCount = mostCandidatesTold + 1
  const even = new Float64Array(2 * binCount).fill(1 / binCount)
  leanRows(sum.subarray(ofBin, totals), binCount, binSmoothing * binCount, () => even, memory.bin)
}

/** Group rows of what witnesses say, each leaning on the row of all classes. Float64Array[groups * W * 2]. */
function witnessRows(counts: Float64Array, width: number, classes: Classes, strength: number): Float64Array {
  const groupCount = classes.groupNames.length
  const ofGroups = groupSums(counts, width, classes)
  const ofAll = new Float64Array(2 * width)
  for (let at = 0; at < ofGroups.length; at++) ofAll[at % (2 * width)] += ofGroups[at]
  const even = new Float64Array(2 * width).fill(1 / width)
  const all = new Float64Array(2 * width)
  leanRows(ofAll, width, 1, () => even, all)
  const rows = new Float64Array(groupCount * width * 2)
  leanRows(ofGroups, width, 2 * strength, () => all, rows)
  return rows
}

function groupSums(counts: Float64Array, width: number, { count, groupOfClass, groupNames }: Classes): Float64Array {
  const sums = new Float64Array(groupNames.length * width * 2)
  for (let place = 0; place < count; place++) {
    for (let at = 0; at < 2 * width; at++) sums[groupOfClass[place] * 2 * width + at] += counts[place * 2 * width + at]
  }
  return sums
}

/** (count + strength · parent) / (total + strength) for rows of `width` statements under each of two hidden classes. */
function leanRows(
  counts: Float64Array,
  width: number,
  strength: number,
  parentOf: (row: number) => Float64Array,
  result: Float64Array,
) {
  for (let row = 0; row * 2 * width < counts.length; row++) {
    const parent = parentOf(row)
    for (let k = 0; k < 2; k++) {
      let total = strength
      for (let at = k; at < 2 * width; at += 2) total += counts[row * 2 * width + at]
      for (let at = k; at < 2 * width; at += 2) {
        const place = row * 2 * width + at
        result[place] = total > 0 ? (counts[place] + strength * parent[at]) / total : parent[at]
      }
    }
  }
}

/** What each witness says by itself in each group, from the joint statements. */
function annotatorsOf(counts: Float64Array, said: Witnesses, classes: Classes): Annotator[] {
  const width = said.count
  const sums = groupSums(counts.subarray(0, classes.count * width * 2), width, classes)
  return said.members.flatMap(({ name, saysYes }) =>
    classes.groupNames.flatMap((group, place) => {
      const rows = [0, 1].map((k) => {
        const [no, yes] = [1, 1]
        const row = [no, yes]
        for (let code = 0; code < width; code++) {
          row[saysYes(code) ? 1 : 0] += sums[(place * width + code) * 2 + k]
        }
        const total = row[0] + row[1]
        return [row[0] / total, row[1] / total]
      })
      return [{ name, group, answers: ['no', 'yes'], probability: rows }]
    }),
  )
}

function goldenLogLikelihood(golden: GoldenEvidence | null, probability: Float64Array): number {
  if (!golden) return 0
  let sum = 0
  for (let at = 0; at < golden.counts.length; at++) {
    if (golden.counts[at] > 0) sum += golden.counts[at] * Math.log(probability[at])
  }
  return sum
}

function copyOf(memory: ReassessMemory): Parameters {
  const { prior, probability, classFactor, witness, bin } = memory
  return {
    prior: prior.slice(),
    probability: probability.slice(),
    classFactor: classFactor.slice(),
    witness: witness.slice(),
    bin: bin.slice(),
  }
}

function copyInto(from: Parameters, to: Parameters) {
  for (const name of parameterNames) to[name].set(from[name])
}

/** Halves the step from `before`: means of distributions are distributions. */
function moveHalfway(memory: Parameters, before: Parameters) {
  for (const name of parameterNames) {
    const [now, then] = [memory[name], before[name]]
    for (let at = 0; at < now.length; at++) now[at] = (now[at] + then[at]) / 2
  }
}

function reasonOf(
  voteCount: number,
  converged: boolean,
  isStuck: boolean,
  { tolerance, maxIterations }: ReassessParameters,
): string {
  if (voteCount === 0) return 'There are no votes.'
  if (converged) return `The log-likelihood per vote rose by less than ${tolerance}.`
  if (isStuck) return 'No step raises the log-likelihood any further.'
  return `It reached ${maxIterations} iterations before the log-likelihood per vote rose by less than ${tolerance}.`
}
