import path from 'node:path'
import { AppError } from '@/lib/errors'
import { renamedWords } from '@/lib/wording/data'
import { type ProjectOptions, projectCommand, runCommand, timed } from '../../run-command'
import { count } from '../numbers'

export const classesCommand = () =>
  projectCommand(
    'classes',
    'Import classes: those of ImageNet-1k with names, descriptions and hierarchy from WordNet, or those of a file (CSV or a JSON list; names, index, id, gloss, note, links, parents, aliases, examples, labelable). All or nothing.',
  )
    .option('--imagenet', 'the 1,000 classes of ImageNet-1k')
    .option('--file <file>', 'the classes, one per line or element')
    .action(
      async ({ project: slug, imagenet = false, file }: ProjectOptions & { imagenet?: boolean; file?: string }) => {
        if (imagenet === (file !== undefined)) throw new AppError('invalid-input', 'Give either --imagenet or --file.')
        await runCommand(async ({ actor, projectRoot, onProgress, signal }) => {
          const { importClasses } = await import('@/lib/services/data/import-parts')
          const source =
            file === undefined
              ? ({ kind: 'imagenet-1k' } as const)
              : ({ kind: 'file', path: path.resolve(file) } as const)
          const { made, seconds } = await timed(
            importClasses(actor, { slug, source, projectRoot }, { onProgress, signal }),
          )
          const text = `${made.isReplaced ? 'Replaced the classes of' : 'Added classes to'} “${slug}” in ${seconds.toFixed(1)} s: ${count(made.classes)} that can be labels, ${count(made.innerNodes, 'inner node')}, ${count(made.parents, 'parent')}, ${count(made.links, 'link')}, ${count(made.examples, 'example image')}.`
          return { text: [text, renamedWords(made.renamed)], json: { project: slug, ...made, seconds } }
        })
      },
    )
