import path from 'node:path'
import { projectCommand, runCommand } from '../../run-command'
import { count } from '../numbers'

interface Options {
  project: string
  file: string
}

export const candidatesCommand = () =>
  projectCommand(
    'candidates',
    'Import which classes each image is to be asked about: CSV (image, class), a line for each pair. It replaces an earlier list. Then plan or launch with --ask list. All or nothing.',
  )
    .requiredOption('--file <path>', 'the file')
    .action(async (options: Options) => {
      await runCommand(async ({ actor, onProgress, signal }) => {
        const { importCandidates } = await import('@/lib/services/data/import-parts')
        const { project: slug } = options
        const made = await importCandidates(actor, { slug, path: path.resolve(options.file) }, { onProgress, signal })
        const text = `“${slug}” now has a list of ${count(made.candidates, 'candidate')} for ${count(made.images, 'image')}. Ask about it: npx reassess launch --project ${slug} --ask list`
        return { text, json: { project: slug, ...made } }
      })
    })
