import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AppError } from '@/lib/errors'
import { zipTree } from '@/lib/formats/zip-tree'
import { type UploadedFiles, uploadedFile } from './uploads'

/** Numbers compress far better than pictures, hence the high ratio. */
const limits = { mostEntries: 10_000, mostBytes: 2 ** 33, mostRatio: 2_000 }

/** Deletes what an earlier attempt left. Each attempt has its own folder, since a replaced one may still delete it. */
async function folderForAttempt(parent: string): Promise<string> {
  await rm(parent, { recursive: true, force: true })
  await mkdir(parent, { recursive: true, mode: 0o700 })
  return mkdtemp(path.join(parent, 'attempt-'))
}

/** Unpacks a single zip to a temporary folder for `work`, after checking the names in it. */
export async function withUnzipped<T>(
  files: UploadedFiles,
  work: (files: UploadedFiles) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const [only] = files.paths
  if (files.paths.length !== 1 || !/\.zip$/i.test(only!)) return work(files)
  const folder = files.unzipTo
    ? await folderForAttempt(files.unzipTo)
    : await mkdtemp(path.join(tmpdir(), 'reassess-unzipped-'))
  try {
    const tree = await zipTree(uploadedFile(files, only!), limits)
    const paths: string[] = []
    try {
      for (const file of await tree.files()) {
        const place = path.join(folder, ...file.name.split('/'))
        await mkdir(path.dirname(place), { recursive: true })
        await writeFile(place, await file.read(signal))
        paths.push(file.name)
      }
    } finally {
      tree.close()
    }
    return await work({ folder, paths })
  } catch (error) {
    // Report the names within the zip, which are those the user knows.
    if (!(error instanceof AppError)) throw error
    throw new AppError(error.code, error.message.replaceAll(`${folder}/`, ''), error.fields)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
