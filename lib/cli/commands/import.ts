import path from 'node:path'
import { Command } from 'commander'
import { runCommand } from '../run-command'

interface Options {
  project: string
  name?: string
  data: string
  originalLabels: string
  json?: boolean
}

const count = (value: number) => value.toLocaleString('en')

function realVotesCommand(): Command {
  return new Command('real-votes')
    .description(
      "Make a project of the released votes on ImageNet's validation images: raters.npz, golden.npz and raters_golden.npz. All or nothing.",
    )
    .requiredOption('--project <slug>', 'the project to make, as it stands in addresses')
    .requiredOption('--data <folder>', 'where the three files are')
    .requiredOption('--original-labels <file>', 'JSON list with the class index of each of the 50,000 images')
    .option('--name <name>', 'the name people see (default: the slug)')
    .option('--json', 'print the outcome as JSON')
    .action(async (options: Options) => {
      await runCommand(options, async ({ actor, projectRoot, onProgress, signal }) => {
        const { importRealVotes } = await import('@/lib/services/import-real-votes')
        const startedAt = performance.now()
        const input = {
          slug: options.project,
          name: options.name,
          dataDir: path.resolve(options.data),
          originalLabelsPath: path.resolve(options.originalLabels),
          projectRoot,
        }
        const made = await importRealVotes(actor, input, { onProgress, signal })
        const seconds = (performance.now() - startedAt) / 1000
        const text = `Made the project “${made.slug}” in ${seconds.toFixed(1)} s: ${count(made.images)} images, ${count(made.candidates)} candidates, ${count(made.tasks)} tasks, ${count(made.votes)} votes of ${made.raters} raters, ${count(made.expertAnswers + made.raterAnswers)} golden answers.`
        return { text, json: { ...made, seconds } }
      })
    })
}

interface PredictionOptions {
  project: string
  model: string
  file: string
  replace?: boolean
  json?: boolean
}

function predictionsCommand(): Command {
  return new Command('predictions')
    .description(
      "Add a model's predictions to a project: a JSON list with the top-1 class index of each image by position, or JSON lines with file and top5 (label and probability or logit). All or nothing.",
    )
    .requiredOption('--project <slug>', 'the project')
    .requiredOption('--model <name>', 'what the model is called in the project')
    .requiredOption('--file <file>', 'the predictions, one entry for every image')
    .option('--replace', 'put them in the place of a model of that name')
    .option('--json', 'print the outcome as JSON')
    .action(async (options: PredictionOptions) => {
      await runCommand(options, async ({ actor, onProgress, signal }) => {
        const { importPredictions } = await import('@/lib/services/import-predictions')
        const startedAt = performance.now()
        const { project: slug, model, replace } = options
        const input = {
          slug,
          model,
          path: path.resolve(options.file),
          mode: replace ? ('replace' as const) : ('new' as const),
        }
        const made = await importPredictions(actor, input, { onProgress, signal })
        const seconds = (performance.now() - startedAt) / 1000
        const text = `${made.isReplaced ? 'Replaced' : 'Added'} the model “${made.model}” of “${slug}” in ${seconds.toFixed(1)} s: ${count(made.predictions)} predictions for ${count(made.images)} images, among them ${count(made.proposedCandidates)} candidates.`
        return { text, json: { project: slug, ...made, seconds } }
      })
    })
}

export const importCommand = () =>
  new Command('import')
    .description('Bring data of others into a project.')
    .addCommand(realVotesCommand())
    .addCommand(predictionsCommand())
