import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import type { AggregationInput } from '@/lib/aggregation/aggregation-method'
import { dawidSkene, dawidSkeneDefaults } from '@/lib/aggregation/dawid-skene'
import { aggregationMethods, isMethodName, prepareAggregation } from '@/lib/aggregation/registry'
import type { RunBlocks } from '@/lib/aggregation/run-context'
import { simulatedVotes } from '@/lib/aggregation/simulated-votes'
import type { VoteTable } from '@/lib/aggregation/vote-table'
import { leadTeam, startTeam } from '@/lib/jobs/thread-team'
import { type BenchRow, peakMemory, rounded } from './bench-row'

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!

/** Keys of crowd-kit's figures by our method name. */
const crowdKitNames: Record<string, string | undefined> = {
  majority: 'MajorityVote',
  'dawid-skene': 'DawidSkene',
  'one-coin': 'OneCoinDawidSkene',
  wawa: 'Wawa',
}

type CrowdKit = Record<string, { seconds?: number; iterations?: number } | undefined>

function crowdKitOnReal(referenceFile: string): CrowdKit {
  if (!existsSync(referenceFile)) return {}
  const reference = JSON.parse(readFileSync(referenceFile, 'utf8')) as { ReaL?: { crowdKit?: CrowdKit } }
  return reference.ReaL?.crowdKit ?? {}
}

function timed<Result>(repeats: number, run: () => Result): { ms: number[]; result: Result } {
  const ms: number[] = []
  for (;;) {
    const start = performance.now()
    const result = run()
    ms.push(performance.now() - start)
    if (ms.length === repeats) return { ms, result }
  }
}

const spread = (ms: number[]) => `${rounded(Math.min(...ms), 1)} to ${rounded(Math.max(...ms), 1)} ms over ${ms.length}`

/** Measures every method on loaded votes, on one core and on all, compared with crowd-kit on the same votes. */
export async function benchMethods(input: AggregationInput, referenceFile: string): Promise<BenchRow[]> {
  const crowdKit = crowdKitOnReal(path.resolve(referenceFile))
  const cores = availableParallelism()
  const teams = [await startTeam(1), await startTeam(cores)]
  const [one, all] = teams.map(({ leader }) => ({ runBlocks: leadTeam(leader) }))
  const rows: BenchRow[] = []
  const { voteCount } = input.votes
  for (const name of Object.keys(aggregationMethods).filter(isMethodName)) {
    const preset = name === 'calibrated' ? aggregationMethods.calibrated.presets.real!.parameters : {}
    const prepared = prepareAggregation(name, preset)
    const repeats = ['glad', 'mace', 'ebcc'].includes(name) ? 1 : 7
    const ofOne = timed(repeats, () => prepared.run(input, one!))
    const ofAll = timed(repeats, () => prepared.run(input, all!))
    const known = crowdKit[crowdKitNames[name] ?? '']
    const { iterations } = ofOne.result
    const perVote =
      iterations > 1 ? `, ${rounded((median(ofOne.ms) * 1e6) / iterations / voteCount, 1)} ns a vote and iteration` : ''
    rows.push({
      what: `method ${name}, ${rounded(voteCount)} votes`,
      figure: `${rounded(median(ofOne.ms), 1)} ms`,
      beside: [
        `${spread(ofOne.ms)} on one core${perVote}`,
        ...(iterations > 1 ? [`${iterations} iterations`] : []),
        ...(cores > 1 && iterations > 1 ? [`${rounded(median(ofAll.ms), 1)} ms on ${cores} cores`] : []),
        ...(known?.seconds
          ? [
              `crowd-kit ${known.seconds} s${known.iterations ? ` for ${known.iterations} iterations` : ''} (another machine of this kind)`,
            ]
          : []),
      ].join('; '),
    })
  }
  const three = timed(5, () => dawidSkene(input.votes, { ...dawidSkeneDefaults, classCount: 3 }, one!))
  rows.push({
    what: 'method dawid-skene with three classes',
    figure: `${rounded(median(three.ms), 1)} ms`,
    beside: `${spread(three.ms)} on one core, ${rounded((median(three.ms) * 1e6) / three.result.iterations / voteCount, 1)} ns a vote and iteration; ${three.result.iterations} iterations`,
  })
  await Promise.all(teams.map((team) => team.stop()))
  return rows
}

const timedIterations = 6

/** Thrown after the last timed iteration, before the posterior is allocated, which takes more memory than the votes. */
class Timed extends Error {}

/**
 * Returns wall-clock and processor time (of all threads) of each iteration of two-class EM. On a loaded machine only
 * processor times are comparable. Only a run to its end creates a posterior.
 */
