import path from 'node:path'
import { Command } from 'commander'
import { runCommand } from '../../run-command'

interface Options {
  project: string
  file: string
  json?: boolean
}

const count = (value: number) => value.toLocaleString('en')

export const labelsCommand = () =>
  new Command('labels')
    .description(
      'Import the original labels of images: CSV (file, label), JSON Lines or a JSON list of {file, label}, a JSON list of class indices by position, or one folder per class. All or nothing.',
    )
    .requiredOption('--project <slug>', 'the project')
    .requiredOption('--file <path>', 'the file, or the folder that contains one folder per class')
    .option('--json', 'print the outcome as JSON')
    .action(async (options: Options) => {
      await runCommand(options, async ({ actor, onProgress, signal }) => {
        const { importLabels } = await import('@/lib/services/data/import-labels')
        const startedAt = performance.now()
        const { project: slug } = options
        const made = await importLabels(actor, { slug, path: path.resolve(options.file) }, { onProgress, signal })
        const seconds = (performance.now() - startedAt) / 1000
        const text = `Set the original labels of ${count(made.images)} images of “${slug}” in ${seconds.toFixed(1)} s: ${count(made.changed)} changed, ${count(made.withoutLabel)} of the project without a label.`
        return { text, json: { project: slug, ...made, seconds } }
      })
    })
