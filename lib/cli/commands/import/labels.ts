import path from 'node:path'
import { type CommandContext, projectCommand, runCommand, timed } from '../../run-command'
import { count } from '../numbers'
import { type AnswerOptions, proposeMapping, readingOf, withMappingOptions } from './answer-options'

interface Options extends AnswerOptions {
  study?: string
  again?: boolean
}

/** Whether to read the file as another tool's format, with names resolved by a mapping. */
const hasAnswerOptions = ({ format, mapping, writeMapping, leaveOutUnknownImages }: Options) =>
  format !== undefined || mapping !== undefined || writeMapping !== undefined || leaveOutUnknownImages === true

async function importOriginalLabels({ actor, onProgress, signal }: CommandContext, options: Options) {
  const { importLabels } = await import('@/lib/services/data/import-parts')
  const { project: slug } = options
  const reading = hasAnswerOptions(options) ? await readingOf(options) : undefined
  const { made, seconds } = await timed(
    importLabels(actor, { slug, path: path.resolve(options.file), reading }, { onProgress, signal }),
  )
  const text = `Set the original labels of ${count(made.images, 'image')} of “${slug}” in ${seconds.toFixed(1)} s: ${count(made.changed)} changed; ${count(made.withoutLabel, 'image')} of the project without a label.`
  return { text, json: { project: slug, ...made, seconds } }
}

async function importStudy({ actor, onProgress, signal }: CommandContext, options: Options, name: string) {
  const { importLabelSet } = await import('@/lib/services/data/votes/import-votes')
  const { project: slug, again } = options
  const input = { slug, path: path.resolve(options.file), reading: await readingOf(options), name, again }
  const { made, seconds } = await timed(importLabelSet(actor, input, { onProgress, signal }))
  const text = `Imported “${name}” into “${slug}” in ${seconds.toFixed(1)} s: ${count(made.labels, 'label')} of ${count(made.images, 'image')}. The Models page compares them with your labels.`
  return { text, json: { project: slug, ...made, seconds } }
}

export const labelsCommand = () =>
  withMappingOptions(
    projectCommand(
      'labels',
      'Import the original labels of images: CSV (file, label), JSON Lines or a JSON list of {file, label}, a JSON list of class indices by position, or one folder per class. With --study, import the labels of another study instead, to compare yours with. With --format or --mapping, and with --study, the file may be of any format that “import votes” reads. All or nothing.',
    ).requiredOption('--file <path>', 'the file, or the folder that contains one folder per class'),
  )
    .option('--study <name>', 'name for the labels of another study')
    .option('--again', 'import labels of another study again that were imported before')
    .action(async (options: Options) => {
      await runCommand(async (context) => {
        if (options.writeMapping !== undefined)
          return proposeMapping(context, options, await readingOf(options), options.writeMapping)
        return options.study === undefined
          ? importOriginalLabels(context, options)
          : importStudy(context, options, options.study)
      })
    })
