import path from 'node:path'
import { Command, Option } from 'commander'
import { answerReading } from '@/lib/contracts/data/answers'
import { absentMeanings, answerFormatKeys } from '@/lib/domain/data/answer-format'
import { checkedOptions } from '../../checked-options'
import { readMapping, writeMapping } from '../../mapping-file'
import { runCommand } from '../../run-command'

interface Options {
  project: string
  file: string
  format?: string
  mapping?: string
  writeMapping?: string
  absent?: string
  rater?: string
  leaveOutUnknownImages?: boolean
  batch?: string
  again?: boolean
  json?: boolean
}

const count = (value: number) => value.toLocaleString('en')

async function readingOf({ format, mapping, absent, rater, leaveOutUnknownImages }: Options) {
  return checkedOptions(answerReading, {
    ...{ format, absent, rater, leavesOutUnknownImages: leaveOutUnknownImages },
    mapping: mapping === undefined ? undefined : await readMapping(path.resolve(mapping)),
  })
}

export const votesCommand = () =>
  new Command('votes')
    .description(
      'Import votes from elsewhere into a project that has their images and classes: our own votes.csv, votes.parquet and raters.npz, other CSV or JSON Lines (image, rater, class, answer, time), Label Studio JSON, CVAT for images 1.1, COCO, or a list of images and classes. Whoever answered becomes a rater without an account. All or nothing.',
    )
    .requiredOption('--project <slug>', 'the project')
    .requiredOption('--file <path>', 'the votes')
    .addOption(new Option('--format <format>', 'the format, if it is not recognised').choices(answerFormatKeys))
    .option('--mapping <file>', 'JSON with columns, classes, answers and images: what each name in the file means')
    .option('--write-mapping <file>', 'import nothing; write the proposed mapping, to be filled in')
    .addOption(
      new Option(
        '--absent <meaning>',
        'what a file that names only classes that hold says of the others: not-asked (nothing, the default), or no (whoever saw the image said no to the other classes named for it or asked about)',
      ).choices(absentMeanings),
    )
    .option('--rater <name>', 'who answered, for files that do not say it (default: the file name)')
    .option('--leave-out-unknown-images', 'leave out images that the project does not have')
    .option('--batch <name>', 'name of the batch that holds the votes (default: the file name)')
    .option('--again', 'import a file that was imported before, with raters of its own')
    .option('--json', 'print the outcome as JSON')
    .action(async (options: Options) => {
      const reading = await readingOf(options)
      await runCommand(options, async ({ actor, onProgress, signal }) => {
        const { importVotes, inspectAnswers } = await import('@/lib/services/data/votes/import-votes')
        const startedAt = performance.now()
        const input = { slug: options.project, path: path.resolve(options.file), reading }
        if (options.writeMapping !== undefined) {
          const report = await inspectAnswers(actor, input, { onProgress, signal })
          await writeMapping(path.resolve(options.writeMapping), report)
          const text = `Wrote the mapping to ${options.writeMapping}: ${count(report.classCount)} classes (${count(report.unknownClassCount)} unknown), ${count(report.answers.length)} different answers, ${count(report.unknownImageCount)} unknown images. Nothing was imported.`
          return { text, json: { project: options.project, ...report } }
        }
        const more = { batchName: options.batch, again: options.again }
        const made = await importVotes(actor, { ...input, ...more }, { onProgress, signal })
        const seconds = (performance.now() - startedAt) / 1000
        const text = `Imported ${count(made.votes)} votes of ${count(made.raters)} raters on ${count(made.candidates)} candidates into “${options.project}” in ${seconds.toFixed(1)} s, as batch ${made.batchId} with ${count(made.tasks)} tasks. ${count(made.newCandidates)} candidates and ${count(made.newRaters)} raters are new; ${count(made.leftOut)} answers were left out.`
        return { text, json: { project: options.project, ...made, seconds } }
      })
    })
