import { Command, InvalidArgumentError, Option } from 'commander'
import { fileMethods } from '@/lib/aggregation/registry'
import type { AggregateFileInput, AggregateFileResult } from '@/lib/contracts/runs/aggregate-file'
import { type Lines, runWithoutDatabase } from '../run-command'
import { count } from './numbers'

function seedOf(text: string): number {
  if (!/^\d{1,10}$/.test(text) || Number(text) > 0xffffffff) {
    throw new InvalidArgumentError('Give a whole number from 0 to 4294967295.')
  }
  return Number(text)
}
const decimals = (value: number, digits: number) => value.toLocaleString('en', { maximumFractionDigits: digits })

function labelsText(labels: string[]): string {
  const shown = labels.slice(0, 12).join(', ')
  return labels.length > 12 ? `${shown} and ${count(labels.length - 12)} more` : shown
}

function accuracyText(result: AggregateFileResult): string[] {
  const { accuracy } = result
  if (!accuracy) return []
  const { value, rightTasks, measuredTasks, tasksWithoutVotes, tasksWithUnvotedLabel } = accuracy
  const lines = [
    value === null
      ? 'Accuracy not available: no task with votes has a known label.'
      : `Accuracy ${decimals(value, 4)}: ${count(rightTasks)} of ${count(measuredTasks, 'task')} with a known label; a tie goes to the first label.`,
  ]
  if (tasksWithoutVotes > 0) lines.push(`Ignored: ${count(tasksWithoutVotes, 'known label')} of tasks without votes.`)
  if (tasksWithUnvotedLabel > 0)
    lines.push(`Counted as wrong: ${count(tasksWithUnvotedLabel, 'known label')} that nobody voted for.`)
  return lines
}

function textOf(result: AggregateFileResult): Lines {
  const { logLikelihood, logLikelihoodPerVote } = result
  return [
    `${result.method}: ${count(result.votes, 'vote')} of ${count(result.workers, 'worker')} on ${count(result.tasks, 'task')}; labels ${labelsText(result.labels)}.`,
    result.repeatedVotes > 0 &&
      `Warning: ${count(result.repeatedVotes, 'vote')} of a worker who had already voted on the task also counted. Remove them if each worker should vote once.`,
    result.goldenLabels > 0 && `Kept the golden label of ${count(result.goldenLabels, 'task')}.`,
    `${count(result.iterations, 'iteration')} in ${decimals(result.seconds, 3)} s, after ${decimals(result.readSeconds, 3)} s of reading. ${result.hasConverged ? 'Converged' : 'Not converged'}: ${result.stopReason}`,
    logLikelihood === null || logLikelihoodPerVote === null
      ? 'No log-likelihood: this method has no model.'
      : `Log-likelihood ${decimals(logLikelihood, 4)}, which is ${decimals(logLikelihoodPerVote, 6)} per vote.`,
    ...accuracyText(result),
    ...result.failedChecks.map(({ sentence }) => `Warning: ${sentence}`),
    result.out !== null && `Wrote ${result.out}.`,
  ]
}

export const aggregateFileCommand = () =>
  new Command('aggregate-file')
    .description('Aggregate a CSV file of votes into one label per task, without a project or database.')
    .addOption(
      new Option('--method <name>', 'aggregation method; the labels in the file are the classes')
        .choices(Object.keys(fileMethods))
        .makeOptionMandatory(),
    )
    .requiredOption(
      '--votes <file>',
      'CSV with the columns task, worker, label; others are ignored, and repeated votes count',
    )
    .option('--truth <file>', 'CSV with the columns task, label: measures accuracy, never used to fit')
    .option('--golden <file>', 'CSV with the columns task, label: labels that semi-supervised holds fixed')
    .option('--out <file>', 'write task, label and its probability as CSV; the file appears when it is complete')
    .option(
      '--seed <number>',
      'for the random starts of mace and ebcc; the same seed gives the same result (1)',
      seedOf,
    )
    .action(async (input: AggregateFileInput) => {
      await runWithoutDatabase(async () => {
        const { aggregateFile } = await import('@/lib/services/runs/aggregate-file')
        const result = await aggregateFile(input)
        return { text: textOf(result), json: { ...result } }
      })
    })
