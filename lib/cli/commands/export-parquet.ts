import path from 'node:path'
import { Command } from 'commander'
import { runCommand } from '../run-command'
import { count } from './numbers'

export const exportParquetCommand = () =>
  new Command('export-parquet')
    .description('Export a project as Parquet files with a manifest: images, votes, raters by number, runs, scores.')
    .requiredOption('--project <slug>', 'the project')
    .requiredOption('--out <folder>', 'an empty folder; its manifest.json appears when all files are complete')
    .action(async ({ project: slug, out }: { project: string; out: string }) => {
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
