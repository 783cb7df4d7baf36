import path from 'node:path'
import { Command } from 'commander'
import { runCommand } from '../../run-command'
import { count } from '../numbers'

interface Options {
  project: string
  file: string
  json?: boolean
}

export const candidatesCommand = () =>
  new Command('candidates')
    .description(
      'Import which classes each image is to be asked about: CSV (image, class), a line for each pair. It replaces an earlier list. Then plan or launch with --ask list. All or nothing.',
    )
    .requiredOption('--project <slug>', 'the project')
    .requiredOption('--file <path>', 'the file')
    .option('--json', 'print the outcome as JSON')
    .action(async (options: Options) => {
      await runCommand(options, async ({ actor, onProgress, signal }) => {
        const { importCandidates } = await import('@/lib/services/data/import-parts')
        const { project: slug } = options
        const made = await importCandidates(actor, { slug, path: path.resolve(options.file) }, { onProgress, signal })
        const text = `“${slug}” now has a list of ${count(made.candidates)} candidates for ${count(made.images)} images. Ask about it: npx reassess launch --project ${slug} --ask list`
        return { text, json: { project: slug, ...made } }
      })
    })
