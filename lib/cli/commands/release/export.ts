import { createHash } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { chmod, copyFile, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Command, Option } from 'commander'
import { makeFolder, writeAtomically } from '@/lib/file-system'
import {
  checksumsFileName,
  type ReleaseFormatKey,
  releaseFileName,
  releaseFormatKeys,
  releaseFormats,
} from '@/lib/formats/release-formats'
import type { StoredReleaseFile } from '@/lib/storage/release-file-store'
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

interface ExportedFile {
  fileName: string
  byteSize: number
  sha256: string
  /** Whether the same bytes were already there. */
  isKept: boolean
}

async function hasBytes(file: string, { byteSize, sha256 }: StoredReleaseFile): Promise<boolean> {
  const found = await stat(file).catch(() => null)
  if (!found?.isFile() || found.size !== byteSize) return false
  const hash = createHash('sha256')
  for await (const piece of createReadStream(file, { highWaterMark: 1_048_576 })) hash.update(piece)
  return hash.digest('hex') === sha256
}

/** Copies a release file to a folder, unless the same bytes are already there. */
export async function exportReleaseFile(
  folder: string,
  fileName: string,
  stored: StoredReleaseFile,
): Promise<ExportedFile> {
  const { byteSize, sha256 } = stored
  const file = path.join(folder, fileName)
  if (await hasBytes(file, stored)) return { fileName, byteSize, sha256, isKept: true }
  await writeAtomically(file, async (partial) => {
    await copyFile(stored.path, partial, constants.COPYFILE_FICLONE)
    // The store is private to the server; an exported file has the default mode.
    await chmod(partial, 0o666 & ~process.umask())
  })
  return { fileName, byteSize, sha256, isKept: false }
}

/** Writes checksums for `sha256sum --check` to a folder, and keeps those of files exported before. */
export async function writeChecksums(folder: string, fileName: string, files: readonly ExportedFile[]): Promise<void> {
  const before = await readFile(path.join(folder, fileName), 'utf8').catch(() => '')
  const sums = new Map(Array.from(before.matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm), ([, sha256, name]) => [name, sha256]))
  for (const { fileName: name, sha256 } of files) sums.set(name, sha256)
  const there = await Promise.all(
    [...sums].map(async ([name, sha256]) => {
      const found = await stat(path.join(folder, path.basename(name!))).catch(() => null)
      return found?.isFile() ? [`${sha256}  ${name}\n`] : []
    }),
  )
  await writeAtomically(path.join(folder, fileName), (partial) =>
    writeFile(partial, there.flat().sort(byName).join('')),
  )
}

const byName = (a: string, b: string) => (a.slice(66) < b.slice(66) ? -1 : 1)
