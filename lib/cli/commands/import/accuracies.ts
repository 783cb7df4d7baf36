import path from 'node:path'
import { Command } from 'commander'
import { runCommand } from '../../run-command'

interface Options {
  project: string
  file: string
  source: string
  json?: boolean
}

export const accuraciesCommand = () =>
  new Command('accuracies')
    .description(
      'Add published accuracies of models beside the project’s own: CSV with model, original, reassessed (or real), as percentages or fractions. A source with the same name is replaced. All or nothing.',
    )
    .requiredOption('--project <slug>', 'the project')
    .requiredOption('--file <file>', 'CSV file of accuracies')
    .requiredOption('--source <name>', 'name of the table in the project')
    .option('--json', 'print the outcome as JSON')
    .action(async (options: Options) => {
      await runCommand(options, async ({ actor, signal }) => {
        const { importAccuracies } = await import('@/lib/services/data/import-parts')
        const { project: slug, source: name, file } = options
        const made = await importAccuracies(actor, { slug, path: path.resolve(file), name }, { signal })
        const text = `${made.isReplaced ? 'Replaced' : 'Added'} the accuracies of ${made.models.toLocaleString('en')} models as “${made.source}” of “${slug}”.`
        return { text, json: { project: slug, ...made } }
      })
    })
