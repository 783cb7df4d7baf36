import path from 'node:path'
import { type Command, Option } from 'commander'
import { type AnswerReading, answerReading } from '@/lib/contracts/data/answers'
import { absentClassMeanings, answerFormatKeys } from '@/lib/domain/data/answer-format'
import { checkedOptions } from '../../checked-options'
import type { CommandContext, CommandOutcome } from '../../run-command'
import { count } from '../numbers'
import { readMapping, writeMapping } from './mapping-file'

export interface AnswerOptions {
  project: string
  file: string
  format?: string
  mapping?: string
  writeMapping?: string
  absent?: string
  rater?: string
  leaveOutUnknownImages?: boolean
}

export const withMappingOptions = (command: Command): Command =>
  command
    .addOption(new Option('--format <format>', 'the format, if it is not recognized').choices(answerFormatKeys))
    .option('--mapping <file>', 'JSON with columns, classes, answers and images: what each name in the file means')
    .option('--write-mapping <file>', 'import nothing; write the proposed mapping, to be filled in')
    .option('--leave-out-unknown-images', 'leave out images that the project does not have')

export const absentOption = () =>
  new Option(
    '--absent <meaning>',
    'what a file that names only the classes that apply says about the others: not-asked (nothing, the default), or no (everyone who saw the image said no to the other classes named for it or asked about)',
  ).choices(absentClassMeanings)

export async function readingOf(options: AnswerOptions): Promise<AnswerReading> {
  const { format, mapping, absent, rater, leaveOutUnknownImages } = options
  return checkedOptions(answerReading, {
    ...{ format, absent, rater, leavesOutUnknownImages: leaveOutUnknownImages },
    mapping: mapping === undefined ? undefined : await readMapping(path.resolve(mapping)),
  })
}

export async function proposeMapping(
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
