import path from 'node:path'
import { Command, Option } from 'commander'
import {
  type ClassFormat,
  classFormats,
  type LabelFormat,
  labelFormats,
  type PredictionFormat,
  predictionFormats,
} from '@/lib/contracts/data/data-export'
import { type ImageFormat, imageFormats } from '@/lib/contracts/images/image'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import type { ExportFile } from '@/lib/services/export-file'
import { runCommand } from '../../run-command'
import { writeExport } from '../../write-export'

interface Options {
  project: string
  out: string
  format?: string
  model?: string
  json?: boolean
}

interface Kind<Format extends string> {
  name: string
  description: string
  formats: readonly Format[]
  isOfModel?: boolean
  run: (actor: Actor, input: { slug: string; format: Format; model: string }) => Promise<ExportFile>
}

/** The format that was asked for, or else the one that the file's name ends with. */
function formatOf<Format extends string>({ out, format }: Options, formats: readonly Format[]): Format {
  const wanted = format ?? path.extname(out).slice(1).toLowerCase()
  const found = formats.find((one) => one === wanted)
  if (found) return found
  throw new AppError(
    'invalid-input',
    `End the name of the file with ${formats.map((one) => `.${one}`).join(' or ')}, or give --format.`,
    { format: `must be ${formats.join(' or ')}` },
  )
}

function dataCommand<Format extends string>({ name, description, formats, isOfModel, run }: Kind<Format>): Command {
  const command = new Command(name)
    .description(description)
    .requiredOption('--project <slug>', 'the project')
    .requiredOption('--out <file>', 'the file to write; it appears when it is whole')
    .addOption(new Option('--format <format>', "default: by the end of the file's name").choices(formats))
    .option('--json', 'print the outcome as JSON')
  if (isOfModel) command.requiredOption('--model <name>', 'the model')
  return command.action(async (options: Options) => {
    const format = formatOf(options, formats)
    await runCommand(options, async ({ actor, signal }) => {
      const file = path.resolve(options.out)
      const made = await run(actor, { slug: options.project, format, model: options.model ?? '' })
      const bytes = await writeExport(file, made, signal)
      return {
        text: `Wrote ${options.out}: ${bytes.toLocaleString('en')} bytes.`,
        json: { project: options.project, format, file, bytes },
      }
    })
  })
}

/** What was imported into a project, in the formats that it can be imported from. */
export const exportDataCommands = () => [
  dataCommand<ImageFormat>({
    name: 'images',
    description:
      'The images, as import images takes them: a manifest as CSV or JSON lines, or a zip of the pictures with it.',
    formats: imageFormats,
    run: async (...given) => (await import('@/lib/services/data/export-images')).exportImages(...given),
  }),
  dataCommand<ClassFormat>({
    name: 'classes',
    description: 'The classes with their names and hierarchy, as import classes takes them: JSON or CSV.',
    formats: classFormats,
    run: async (...given) => (await import('@/lib/services/classes/export-classes')).exportClasses(...given),
  }),
  dataCommand<LabelFormat>({
    name: 'labels',
    description: 'The original labels of the images, as import labels takes them: CSV or JSON lines.',
    formats: labelFormats,
    run: async (...given) => (await import('@/lib/services/data/export-labels')).exportLabels(...given),
  }),
  dataCommand<PredictionFormat>({
    name: 'predictions',
    description: 'What a model predicts, as import predictions takes it: JSON lines or CSV.',
    formats: predictionFormats,
    isOfModel: true,
    run: async (...given) => (await import('@/lib/services/data/export-predictions')).exportPredictions(...given),
  }),
]