function iterationMs(votes: VoteTable, runBlocks: RunBlocks, isToEnd: boolean): { ms: number[]; cpuMs: number[] } {
  const ms: number[] = []
  const cpuMs: number[] = []
  let last = 0
  let lastCpu = 0
  const onIteration = (iteration: number) => {
    const now = performance.now()
    const { user, system } = process.cpuUsage()
    const cpu = (user + system) / 1_000
    if (iteration > 1) {
      ms.push(now - last)
      cpuMs.push(cpu - lastCpu)
    }
    last = now
    lastCpu = cpu
    if (iteration === timedIterations && !isToEnd) throw new Timed()
  }
  const given = { ...dawidSkeneDefaults, classCount: 2, tolerance: 0, maxIterations: timedIterations }
  try {
    dawidSkene(votes, given, { runBlocks, onIteration })
  } catch (error) {
    if (!(error instanceof Timed)) throw error
  }
  return { ms, cpuMs }
}

/** Copies everything that an iteration reads through a buffer larger than any cache, without doubling the memory. */
function copyVotes({ code, itemStart }: VoteTable, buffer: Uint8Array) {
  for (const array of [code, itemStart]) {
    const bytes = new Uint8Array(array.buffer)
    for (let at = 0; at < bytes.length; at += buffer.length) buffer.set(bytes.subarray(at, at + buffer.length))
  }
}

const votesPerItem = 5
/** Votes, items with their simulation parameters, the posterior, and the baseline of a process. */
const bytesNeeded = (voteCount: number) => 2 * voteCount + (4 + 2 + 16) * (voteCount / votesPerItem) + 300e6

function simulatedGrowth(voteCount: number): VoteTable {
  return simulatedVotes({
    itemCount: voteCount / votesPerItem,
    raterCount: 1_000,
    answerCount: 3,
    votesPerItem,
    classPrior: [0.8, 0.2],
    matrices: (rater) => {
      const wrong = 0.05 + (rater % 20) / 100
      return [0.9 - wrong, 0.1, wrong, wrong, 0.1, 0.9 - wrong]
    },
    seed: 1,
  }).votes
}

async function growthRow(voteCount: number): Promise<BenchRow> {
  const what = `EM iteration, ${rounded(voteCount / 1e6)} million votes`
  const [needed, free] = [bytesNeeded(voteCount), process.availableMemory()]
  if (free < needed) {
    const beside = `needs ${rounded(needed / 1e9, 1)} GB of memory, and ${rounded(free / 1e9, 1)} GB are free`
    return { what, figure: 'skipped', beside }
  }
  const cores = availableParallelism()
  const start = performance.now()
  const votes = simulatedGrowth(voteCount)
  const madeMs = performance.now() - start
  const bytes = votes.code.byteLength + votes.itemStart.byteLength
  const buffer = new Uint8Array(64 * 1024 * 1024)
  const copyMs = median(timed(5, () => copyVotes(votes, buffer)).ms)
  const teams = [await startTeam(1), await startTeam(cores)]
  const [ofOne, ofAll] = teams.map(({ leader }, index) => iterationMs(votes, leadTeam(leader), index === 1))
  await Promise.all(teams.map((team) => team.stop()))
  const oneMs = median(ofOne!.ms)
  const cpuMs = median(ofOne!.cpuMs)
  return {
    what,
    figure: `${rounded(oneMs / 1_000, 3)} s`,
    beside: [
      `${spread(ofOne!.ms)} on one core, ${rounded((oneMs * 1e6) / voteCount, 1)} ns a vote`,
      `${rounded(cpuMs / 1_000, 3)} s of processor time, ${rounded((cpuMs * 1e6) / voteCount, 1)} ns a vote`,
      `${rounded(median(ofAll!.ms) / 1_000, 3)} s on ${cores} cores, ${spread(ofAll!.ms)}, ${rounded(median(ofAll!.cpuMs) / 1_000, 3)} s of processor time together`,
      `${rounded(bytes / voteCount, 2)} bytes a vote, the posterior ${rounded(16 / votesPerItem, 1)} more at the end`,
      `copying those bytes takes ${rounded(copyMs / 1_000, 3)} s, ${rounded((100 * copyMs) / oneMs)}% of an iteration`,
      `made in ${rounded(madeMs / 1_000, 1)} s`,
      peakMemory(),
    ].join('; '),
  }
}

/** Measures an EM iteration on simulated votes of 1,000 raters, five per item, and copying the bytes that it reads. */
export async function benchGrowth(voteCounts: readonly number[]): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const voteCount of voteCounts) rows.push(await growthRow(voteCount))
  return rows
}
