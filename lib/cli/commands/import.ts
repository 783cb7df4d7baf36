import path from 'node:path'
import { Command } from 'commander'
import { englishNameOf } from '@/lib/domain/accounts/project-language'
import { AppError } from '@/lib/errors'
import { renamedWords } from '@/lib/wording/data'
import { type ProjectOptions, projectCommand, runCommand, timed } from '../run-command'
import { labelsCommand, votesCommand } from './import/answers'
import { folderCommand } from './import/folder'
import { imagesCommand } from './import/images'
import { predictionsCommand } from './import/predictions'
import { realVotesCommand } from './import/real-votes'
import { textCommand } from './import/text'
import { count } from './numbers'

const accuraciesCommand = () =>
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

const candidatesCommand = () =>
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

const classesCommand = () =>
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

const translationsCommand = () =>
  projectCommand(
    'translations',
    'Import names, glosses and notes of classes in further languages: CSV with columns such as name_de, aliases_de, gloss_de, note_de, or with a column language; or the JSON list that classes are exported as. Classes are named by id, index or name. Blank cells change nothing. All or nothing.',
  )
    .requiredOption('--file <path>', 'the file')
    .option('--check', 'only check the file and report what it would change')
    .action(async ({ project: slug, file, check = false }: ProjectOptions & { file: string; check?: boolean }) => {
      await runCommand(async ({ actor }) => {
        const { importTranslations } = await import('@/lib/services/classes/import-translations')
        const { made, seconds } = await timed(
          importTranslations(actor, { slug, path: path.resolve(file), isPreview: check }),
        )
        const lines = made.languages.map(
          ({ language, added, changed, same, names, glosses }) =>
            `${englishNameOf(language)} (${language}): ${count(added)} new, ${count(changed)} changed, ${count(same)} as before; then ${count(names)} of ${count(made.classes, 'name')} and ${count(glosses, 'gloss', 'glosses')}.`,
        )
        const head = check
          ? 'The file is correct. Nothing was imported.'
          : `Imported into “${slug}” in ${seconds.toFixed(1)} s.`
        return { text: [head, ...lines], json: { project: slug, ...made, seconds } }
      })
    })

export const importCommand = () =>
  new Command('import')
    .description('Import data into a project.')
    .addCommand(accuraciesCommand())
    .addCommand(candidatesCommand())
    .addCommand(classesCommand())
    .addCommand(folderCommand())
    .addCommand(imagesCommand())
    .addCommand(labelsCommand())
    .addCommand(predictionsCommand())
    .addCommand(realVotesCommand())
    .addCommand(textCommand())
    .addCommand(translationsCommand())
    .addCommand(votesCommand())
