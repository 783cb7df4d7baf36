import { Command, InvalidArgumentError, Option } from 'commander'
import { type AggregateInput, aggregateInput } from '@/lib/contracts/aggregation'
import { AppError } from '@/lib/errors'
import { runCommand } from '../run-command'

interface Options {
  project: string
  method: 'calibrated' | 'majority'
  preset?: string
  threshold?: number
  maybeWeight?: number
  minimumYes?: number | string
  prior?: number | string
  smoothing?: number
  originalLabel?: unknown
  json?: boolean
}

function number(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isNaN(value)) throw new InvalidArgumentError('Give a number.')
  return value
}

const numberOr = (word: string) => (text: string) => (text === word ? word : number(text))

function originalLabel(text: string) {
  if (text === 'none') return null
  const [, firstClass, lastClass, minimumYes] = /^(\d+)-(\d+)(?::(\d+))?$/.exec(text) ?? []
  if (firstClass === undefined)
    throw new InvalidArgumentError('Give first and last class as in 0-397 or 0-397:2, or none.')
  return {
    firstClass: Number(firstClass),
    lastClass: Number(lastClass),
    minimumYes: minimumYes === undefined ? 'majority' : Number(minimumYes),
  }
}

/** The request that the options stand for. A parameter of another method is refused by its option's name. */
function requestOf({ project: _project, json: _json, method, preset, ...parameters }: Options): AggregateInput {
  const parsed = aggregateInput.safeParse({ method, ...(preset === undefined ? {} : { preset }), parameters })
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.flatMap((issue) => {
    const field = issue.path.at(-1)
    if (issue.code !== 'unrecognized_keys') return [[String(field), issue.message] as const]
    return issue.keys.map((key) => [key, `is nothing that the ${method} method takes`] as const)
  })
  const option = (field: string) => `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  const message = faults.map(([field, wrong]) => `${option(field)}: ${wrong}`).join('; ')
  throw new AppError('invalid-input', message, Object.fromEntries(faults))
}

export const aggregateCommand = () =>
  new Command('aggregate')
    .description("Turn a project's votes into scores and labels, as a new run. All or nothing.")
    .requiredOption('--project <slug>', 'the project')
    .addOption(
      new Option('--method <name>', 'calibrated weighs raters by their golden answers, majority takes the mean vote')
        .choices(['calibrated', 'majority'])
        .default('calibrated'),
    )
    .addOption(
      new Option('--preset <name>', 'parameters to start from: real gives the published labels').choices(['real']),
    )
    .option('--threshold <score>', 'keep labels at this score and above (0.5; real: 0.8)', number)
    .option('--maybe-weight <weight>', 'majority: what a maybe counts between no and yes (0.5)', number)
    .option(
      '--minimum-yes <count>',
      'calibrated: experts who must say yes, or majority (majority; real: 3)',
      numberOr('majority'),
    )
    .option(
      '--prior <probability>',
      'calibrated: share of labels that hold before any vote, or golden (golden)',
      numberOr('golden'),
    )
    .option('--smoothing <count>', 'calibrated: added to every count of answers (1)', number)
    .option(
      '--original-label <classes>',
      'calibrated: the original label votes too, on classes FIRST-LAST[:MINIMUM-YES], or none (none; real: 0-397:2)',
      originalLabel,
    )
    .option('--json', 'print the outcome as JSON')
    .action(async (options: Options) => {
      const request = requestOf(options)
      await runCommand(options, async ({ actor, projectRoot, onProgress, signal }) => {
        const { runAggregation } = await import('@/lib/services/run-aggregation')
        const { computeInThread } = await import('@/lib/jobs/threaded-compute')
        const input = { slug: options.project, projectRoot, ...request }
        const run = await runAggregation(actor, input, { compute: computeInThread, onProgress, signal })
        const count = (value: number) => value.toLocaleString('en')
        const text = `Run ${run.runId} of “${options.project}” (${run.method}): ${count(run.voteCount)} votes on ${count(run.candidateCount)} candidates give ${count(run.labelCount)} labels on ${count(run.imageCount)} images; ${count(run.changedImageCount)} images changed.`
        return { text, json: { project: options.project, ...run } }
      })
    })
