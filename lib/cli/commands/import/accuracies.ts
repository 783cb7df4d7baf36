import path from 'node:path'
import { type ProjectOptions, projectCommand, runCommand } from '../../run-command'
import { count } from '../numbers'

export const accuraciesCommand = () =>
  projectCommand(
    'accuracies',
    'Add published accuracies of models beside the project’s own: CSV with model, original, reassessed (or real), as percentages or fractions. A source with the same name is replaced. All or nothing.',
  )
    .requiredOption('--file <file>', 'CSV file of accuracies')
    .requiredOption('--source <name>', 'name of the table in the project')
    .action(async ({ project: slug, source: name, file }: ProjectOptions & { file: string; source: string }) => {
      await runCommand(async ({ actor, signal }) => {
        const { importAccuracies } = await import('@/lib/services/data/import-parts')
        const made = await importAccuracies(actor, { slug, path: path.resolve(file), name }, { signal })
        const text = `${made.isReplaced ? 'Replaced' : 'Added'} the accuracies of ${count(made.models, 'model')} as “${made.source}” of “${slug}”.`
        return { text, json: { project: slug, ...made } }
      })
    })
