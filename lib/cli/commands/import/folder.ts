import path from 'node:path'
import type { ImportedFolder } from '@/lib/contracts/data/imported'
import { undecidedModels } from '@/lib/domain/data/folder-plan'
import type { KnownData } from '@/lib/domain/data/folder-proposal'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { ignoredWords, renamedWords, repeatedWords } from '@/lib/wording/data'
import { type Lines, projectCommand, runCommand } from '../../run-command'
import { count } from '../numbers'
import { knownModeOf } from './predictions'

interface Options {
  project: string
  folder: string
  new?: boolean
  name?: string
  imagenet?: boolean
  folderClasses?: boolean
  partial?: boolean
  replace?: boolean
  add?: boolean
  skipUnreadable?: boolean
}

async function knownData(actor: Actor, slug: string, isNew: boolean): Promise<KnownData> {
  if (isNew) return { imageCount: 0, classCount: 0, models: [] }
  const { readKnownData } = await import('@/lib/services/data/project-data')
  return readKnownData(actor, slug)
}

function outcomeText(slug: string, made: ImportedFolder, seconds: number): Lines {
  const { images, classes, labels, candidates, predictions, ignored } = made
  const labelled = (images?.labelled ?? 0) + (labels?.changed ?? 0)
  const parts = [
    images && count(images.added, 'image'),
    images && images.leftOut > 0 && `${count(images.leftOut, 'unreadable image')} left out`,
    classes && count(classes.classes, 'class', 'classes'),
    labelled > 0 && count(labelled, 'original label'),
    candidates && `${count(candidates.candidates, 'candidate')} for ${count(candidates.images, 'image')}`,
    predictions.length > 0 &&
      `${count(predictions.length, 'model')} with ${count(
        predictions.reduce((sum, one) => sum + one.predictions, 0),
        'prediction',
      )}`,
  ].filter(Boolean)
  const unused = ignored.length > 0 ? { count: ignored.length, names: ignored.slice(0, 5) } : (images?.ignored ?? null)
  const imported = `Imported into “${slug}” in ${seconds.toFixed(1)} s: ${parts.join(', ')}.`
  return [
    imported,
    renamedWords(classes?.renamed ?? null),
    repeatedWords(images?.repeated ?? null),
    ignoredWords(unused),
  ]
}

export const folderCommand = () =>
  projectCommand(
    'folder',
    'Import everything in a folder at once: images (with a manifest, or in one folder per class), classes, original labels and model predictions (one file per model, named after it). Files are recognized by name and content. All or nothing.',
  )
    .requiredOption('--folder <folder>', 'the folder')
    .option('--new', 'create the project; it is removed if the import fails')
    .option('--name <name>', 'display name of a new project (default: the slug)')
    .option('--imagenet', 'use the ImageNet-1k classes (default: when the files look like it)')
    .option(
      '--folder-classes',
      'create the classes from the names of the folders (default: when the images are plainly in one folder per class)',
    )
    .option('--partial', 'allow predictions that omit images')
    .option('--replace', 'replace the predictions of models that the project has')
    .option('--add', 'add to models that the project has, only images without predictions')
    .option('--skip-unreadable', 'leave out images that cannot be read, instead of refusing the import')
    .action(async (options: Options) => {
      await runCommand(async ({ actor, projectRoot, onProgress, signal }) => {
        const { describeFolder } = await import('@/lib/services/data/describe-folder')
        const { importFolder } = await import('@/lib/services/data/import-folder')
        const startedAt = performance.now()
        const {
          project: slug,
          imagenet: takesImagenet,
          folderClasses: takesFolderClasses,
          partial: isPartial,
        } = options
        if (takesImagenet && takesFolderClasses)
          throw new AppError('invalid-input', 'Use either --imagenet or --folder-classes, not both.')
        const known = await knownData(actor, slug, options.new === true)
        const described = await describeFolder(path.resolve(options.folder), known, {
          takesImagenet,
          takesFolderClasses,
          isPartial,
          knownMode: knownModeOf(options),
        })
        const { files, plan, ignored, problems } = described
        if (undecidedModels(plan.predictions, known).length > 0)
          problems.push('Use --replace or --add to say what happens to models that the project has.')
        if (problems.length > 0) throw new AppError('invalid-input', problems.join('\n'))
        const newProject = options.new ? { name: options.name ?? slug } : undefined
        const skipsUnreadable = options.skipUnreadable === true
        const input = { slug, files, plan: { ...plan, skipsUnreadable }, ignored, projectRoot, newProject }
        const made = await importFolder(actor, input, { onProgress, signal })
        const seconds = (performance.now() - startedAt) / 1000
        return { text: outcomeText(slug, made, seconds), json: { project: slug, ...made, seconds } }
      })
    })
