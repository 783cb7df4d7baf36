import path from 'node:path'
import { type ProjectOptions, projectCommand, runCommand } from '../../run-command'
import { count } from '../numbers'

export const candidatesCommand = () =>
  projectCommand(
    'candidates',
    'Import which classes each image is to be asked about: CSV (image, class), a line for each pair. It replaces an earlier list. Then plan or launch with --ask list. All or nothing.',
  )
    .requiredOption('--file <path>', 'the file')
    .action(async ({ project: slug, file }: ProjectOptions & { file: string }) => {
      await runCommand(async ({ actor, onProgress, signal }) => {
        const { importCandidates } = await import('@/lib/services/data/import-parts')
        const made = await importCandidates(actor, { slug, path: path.resolve(file) }, { onProgress, signal })
        const text = `“${slug}” now has a list of ${count(made.candidates, 'candidate')} for ${count(made.images, 'image')}. Ask about it: npx reassess launch --project ${slug} --ask list`
        return { text, json: { project: slug, ...made } }
      })
    })
