import path from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { type BenchRow, peakMemory, rounded, seconds, timed } from '@/lib/bench/bench-row'
import { setDatabaseUrl } from '@/lib/env'
import { type CommandContext, runCommand } from '../run-command'

const parts = ['rating', 'flat', 'adaptive', 'votes', 'imports', 'vote-files', 'plan', 'growth'] as const
type Part = (typeof parts)[number]

interface Options {
  data: string
  originalLabels: string
  clients: number
  seconds: number
  growth: number[]
  tasks: number[]
  votes: number[]
  reference: string
  only: Part[]
}

/** Adaptive votes are decided only every few seconds, so rating is measured longer. */
const adaptiveTimes = 6

const defaultGrowth = [10, 100]
const defaultTasks = [10_000, 1_000_000]
const defaultVotes = [250_000, 1_000_000]
const defaults: readonly (readonly number[])[] = [defaultGrowth, defaultTasks, defaultVotes]
const wholes = (text: string, known: number[]) => [...(defaults.includes(known) ? [] : known), whole(text)]

function whole(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Give a whole number from 1 on.')
  return value
}

async function benchRealVotes(
  { actor, projectRoot, onProgress, signal }: CommandContext,
  options: Options,
): Promise<BenchRow[]> {
  const { importRealVotes } = await import('@/lib/services/data/import-real-votes')
  const { measureAggregation } = await import('@/lib/bench/measure-aggregation')
  const slug = 'real'
  const files = { dataDir: path.resolve(options.data), originalLabelsPath: path.resolve(options.originalLabels) }
  const { ms: importMs, result: made } = await timed(() =>
    importRealVotes(actor, { slug, ...files, projectRoot }, { onProgress, signal }),
  )
  const rows: BenchRow[] = [
    {
      what: `import ${rounded(made.votes)} votes`,
      figure: seconds(importMs),
      beside: `${rounded((made.votes * 1000) / importMs)} votes/s; ${peakMemory()}`,
    },
  ]
  for (const method of ['majority', 'calibrated', 'dawid-skene', 'reassess'] as const) {
    const { computeMs, wholeMs } = await measureAggregation(actor, { slug, method, projectRoot, repeats: 7 })
    const [best, median, worst] = computeMs
    rows.push({
      what: `aggregate, ${method}`,
      figure: `${rounded(median, 1)} ms`,
      beside: `${rounded(best, 1)} to ${rounded(worst, 1)} ms over 7; read, computed 7 times and written in ${seconds(wholeMs)}`,
    })
  }
  const { benchExports } = await import('@/lib/bench/export-bench')
  rows.push(...(await benchExports(actor, slug)))
  const { readAggregationInput } = await import('@/lib/services/runs/read-aggregation-input')
  const { benchMethods } = await import('@/lib/bench/engine-bench')
  rows.push(...(await benchMethods(await readAggregationInput(actor, slug), options.reference)))
  const { benchBulkChanges } = await import('@/lib/bench/bulk-bench')
  rows.push(...(await benchBulkChanges(actor, slug)))
  return rows
}

async function benchRating(projectRoot: string, { clients, seconds: duration }: Options): Promise<BenchRow[]> {
  const { measureRating } = await import('@/lib/bench/measure-rating')
  const { timesText } = await import('@/lib/bench/rating-rate')
  const measures = await measureRating({ clients, tasks: 8_000, seconds: duration, projectRoot })
  const reference = measures[0]!.rate
  return measures.map(({ way, rate }) => ({
    what: `submit and lease, ${clients} clients: ${way}`,
    figure: rate ? `${rounded(rate.decisionsPerSecond)}/s` : 'skipped',
    beside: rate
      ? `${timesText(rate)}${reference ? `; ${rounded((100 * rate.decisionsPerSecond) / reference.decisionsPerSecond)}% of pgbench` : ''}`
      : 'pgbench is not on the PATH',
  }))
}

async function benchParts(context: CommandContext, options: Options): Promise<BenchRow[]> {
  const { benchAdaptive } = await import('@/lib/bench/adaptive-bench')
  const { benchFlat } = await import('@/lib/bench/flat-bench')
  const { benchGrowth } = await import('@/lib/bench/engine-bench')
  const { benchImports } = await import('@/lib/bench/import-bench')
  const { benchProposals } = await import('@/lib/bench/proposals-bench')
  const { benchVoteFiles } = await import('@/lib/bench/vote-file-bench')
  const { actor, projectRoot } = context
  const originalLabelsPath = path.resolve(options.originalLabels)
  const measure: Record<Part, () => Promise<BenchRow[]>> = {
    rating: () => benchRating(projectRoot, options),
    flat: () => benchFlat({ clients: options.clients, seconds: options.seconds, sizes: options.tasks }),
    adaptive: () => benchAdaptive({ clients: options.clients, seconds: adaptiveTimes * options.seconds }),
    votes: () => benchRealVotes(context, options),
    imports: () => benchImports({ actor, originalLabelsPath, projectRoot }),
    'vote-files': () =>
      benchVoteFiles({
        ...{ actor, projectRoot, sizes: options.votes, onPart: (what) => process.stderr.write(`\n${what}\n`) },
        progress: { onProgress: context.onProgress, signal: context.signal },
      }),
    plan: () => benchProposals({ dataDir: path.resolve(options.data), originalLabelsPath, projectRoot }),
    growth: () => benchGrowth(options.growth.map((millions) => millions * 1_000_000)),
  }
  const rows: BenchRow[] = []
  for (const part of parts) if (options.only.includes(part)) rows.push(...(await measure[part]()))
  return rows
}

function table(rows: BenchRow[]): string {
  const width = (key: keyof BenchRow) => Math.max(...rows.map((row) => row[key].length))
  const [what, figure] = [width('what'), width('figure')]
  return rows.map((row) => `${row.what.padEnd(what)}  ${row.figure.padStart(figure)}  ${row.beside}`).join('\n')
}

export const benchCommand = () =>
  new Command('bench')
    .description(
      'Measure import, aggregation, export, changes of many images, plans, the rating path and adaptive votes on this machine. Uses a separate database, which is removed afterwards.',
    )
    .option('--data <folder>', 'folder with the released votes', '../shared/reassessed-imagenet')
    .option(
      '--original-labels <file>',
      'the original labels of these images',
      '../shared/imagenet/validation-original-labels.json',
    )
    .option('--clients <count>', 'number of concurrent raters', whole, 8)
    .option('--seconds <count>', 'seconds to measure each way of rating', whole, 5)
    .option('--growth <millions...>', 'simulated votes, in millions, for one iteration of EM', wholes, defaultGrowth)
    .option('--tasks <counts...>', 'sizes of the projects that rating is measured in, for `flat`', wholes, defaultTasks)
    .option(
      '--votes <counts...>',
      'votes in the files that are imported and exported, for `vote-files`',
      wholes,
      defaultVotes,
    )
    .option('--reference <file>', 'crowd-kit results to compare with', '../shared/aggregation/reference.json')
    .addOption(new Option('--only <parts...>', 'measure these parts only').choices(parts).default([...parts], 'all'))
    .action((options: Options) =>
      runCommand(async (context) => {
        const { migrate } = await import('@/lib/db/migrate')
        const { createScratchDatabase } = await import('@/lib/db/scratch-database')
        const scratch = await createScratchDatabase(`reassess_bench_${process.pid}`)
        setDatabaseUrl(scratch.url)
        try {
          await migrate(scratch.url, context.projectRoot)
          const rows = await benchParts(context, options)
          return { text: table(rows), json: { rows } }
        } finally {
          await scratch.drop()
        }
      }),
    )
