import path from 'node:path'
import { Command } from 'commander'
import { runCommand } from '../../run-command'
import { count } from '../numbers'
import { type AnswerOptions, absentOption, proposeMapping, readingOf, withMappingOptions } from './answer-options'

interface Options extends AnswerOptions {
  batch?: string
  again?: boolean
  json?: boolean
}

export const votesCommand = () =>
  withMappingOptions(
    new Command('votes')
      .description(
        'Import votes from elsewhere into a project that has their images and classes: our own votes.csv, votes.parquet and raters.npz, other CSV or JSON Lines (image, rater, class, answer, time), Label Studio JSON, CVAT for images 1.1, COCO, or a list of images and classes. Everyone who answered becomes a rater without an account. All or nothing.',
      )
      .requiredOption('--project <slug>', 'the project')
      .requiredOption('--file <path>', 'the votes'),
  )
    .addOption(absentOption())
    .option('--rater <name>', 'who answered, for files that do not say (default: the file name)')
    .option('--batch <name>', 'name of the batch that holds the votes (default: the file name)')
    .option('--again', 'import a file that was imported before, with new raters')
    .option('--json', 'print the outcome as JSON')
    .action(async (options: Options) => {
      const reading = await readingOf(options)
      await runCommand(options, async (context) => {
        if (options.writeMapping !== undefined) return proposeMapping(context, options, reading, options.writeMapping)
        const { actor, onProgress, signal } = context
        const { importVotes } = await import('@/lib/services/data/votes/import-votes')
        const startedAt = performance.now()
        const { project: slug, batch: batchName, again } = options
        const input = { slug, path: path.resolve(options.file), reading, batchName, again }
        const made = await importVotes(actor, input, { onProgress, signal })
        const seconds = (performance.now() - startedAt) / 1000
        const text = `Imported ${count(made.votes)} votes of ${count(made.raters)} raters on ${count(made.candidates)} candidates into “${slug}” in ${seconds.toFixed(1)} s, as batch ${made.batchId} with ${count(made.tasks)} tasks. ${count(made.newCandidates)} candidates and ${count(made.newRaters)} raters are new; ${count(made.leftOut)} answers were left out.`
        return { text, json: { project: slug, ...made, seconds } }
      })
    })
