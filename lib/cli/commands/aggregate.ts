import { Command, InvalidArgumentError, Option } from 'commander'
import { type AggregateInput, aggregateInput, type ThresholdRule } from '@/lib/contracts/runs/aggregation'
import { defaultMethod, methodNames } from '@/lib/contracts/runs/method-parameters'
import { checkedOptions } from '../checked-options'
import { runCommand } from '../run-command'
import { number, numberOr } from './numbers'

interface Options {
  project: string
  method?: string
  preset?: string
  threshold?: ThresholdRule
  replicates: number
  seed: number
  parameter: Record<string, unknown>
  maybeWeight?: number
  minimumYes?: number | string
  prior?: number | string
  smoothing?: number
  originalLabel?: unknown
  json?: boolean
}

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

function threshold(text: string): ThresholdRule {
  if (text === 'maximum-f1') return { kind: 'maximum-f1' }
  const [, kind, value] = /^(precision|recall)>=(.+)$/.exec(text) ?? []
  if (kind === 'precision' || kind === 'recall') return { kind: `minimum-${kind}`, value: number(value!) }
  return { kind: 'threshold', value: number(text) }
}

/** Adds one NAME=VALUE; the value is a number, true, false or a word. */
function parameter(text: string, known: Record<string, unknown>) {
  const [, name, value] = /^([A-Za-z0-9]+)=(.+)$/.exec(text) ?? []
  if (name === undefined) throw new InvalidArgumentError('Give NAME=VALUE, as in pooling=4.')
  const words: Record<string, unknown> = { true: true, false: false }
  return { ...known, [name]: words[value!] ?? (Number.isNaN(Number(value)) ? value : Number(value)) }
}

/** The request that the options stand for. */
function requestOf(options: Options): AggregateInput {
  const { project: _project, json: _json, method, preset, threshold, replicates, seed, parameter, ...named } = options
  const given = {
    method,
    ...(preset !== undefined && { preset }),
    parameters: { ...parameter, ...named },
    ...(threshold && { threshold }),
    ...(replicates !== 0 && { bootstrap: { replicates, seed } }),
  }
  return checkedOptions(aggregateInput, given, `is not a parameter of the ${method} method`)
}

export const aggregateCommand = () =>
  new Command('aggregate')
    .description("Turn a project's votes into scores and labels, as a new run. All or nothing.")
    .requiredOption('--project <slug>', 'the project')
    .option('--method <name>', `one of ${methodNames.join(', ')} (reassess; with --preset: calibrated)`)
    .addOption(
      new Option('--preset <name>', 'parameters to start from: real gives the published labels').choices(['real']),
    )
    .option(
      '--threshold <rule>',
      'keep labels at this score and above (0.5; real: 0.8), or a rule judged on golden answers: precision>=0.9, recall>=0.9, maximum-f1',
      threshold,
    )
    .option('--replicates <count>', 'bootstrap samples for an interval of each score (0: none)', number, 0)
    .option('--seed <number>', 'for the bootstrap samples', number, 1)
    .option('--parameter <name=value>', 'a parameter of the method; can be repeated', parameter, {})
    .option('--maybe-weight <weight>', 'weight of a maybe between no (0) and yes (1) (0.5)', number)
    .option(
      '--minimum-yes <count>',
      'experts who must say yes for a golden label, or majority (majority; real: 3)',
      numberOr('majority'),
    )
    .option(
      '--prior <probability>',
      'calibrated: prior share of labels that apply, or golden (golden)',
      numberOr('golden'),
    )
    .option('--smoothing <count>', 'calibrated, one-coin: pseudo-count added to each answer count (1)', number)
    .option(
      '--original-label <classes>',
      'calibrated: count the original label as a rater, for classes FIRST-LAST[:MINIMUM-YES], or none (none; real: 0-397:2)',
      originalLabel,
    )
    .option('--json', 'print the outcome as JSON')
    .action(async (options: Options) => {
      const method = options.method ?? (options.preset === undefined ? defaultMethod : 'calibrated')
      const request = requestOf({ ...options, method })
      await runCommand(options, async ({ actor, projectRoot, onProgress, signal }) => {
        const { runAggregation } = await import('@/lib/services/runs/run-aggregation')
        const { computeInThreads } = await import('@/lib/jobs/compute-in-threads')
        const input = { slug: options.project, projectRoot, ...request }
        const run = await runAggregation(actor, input, { compute: computeInThreads('aggregation'), onProgress, signal })
        const count = (value: number) => value.toLocaleString('en')
        const text = [
          `Run ${run.runId} of “${options.project}” (${run.method}): ${count(run.voteCount)} votes on ${count(run.candidateCount)} candidates give ${count(run.labelCount)} labels on ${count(run.imageCount)} images at ${run.threshold}; ${count(run.changedImageCount)} images changed.`,
          `${run.iterations} iterations in ${(run.computeMs / 1_000).toFixed(2)} s. ${run.stopReason}`,
          ...(run.averagePrecision === null
            ? []
            : [
                `Average precision on golden candidates, without their own answers: ${run.averagePrecision.toFixed(4)}.`,
              ]),
          ...run.betterMethods.map(
            (title) =>
              `Warning: “${title}” ranks golden candidates better than this run. See the run’s page before you use its labels.`,
          ),
        ].join('\n')
        return { text, json: { project: options.project, ...run } }
      })
    })
