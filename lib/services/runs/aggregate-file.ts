import type { FileAggregation } from '@/lib/aggregation/aggregation-method'
import { singleThreadContext } from '@/lib/aggregation/kernels'
import { majority } from '@/lib/aggregation/majority'
import { fileMethods } from '@/lib/aggregation/registry'
import { type VoteTable, voteTable } from '@/lib/aggregation/vote-table'
import {
  type AggregateFileInput,
  type AggregateFileResult,
  aggregateFileInput,
  aggregateFileResult,
} from '@/lib/contracts/runs/aggregate-file'
import { runChecks } from '@/lib/domain/runs/run-checks'
import { invalidInput } from '@/lib/errors'
import { signTest } from '@/lib/evaluation/sign-test'
import {
  readTruthFile,
  readVoteFile,
  type TruthFile,
  unknownTruth,
  type VoteFile,
} from '@/lib/formats/aggregate-file-input'
import { csvStream } from '@/lib/formats/csv'
import { writeStreamAtomically } from '@/lib/formats/write-stream'

/** Aggregates the votes of a file by a method with its default parameters and labels as classes, without a database. */
export async function aggregateFile(given: AggregateFileInput): Promise<AggregateFileResult> {
  const parsed = aggregateFileInput.safeParse(given)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => [String(path[0]), message] as const)
    throw invalidInput(problems.map(([, message]) => message).join(' '), Object.fromEntries(problems))
  }
  const { method, seed, out = null, ...files } = parsed.data
  const aggregation = methodOf(method, files.golden !== undefined)
  const startedAt = performance.now()
  const file = await readVoteFile(files.votes)
  const truth = files.truth === undefined ? null : await readTruthFile(files.truth, file)
  const golden = files.golden === undefined ? null : (await readTruthFile(files.golden, file, { isGolden: true })).truth
  const goldenLabels = golden ? golden.reduce((sum, known) => sum + (known === unknownTruth ? 0 : 1), 0) : 0
  if (golden && goldenLabels === 0) {
    const message = `No task in ${files.golden} has votes in ${files.votes}. Use golden labels for tasks that have votes.`
    throw invalidInput(message, { golden: message })
  }
  checkSize(method, aggregation, file.votes)
  const votes = voteTable(file.votes)
  const readAt = performance.now()
  const fixedClass = golden && fixedClasses(golden, votes.answerCount)
  const fitted = aggregation.run(votes, { fixedClass, seed }, singleThreadContext)
  const fittedAt = performance.now()
  const label = firstOfLargest(fitted.posterior, file.labels.length)
  if (out !== null) await writeLabels(out, file, fitted.posterior, label)
  return aggregateFileResult.parse({
    method,
    tasks: file.tasks.length,
    workers: file.workers.length,
    votes: votes.voteCount,
    repeatedVotes: file.repeatedVotes,
    labels: file.labels,
    iterations: fitted.iterations,
    hasConverged: fitted.converged,
    stopReason: fitted.stopReason,
    logLikelihood: fitted.logLikelihood,
    logLikelihoodPerVote: fitted.logLikelihood === null ? null : fitted.logLikelihood / votes.voteCount,
    seconds: (fittedAt - readAt) / 1000,
    readSeconds: (readAt - startedAt) / 1000,
    goldenLabels,
    accuracy: truth && accuracyOf(label, truth, golden),
    failedChecks: truth && method !== 'majority' ? checksOfFile(votes, label, truth, golden) : [],
    out,
  })
}

function methodOf(method: string, hasGolden: boolean): FileAggregation {
  const found = Object.hasOwn(fileMethods, method) ? fileMethods[method] : undefined
  const refuse = (field: string, message: string) => invalidInput(message, { [field]: message })
  if (!found) throw refuse('method', `Choose one of ${Object.keys(fileMethods).join(', ')}.`)
  if (hasGolden && !found.needsGolden)
    throw refuse(
      'golden',
      `Only the semi-supervised method uses golden labels. Remove --golden, or choose that method.`,
    )
  if (!hasGolden && found.needsGolden)
    throw refuse('golden', `The ${method} method needs golden labels. Add --golden, or choose dawid-skene.`)
  return found
}

const maxMatrixCells = 50_000_000

/** Limits memory: posteriors are tasks × labels, and some methods add a labels × labels matrix for every worker. */
function checkSize(
  method: string,
  { hasMatrices = false, kinds = 1 }: FileAggregation,
  { itemCount, raterCount, answerCount }: VoteFile['votes'],
) {
  const cells = answerCount * kinds * Math.max(itemCount, hasMatrices ? raterCount * answerCount : 0)
  if (cells <= (hasMatrices ? maxMatrixCells : 4 * maxMatrixCells)) return
  const size = `${answerCount} different labels, ${raterCount} workers and ${itemCount} tasks`
  const message = `The ${method} method cannot process ${size}. Choose majority or wawa, or correct the labels if there should be fewer.`
  throw invalidInput(message, { method: message })
}

function fixedClasses(golden: Int32Array, labelCount: number): Int8Array {
  if (labelCount > 128) {
    const message = `Golden labels can be used with at most 128 different labels, and this file has ${labelCount}.`
    throw invalidInput(message, { golden: message })
  }
  return Int8Array.from(golden)
}

/** Returns the most probable label of each task; the first one on a tie. */
function firstOfLargest(posterior: Float64Array, labelCount: number): Int32Array {
  const label = new Int32Array(posterior.length / labelCount)
  for (let task = 0; task < label.length; task++) {
    const row = task * labelCount
    for (let k = 1; k < labelCount; k++) if (posterior[row + k]! > posterior[row + label[task]!]!) label[task] = k
  }
  return label
}

function accuracyOf(label: Int32Array, { truth, ...counts }: TruthFile, golden: Int32Array | null) {
  let rightTasks = 0
  let measuredTasks = 0
  for (const [task, known] of truth.entries()) {
    if (known === unknownTruth || (golden && golden[task] !== unknownTruth)) continue
    measuredTasks++
    if (label[task] === known) rightTasks++
  }
  return { value: measuredTasks > 0 ? rightTasks / measuredTasks : null, rightTasks, measuredTasks, ...counts }
}

/** Checks whether the method is less accurate than the majority of votes, without tasks that have a golden label. */
function checksOfFile(votes: VoteTable, label: Int32Array, { truth }: TruthFile, golden: Int32Array | null) {
  const byMajority = firstOfLargest(majority(votes).posterior, votes.answerCount)
  const found = { tasks: 0, own: 0, majority: 0 }
  for (const [task, known] of truth.entries()) {
    if (known === unknownTruth || (golden && golden[task] !== unknownTruth)) continue
    found.tasks++
    if (label[task] === byMajority[task]) continue
    if (label[task] === known) found.own++
    if (byMajority[task] === known) found.majority++
  }
  const { tasks, own, majority: other } = found
  if (tasks === 0) return []
  const pValue = own + other > 0 ? signTest(own, other) : null
  const checks = runChecks({ knownTruth: { ...found, pValue } })
  return checks.flatMap(({ id, passed, sentence }) => (passed ? [] : [{ id, sentence }]))
}

async function writeLabels(out: string, { tasks, labels }: VoteFile, posterior: Float64Array, label: Int32Array) {
  function* rows() {
    for (const [task, name] of tasks.entries()) {
      const probability = posterior[task * labels.length + label[task]!]!
      yield { task: name, label: labels[label[task]!]!, probability }
    }
  }
  await writeStreamAtomically(out, csvStream(['task', 'label', 'probability'], rows()))
}
