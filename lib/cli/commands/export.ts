import path from 'node:path'
import { Command, Option } from 'commander'
import { exportQuery } from '@/lib/contracts/data/data-export'
import { type ExportFormat, exportFormats } from '@/lib/services/export-project'
import { checkedOptions } from '../checked-options'
import { type ProjectOptions, projectCommand, runCommand } from '../run-command'
import { isStandardOutput, writeExport } from '../write-export'
import { acceptedReason, confirmAccepted, withAcceptWarnings } from './accept-warnings'
import { count } from './numbers'

interface Options extends ProjectOptions {
  out: string
  acceptWarnings?: string
  [of: string]: unknown
}

const options = {
  run: ['--run <number>', 'the run (the latest that may be used)'],
  model: ['--model <name>', 'the model'],
  review: ['--review <number>', 'the mistake review'],
} as const

function formatCommand(format: string, { about, of }: ExportFormat): Command {
  const command = projectCommand(format, about).requiredOption(
    '--out <file>',
    'output file, which appears when it is complete; /dev/stdout for a pipe',
  )
  if (of === 'run') withAcceptWarnings(command)
  if (of) {
    const [flags, description] = options[of]
    command.addOption(new Option(flags, description).makeOptionMandatory(of !== 'run'))
  }
  return command.action(async ({ project: slug, out, acceptWarnings, ...given }: Options) => {
    const query = checkedOptions(exportQuery, given)
    const reason = acceptedReason(acceptWarnings)
    await runCommand(async ({ actor, signal }) => {
      const { exportProject } = await import('@/lib/services/export-project')
      const file = path.resolve(out)
      const isDataOnStdout = await isStandardOutput(file)
      let byteSize = 0
      const input = { slug, format, ...query, isAccepted: reason !== undefined }
      const made = await exportProject(actor, input, async (content) => {
        byteSize = await writeExport(file, content, signal)
      })
      if (made.runId !== undefined) await confirmAccepted(actor, { slug, runId: made.runId, reason })
      const run = made.runId === undefined ? '' : ` from run ${made.runId}`
      return {
        text: `Wrote ${out}${run}: ${count(byteSize, 'byte')}.`,
        json: { project: slug, format, run: made.runId ?? null, file, byteSize },
        isDataOnStdout,
      }
    })
  })
}

export function exportCommand(): Command {
  const command = new Command('export').description('Export results, votes and imported data of a project to files.')
  for (const [key, format] of Object.entries(exportFormats)) command.addCommand(formatCommand(key, format))
  return command
}

export const exportParquetCommand = () =>
  projectCommand(
    'export-parquet',
    'Export a project as Parquet files with a manifest: images, votes, raters by number, runs, scores.',
  )
    .requiredOption('--out <folder>', 'an empty folder; its manifest.json appears when all files are complete')
    .action(async ({ project: slug, out }: ProjectOptions & { out: string }) => {
      await runCommand(async ({ actor, projectRoot, onProgress, signal }) => {
        const { exportParquet } = await import('@/lib/services/data/export-parquet')
        const where = { slug, folder: path.resolve(out), projectRoot }
        const manifest = await exportParquet(actor, where, { onProgress, signal })
        const total = (of: 'rows' | 'byteSize') => manifest.files.reduce((sum, file) => sum + file[of], 0)
        return {
          text: `Wrote ${count(manifest.files.length, 'file')} to ${out}: ${count(total('rows'), 'row')} in ${count(total('byteSize'), 'byte')}.`,
          json: { ...manifest },
        }
      })
    })
