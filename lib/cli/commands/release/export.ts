import path from 'node:path'
import { type Command, Option } from 'commander'
import { makeFolder } from '@/lib/file-system'
import {
  checksumsFileName,
  type ReleaseFormatKey,
  releaseFileName,
  releaseFormatKeys,
  releaseFormats,
} from '@/lib/formats/release-formats'
import { type ExportedFile, exportReleaseFile, writeChecksums } from '../../export-release'
import { projectCommand, runCommand } from '../../run-command'
import { count } from '../numbers'

interface Options {
  project: string
  release: string
  format: ReleaseFormatKey | 'all'
  out: string
}

const textOf = ({ fileName, byteSize, isKept }: ExportedFile) =>
  isKept ? `Unchanged: ${fileName}, ${count(byteSize, 'byte')}.` : `Wrote ${fileName}: ${count(byteSize, 'byte')}.`

/** Writes files atomically and skips those with the right checksum, so that an interrupted export can be repeated. */
export const exportReleaseCommand = (): Command =>
  projectCommand(
    'export',
    'Write the files of a release with their checksums. Run it again to continue after an interruption.',
  )
    .option('--release <version>', 'the release (the current one)', 'latest')
    .addOption(
      new Option('--format <format>', 'format of the file').choices([...releaseFormatKeys, 'all']).default('all'),
    )
    .requiredOption('--out <folder>', 'target folder; created if missing')
    .action(async ({ project: slug, release, format, out }: Options) => {
      await runCommand(async ({ actor, onProgress, signal }) => {
        const [{ openRelease }, { releaseFilesOf }] = await Promise.all([
          import('@/lib/services/releases/open-release'),
          import('@/lib/services/releases/release-files'),
        ])
        const source = await openRelease(actor, { slug, ...(release !== 'latest' && { version: release }) })
        const { project, version, withdrawnBecause } = source.head
        const fileOf = releaseFilesOf(source, { signal })
        const folder = path.resolve(out)
        await makeFolder(folder)
        const formats = format === 'all' ? releaseFormatKeys : [format]
        const files: ExportedFile[] = []
        for (const [done, one] of formats.entries()) {
          onProgress(`Writing ${releaseFormats[one].title}`, done, formats.length)
          files.push(await exportReleaseFile(folder, releaseFileName(project, version, one), await fileOf(one)))
        }
        const sums = checksumsFileName(project, version)
        await writeChecksums(folder, sums, files)
        const warning = withdrawnBecause !== null && `This release was withdrawn: ${withdrawnBecause}`
        const text = [warning, ...files.map(textOf), `Checksums: ${sums}`]
        return { text, json: { project: slug, version, folder, withdrawnBecause, checksums: sums, files } }
      })
    })
