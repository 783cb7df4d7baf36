import path from 'node:path'
import { projectCommand, runCommand, timed } from '../../run-command'
import { count } from '../numbers'
import { type AnswerOptions, absentOption, proposeMapping, readingOf, withMappingOptions } from './answer-options'

interface Options extends AnswerOptions {
  batch?: string
  again?: boolean
}

export const votesCommand = () =>
  withMappingOptions(
    projectCommand(
      'votes',
      'Import votes from elsewhere into a project that has their images and classes: our own votes.csv, votes.parquet and raters.npz, other CSV or JSON Lines (image, rater, class, answer, time), Label Studio JSON, CVAT for images 1.1, COCO, or a list of images and classes. Everyone who answered becomes a rater without an account. All or nothing.',
    ).requiredOption('--file <path>', 'the votes'),
  )
    .addOption(absentOption())
    .option('--rater <name>', 'who answered, for files that do not say (default: the file name)')
    .option('--batch <name>', 'name of the batch that holds the votes (default: the file name)')
    .option('--again', 'import a file that was imported before, or exported from the project, with new raters')
    .action(async (options: Options) => {
      const reading = await readingOf(options)
      await runCommand(async (context) => {
        if (options.writeMapping !== undefined) return proposeMapping(context, options, reading, options.writeMapping)
        const { actor, onProgress, signal } = context
        const { importVotes } = await import('@/lib/services/data/votes/import-votes')
        const { project: slug, batch: batchName, again } = options
        const input = { slug, path: path.resolve(options.file), reading, batchName, again }
        const { made, seconds } = await timed(importVotes(actor, input, { onProgress, signal }))
        const text = `Imported ${count(made.votes, 'vote')} of ${count(made.raters, 'rater')} on ${count(made.candidates, 'candidate')} into “${slug}” in ${seconds.toFixed(1)} s, as batch ${made.batchId} with ${count(made.tasks, 'task')}. New: ${count(made.newCandidates, 'candidate')} and ${count(made.newRaters, 'rater')}. Left out: ${count(made.leftOut, 'answer')}.`
        return { text, json: { project: slug, ...made, seconds } }
      })
    })
