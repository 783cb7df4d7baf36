import path from 'node:path'
import { Command } from 'commander'
import { runCommand, timed } from '../../run-command'
import { count } from '../numbers'

interface Options {
  project: string
  name?: string
  data: string
  originalLabels: string
}

export const realVotesCommand = () =>
  new Command('real-votes')
    .description(
      "Create a project from the published votes on ImageNet's validation images: raters.npz, golden.npz and raters_golden.npz. All or nothing.",
    )
    .requiredOption('--project <slug>', 'slug of the project to create')
    .requiredOption('--data <folder>', 'where the three files are')
    .requiredOption('--original-labels <file>', 'JSON list with the class index of each of the 50,000 images')
    .option('--name <name>', 'display name (default: the slug)')
    .action(async (options: Options) => {
      await runCommand(async ({ actor, projectRoot, onProgress, signal }) => {
        const { importRealVotes } = await import('@/lib/services/data/import-real-votes')
        const input = {
          slug: options.project,
          name: options.name,
          dataDir: path.resolve(options.data),
          originalLabelsPath: path.resolve(options.originalLabels),
          projectRoot,
        }
        const { made, seconds } = await timed(importRealVotes(actor, input, { onProgress, signal }))
        const text = `Created the project “${made.slug}” in ${seconds.toFixed(1)} s: ${count(made.images, 'image')}, ${count(made.candidates, 'candidate')}, ${count(made.tasks, 'task')}, ${count(made.votes, 'vote')} of ${count(made.raters, 'rater')}, ${count(made.expertAnswers + made.raterAnswers, 'golden answer')}.`
        return { text, json: { ...made, seconds } }
      })
    })
