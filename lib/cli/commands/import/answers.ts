import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Command, Option } from 'commander'
import {
  type AnswerMapping,
  type AnswerReading,
  type AnswerReport,
  answerMapping,
  answerReading,
} from '@/lib/contracts/data/answers'
import { absentClassMeanings, answerFormatKeys } from '@/lib/domain/data/answer-format'
import { AppError } from '@/lib/errors'
import { writeProblem } from '@/lib/file-system'
import { readJsonObject } from '@/lib/formats/json-file'
import { checkedOptions } from '../../checked-options'
import { type CommandContext, type CommandOutcome, projectCommand, runCommand, timed } from '../../run-command'
import { count } from '../numbers'

interface AnswerOptions {
  project: string
  file: string
  format?: string
  mapping?: string
  writeMapping?: string
  absent?: string
  rater?: string
  leaveOutUnknownImages?: boolean
}

const withMappingOptions = (command: Command): Command =>
  command
    .addOption(new Option('--format <format>', 'the format, if it is not recognized').choices(answerFormatKeys))
    .option('--mapping <file>', 'JSON with columns, classes, answers and images: what each name in the file means')
    .option('--write-mapping <file>', 'import nothing; write the proposed mapping, to be filled in')
    .option('--leave-out-unknown-images', 'leave out images that the project does not have')

const absentOption = () =>
  new Option(
    '--absent <meaning>',
    'what a file that names only the classes that apply says about the others: not-asked (nothing, the default), or no (everyone who saw the image said no to the other classes named for it or asked about)',
  ).choices(absentClassMeanings)

async function readingOf(options: AnswerOptions): Promise<AnswerReading> {
  const { format, mapping, absent, rater, leaveOutUnknownImages } = options
  return checkedOptions(answerReading, {
    ...{ format, absent, rater, leavesOutUnknownImages: leaveOutUnknownImages },
    mapping: mapping === undefined ? undefined : await readMapping(path.resolve(mapping)),
  })
}

async function proposeMapping(
  { actor, onProgress, signal }: CommandContext,
  { project: slug, file }: AnswerOptions,
  reading: AnswerReading,
  mappingFile: string,
): Promise<CommandOutcome> {
  const { inspectAnswers } = await import('@/lib/services/data/votes/resolve-answer-file')
  const report = await inspectAnswers(actor, { slug, path: path.resolve(file), reading }, { onProgress, signal })
  await writeMapping(path.resolve(mappingFile), report)
  const text = `Wrote the mapping to ${mappingFile}: ${count(report.classCount, 'class', 'classes')} (${count(report.unknownClassCount)} unknown), ${count(report.answers.length, 'different answer')}, ${count(report.unknownImageCount, 'unknown image')}. Nothing was imported.`
  return { text, json: { project: slug, ...report } }
}

export async function readMapping(file: string): Promise<AnswerMapping> {
  const parsed = answerMapping.safeParse(await readJsonObject(file))
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.map(String).join(', ')}: ${message.replace(/\.$/, '')}`,
  )
  throw new AppError(
    'invalid-input',
    `${file}: ${problems.slice(0, 5).join('; ')}. A mapping has columns, classes, answers and images; null leaves a name out.`,
  )
}

/** Writes how all names of a file would be resolved. Unknown names are left blank, to be filled in. */
export async function writeMapping(file: string, report: AnswerReport): Promise<void> {
  const mapping = {
    columns: report.columns?.used ?? {},
    classes: Object.fromEntries(
      report.classes.map(({ name, proposed, problem }) => [name, problem === null ? (proposed?.index ?? null) : '']),
    ),
    answers: Object.fromEntries(
      report.answers.map(({ name, proposed, isUnknown }) => [name, isUnknown ? '' : proposed]),
    ),
    images: Object.fromEntries(report.unknownImages.map(({ name }) => [name, ''])),
  }
  await writeFile(file, `${JSON.stringify(mapping, null, 2)}\n`).catch((cause: unknown) => {
    throw writeProblem(file, cause)
  })
}

interface VoteOptions extends AnswerOptions {
  batch?: string
  again?: boolean
}

export const votesCommand = () =>
  withMappingOptions(
    projectCommand(
      'votes',
      'Import votes from elsewhere into a project that has their images and classes: our own votes.csv, votes.parquet and raters.npz, other CSV or JSON Lines (image, rater, class, answer, time), Label Studio JSON, CVAT for images 1.1, COCO, or a list of images and classes. Everyone who answered becomes a rater without an account. All or nothing.',
    ).requiredOption('--file <path>', 'the votes'),
  )
    .addOption(absentOption())
    .option('--rater <name>', 'who answered, for files that do not say (default: the file name)')
    .option('--batch <name>', 'name of the batch that holds the votes (default: the file name)')
    .option('--again', 'import a file that was imported before, or exported from the project, with new raters')
    .action(async (options: VoteOptions) => {
      const reading = await readingOf(options)
      await runCommand(async (context) => {
        if (options.writeMapping !== undefined) return proposeMapping(context, options, reading, options.writeMapping)
        const { actor, onProgress, signal } = context
        const { importVotes } = await import('@/lib/services/data/votes/import-votes')
        const { project: slug, batch: batchName, again } = options
        const input = { slug, path: path.resolve(options.file), reading, batchName, again }
        const { made, seconds } = await timed(importVotes(actor, input, { onProgress, signal }))
        const text = `Imported ${count(made.votes, 'vote')} of ${count(made.raters, 'rater')} on ${count(made.candidates, 'candidate')} into “${slug}” in ${seconds.toFixed(1)} s, as batch ${made.batchId} with ${count(made.tasks, 'task')}. New: ${count(made.newCandidates, 'candidate')} and ${count(made.newRaters, 'rater')}. Left out: ${count(made.leftOut, 'answer')}.`
        return { text, json: { project: slug, ...made, seconds } }
      })
    })

interface LabelOptions extends AnswerOptions {
  study?: string
  again?: boolean
}

/** Whether to read the file as another tool's format, with names resolved by a mapping. */
const hasAnswerOptions = ({ format, mapping, writeMapping, leaveOutUnknownImages }: LabelOptions) =>
  format !== undefined || mapping !== undefined || writeMapping !== undefined || leaveOutUnknownImages === true

async function importOriginalLabels({ actor, onProgress, signal }: CommandContext, options: LabelOptions) {
  const { importLabels } = await import('@/lib/services/data/import-parts')
  const { project: slug } = options
  const reading = hasAnswerOptions(options) ? await readingOf(options) : undefined
  const { made, seconds } = await timed(
    importLabels(actor, { slug, path: path.resolve(options.file), reading }, { onProgress, signal }),
  )
  const text = `Set the original labels of ${count(made.images, 'image')} of “${slug}” in ${seconds.toFixed(1)} s: ${count(made.changed)} changed; ${count(made.withoutLabel, 'image')} of the project without a label.`
  return { text, json: { project: slug, ...made, seconds } }
}

async function importStudy({ actor, onProgress, signal }: CommandContext, options: LabelOptions, name: string) {
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
    .action(async (options: LabelOptions) => {
      await runCommand(async (context) => {
        if (options.writeMapping !== undefined)
          return proposeMapping(context, options, await readingOf(options), options.writeMapping)
        return options.study === undefined
          ? importOriginalLabels(context, options)
          : importStudy(context, options, options.study)
      })
    })
