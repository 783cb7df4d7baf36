import path from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import type { Actor } from '@/lib/domain/permissions'
import type { ExportFile } from '@/lib/services/export-file'
import { runCommand } from '../run-command'
import { writeExport } from '../write-export'
import { exportDataCommands } from './export/data'

interface Options {
  project: string
  out: string
  run?: number
  json?: boolean
}

type Exporter = (actor: Actor, input: { slug: string; runId?: number }) => Promise<ExportFile>

function runNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Give the number of a run.')
  return Number(text)
}

function formatCommand(name: string, description: string, load: () => Promise<Exporter>, isOfRun: boolean): Command {
  const command = new Command(name)
    .description(description)
    .requiredOption('--project <slug>', 'the project')
    .requiredOption('--out <file>', 'the file to write; it appears when it is whole')
    .option('--json', 'print the outcome as JSON')
  if (isOfRun) command.option('--run <number>', 'the run to export (default: the latest)', runNumber)
  return command.action(async (options: Options) => {
    await runCommand(options, async ({ actor, signal }) => {
      const exporter = await load()
      const file = path.resolve(options.out)
      const made = await exporter(actor, { slug: options.project, runId: options.run })
      const bytes = await writeExport(file, made, signal)
      const run = made.runId === null ? '' : ` from run ${made.runId}`
      return {
        text: `Wrote ${options.out}${run}: ${bytes.toLocaleString('en')} bytes.`,
        json: { project: options.project, run: made.runId, file, bytes },
      }
    })
  })
}

export function exportCommand(): Command {
  const command = new Command('export')
    .description('Write results, votes and what was imported of a project to files.')
    .addCommand(
      formatCommand(
        'real-json',
        'The labels of a run: a JSON list with the class indices of each image, by position.',
        async () => (await import('@/lib/services/runs/export-real-json')).exportRealJson,
        true,
      ),
    )
    .addCommand(
      formatCommand(
        'scores-npz',
        'The scores of a run for numpy: tensor (scores) and info (file name, class index), in file order.',
        async () => (await import('@/lib/services/runs/export-scores-npz')).exportScoresNpz,
        true,
      ),
    )
    .addCommand(
      formatCommand(
        'votes-csv',
        'All votes: image, class, rater, kind of rater, answer.',
        async () => (await import('@/lib/services/runs/export-votes-csv')).exportVotesCsv,
        false,
      ),
    )
  for (const one of exportDataCommands()) command.addCommand(one)
  return command
}
