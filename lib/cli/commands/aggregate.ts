import { InvalidArgumentError, Option } from 'commander'
import {
  type AggregateInput,
  type AggregateResult,
  aggregateInput,
  type ThresholdRule,
} from '@/lib/contracts/runs/aggregation'
import { defaultMethod, methodNames, methodParameters } from '@/lib/contracts/runs/method-parameters'
import type { Actor } from '@/lib/domain/permissions'
import { checkTitles, raterList } from '@/lib/domain/runs/run-checks'
import { thresholdText } from '@/lib/domain/runs/threshold-text'
import { AppError } from '@/lib/errors'
import { promiseSentence } from '@/lib/wording/runs'
import { checkedOptions } from '../checked-options'
import { type Lines, projectCommand, runCommand } from '../run-command'
import { count, number, numberOr } from './numbers'

interface Options {
  project: string
  method?: string
  preset?: string
  threshold?: ThresholdRule
  confidence?: number
  replicates: number
  seed: number
  parameter?: Record<string, unknown>
  maybeWeight?: number
  minimumYes?: number | string
  prior?: number | string
  smoothing?: number
  originalLabel?: unknown
  leaveOut?: number[] | 'named'
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
  const [, kind, value] = /^(precision|recall|probability)>=(.+)$/.exec(text) ?? []
  if (kind === 'probability') return { kind, value: number(value!) }
  if (kind === 'precision' || kind === 'recall')
    return { kind: `minimum-${kind}`, value: number(value!), confidence: 0.95 }
  if (text.trim() === '' || Number.isNaN(Number(text)))
    throw new InvalidArgumentError(
      'Give a score such as 0.5, or probability>=0.5, precision>=0.9, recall>=0.9 or maximum-f1.',
    )
  return { kind: 'threshold', value: Number(text) }
}

function ratersToLeaveOut(text: string): number[] | 'named' {
  if (text === 'named') return text
  if (!/^\d+(,\d+)*$/.test(text)) throw new InvalidArgumentError('Give rater numbers as in 3,7,12, or named.')
  return text.split(',').map(Number)
}

/** Adds one NAME=VALUE, where the value is a number, true, false or a word. */
function parameter(text: string, known?: Record<string, unknown>) {
  const [, name, value] = /^([A-Za-z0-9]+)=(.+)$/.exec(text) ?? []
  if (name === undefined) throw new InvalidArgumentError('Give NAME=VALUE, as in raterPooling=4.')
  const words: Record<string, unknown> = { true: true, false: false }
  return { ...known, [name]: words[value!] ?? (Number.isNaN(Number(value)) ? value : Number(value)) }
}

function unknownParameter(method: string | undefined): string {
  const known = methodNames.find((name) => name === method)
  if (!known) return 'is not a parameter of this method'
  return `is not a parameter of the ${known} method, which has ${Object.keys(methodParameters[known].shape).join(', ')}`
}

function requestOf(options: Options): AggregateInput {
  const { project: _project, leaveOut: _leaveOut, method, preset, threshold, ...rest } = options
  const { confidence, replicates, seed, parameter, ...named } = rest
  const hasConfidence = threshold && 'confidence' in threshold
  if (confidence !== undefined && !hasConfidence)
    throw new AppError('invalid-input', '--confidence belongs to --threshold "precision>=…" or "recall>=…".')
  const given = {
    method,
    ...(preset !== undefined && { preset }),
    parameters: { ...parameter, ...named },
    ...(threshold && { threshold: { ...threshold, ...(confidence !== undefined && { confidence }) } }),
    ...(replicates !== 0 && { bootstrap: { replicates, seed } }),
  }
  const names = Object.fromEntries(
    Object.keys(parameter ?? {}).map((name) => [`parameters.${name}`, `parameter ${name}`]),
  )
  return checkedOptions(aggregateInput, given, {
    unknown: unknownParameter(method),
    names: { ...names, 'threshold.confidence': 'confidence' },
  })
}

async function excludeRaters(actor: Actor, { project: slug, leaveOut: wanted }: Options): Promise<number[]> {
  if (wanted === undefined) return []
  const { findNamedRaters } = await import('@/lib/services/runs/read-run')
  const { actOnRaters } = await import('@/lib/services/raters/rater-state')
  const raterIds = wanted === 'named' ? await findNamedRaters(actor, slug) : wanted
  if (raterIds.length === 0)
    throw new AppError('conflict', 'The latest run names no rater whose votes still count. Give rater numbers instead.')
  await actOnRaters(actor, { slug, act: 'exclude', raterIds })
  return raterIds
}

function textOf(project: string, run: AggregateResult, excluded: readonly number[]): Lines {
  return [
    excluded.length > 0 && `Excluded ${excluded.length === 1 ? 'rater' : 'raters'} ${raterList(excluded)}.`,
    `Run ${run.runId} of “${project}” (${run.method}): ${count(run.candidateCount, 'candidate')} scored from ${count(run.voteCount, 'vote')}; ${count(run.labelCount, 'label')} on ${count(run.labelledImageCount, 'image')} at ${thresholdText(run.threshold)}; ${count(run.changedImageCount, 'image')} changed.`,
    `${count(run.iterations, 'iteration')} in ${(run.computeMs / 1_000).toFixed(2)} s. ${run.stopReason}`,
    run.averagePrecision !== null &&
      `Average precision on golden candidates, without their own answers: ${run.averagePrecision.toFixed(4)}.`,
    run.thresholdProbability !== null &&
      `The threshold of ${thresholdText(run.threshold)} is a calibrated score of ${run.thresholdProbability.toFixed(3)}.`,
    run.promise && promiseSentence(run.promise),
    ...run.failedChecks.map(({ id, sentence }) => `Warning (${checkTitles[id]}): ${sentence}`),
    run.failedChecks.length > 0 &&
      `Run ${run.runId} is not used by exports, releases and scores of models until an admin confirms it: on its page, or with --accept-warnings of export, release publish or score-model.`,
  ]
}

export const aggregateCommand = () =>
  projectCommand('aggregate', "Turn a project's votes into scores and labels, as a new run. All or nothing.")
    .option('--method <name>', `one of ${methodNames.join(', ')} (reassess; with --preset: calibrated)`)
    .addOption(
      new Option('--preset <name>', 'parameters to start from: real gives the published labels').choices(['real']),
    )
    .option(
      '--threshold <rule>',
      'keep labels at this score and above, or probability>=0.5 (calibrated score), or a rule judged on golden answers: precision>=0.9, recall>=0.9, maximum-f1 (probability>=0.5, or 0.5 with too few golden answers; real: 0.8)',
      threshold,
    )
    .option(
      '--confidence <share>',
      'how sure precision>= or recall>= is to hold on images like the golden ones (0.95)',
      number,
    )
    .option('--replicates <count>', 'bootstrap samples for an interval of each score (0: none)', number, 0)
    .option('--seed <number>', 'for the bootstrap samples', number, 1)
    .option('--parameter <name=value>', 'a parameter of the method; can be repeated', parameter)
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
    .option(
      '--leave-out <raters>',
      'first exclude these raters, as in 3,7,12; named: those whom the checks of the latest run name',
      ratersToLeaveOut,
    )
    .action(async (options: Options) => {
      const method = options.method ?? (options.preset === undefined ? defaultMethod : 'calibrated')
      const request = requestOf({ ...options, method })
      await runCommand(async ({ actor, projectRoot, onProgress, signal }) => {
        const { runAggregation } = await import('@/lib/services/runs/run-aggregation')
        const { computeInThreads } = await import('@/lib/jobs/compute-in-threads')
        const excluded = await excludeRaters(actor, options)
        const input = { slug: options.project, projectRoot, ...request }
        const run = await runAggregation(actor, input, { compute: computeInThreads('aggregation'), onProgress, signal })
        const text = textOf(options.project, run, excluded)
        return { text, json: { project: options.project, excluded, ...run } }
      })
    })
