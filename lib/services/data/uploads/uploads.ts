import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Upload } from '@/lib/contracts/data/upload'
import { type Db, prisma } from '@/lib/db/client'
import { deleteSpentUploads, isUploadInUse } from '@/lib/db/data/upload-use-query'
import type { Upload as StoredUpload } from '@/lib/db/generated/client'
import { inTransaction, lockByKey } from '@/lib/db/session/transaction'
import { fileTraits } from '@/lib/domain/data/file-role'
import { classFolders, commonFolder } from '@/lib/domain/data/folder-proposal'
import type { Actor } from '@/lib/domain/permissions'
import { isUuid } from '@/lib/domain/uuid'
import { env } from '@/lib/env'
import { AppError, conflict, invalidInput, notFound } from '@/lib/errors'
import { readImageManifest } from '@/lib/formats/image-manifest'
import { zipTree } from '@/lib/formats/zip-tree'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ImageSource } from '@/lib/services/data/image-source'
import type { ProgressHooks } from '@/lib/services/progress'
import {
  listUploadFiles,
  listUploadFoldersBefore,
  removeUploadFolder,
  unzippedFolder,
  uploadFolder,
} from '@/lib/storage/upload-store'
import { findMalware } from '@/lib/storage/virus-scan'

const maxWaiting = 50

/** Uploads that are not imported are deleted after a day. */
export async function createUpload(actor: Actor, { slug }: { slug: string }): Promise<Upload> {
  const { projectId, userId } = await guardProject(actor, slug, 'admin')
  const { id, fileCount, byteSize, createdAt } = await inTransaction(prisma, async (tx) => {
    // Otherwise concurrent requests would not count each other's uploads.
    await lockByKey(tx, 'uploads', projectId)
    if ((await tx.upload.count({ where: { projectId } })) >= maxWaiting)
      throw conflict(
        `${maxWaiting} uploads of this project are already waiting. Import or discard them; they are deleted after a day.`,
      )
    return tx.upload.create({ data: { projectId, userId } })
  })
  return { id, fileCount, byteSize: Number(byteSize), createdAt: createdAt.toISOString() }
}

/** Throws AppError `not-found`, or `conflict` while the upload is being imported. */
export async function guardUpload(
  actor: Actor,
  { slug, uploadId }: { slug: string; uploadId: string },
): Promise<StoredUpload> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  return unusedUpload(projectId, uploadId, prisma)
}

/** As `guardUpload`, for an actor already checked as admin of the project. */
export async function unusedUpload(projectId: number, uploadId: string, db: Db): Promise<StoredUpload> {
  const id = uploadId.toLowerCase()
  const upload = isUuid(id) ? await db.upload.findFirst({ where: { projectId, id } }) : null
  if (!upload) throw notFound('upload')
  if (await isUploadInUse(projectId, id, db))
    throw conflict('These files are being imported. Cancel the import first, or wait until it finishes.')
  return upload
}

export async function discardUpload(actor: Actor, input: { slug: string; uploadId: string }): Promise<void> {
  const { projectId, id } = await guardUpload(actor, input)
  await prisma.upload.deleteMany({ where: { projectId, id } })
  await removeUploadFolder(id)
}

const keptMs = 24 * 60 * 60 * 1_000
/** Younger folders are kept: their row may just have been deleted. */
const ownerlessMs = 10 * 60 * 1_000

/** Deletes uploads of finished jobs and deleted projects, and after a day those not imported. Returns how many. */
export async function sweepUploads(now: Date): Promise<number> {
  const spent = await deleteSpentUploads(new Date(now.getTime() - keptMs))
  const old = await listUploadFoldersBefore(new Date(now.getTime() - ownerlessMs))
  const rows = await prisma.upload.findMany({ where: { id: { in: old } }, select: { id: true } })
  const owned = new Set(rows.map((row) => row.id))
  const ownerless = old.filter((id) => !owned.has(id) && !spent.includes(id))
  for (const id of [...spent, ...ownerless]) await removeUploadFolder(id)
  return spent.length + ownerless.length
}

export interface UploadedFiles {
  folder: string
  /** Relative to the folder, separated by “/”. */
  paths: string[]
  /** Where a zip among them is unpacked; a new temporary folder if undefined. */
  unzipTo?: string
}

/** Throws AppError `invalid-input` for malware, if a scanner is configured. */
async function scan({ folder, paths }: UploadedFiles, { onProgress, signal }: ProgressHooks) {
  if (!env.CLAMD) return
  for (const [done, name] of paths.entries()) {
    onProgress?.('Scanning for malware', done, paths.length)
    const found = await findMalware(path.join(folder, ...name.split('/')), env.CLAMD, signal)
    if (found)
      throw invalidInput(
        `“${name}” contains malware (${found}). Nothing was imported. Discard the uploaded files, and import them again without it.`,
      )
  }
}

/** Throws AppError `not-found` if the files are gone. */
export async function getUploadedFiles(uploadId: string, hooks: ProgressHooks = {}): Promise<UploadedFiles> {
  const paths = await listUploadFiles(uploadId)
  if (paths.length === 0)
    throw new AppError(
      'not-found',
      'The files of this import are no longer stored. Upload them again and restart the import.',
    )
  const files = { folder: uploadFolder(uploadId), paths, unzipTo: unzippedFolder(uploadId) }
  await scan(files, hooks)
  return files
}

/** Throws AppError `invalid-input` for unlisted names, so that only uploaded files are ever read. */
export function uploadedFile({ folder, paths }: UploadedFiles, name: string): string {
  if (!paths.includes(name)) throw invalidInput(`There is no file “${name}” among the uploaded files. Upload it too.`)
  return path.join(folder, ...name.split('/'))
}

const roleOf = (name: string) => fileTraits(name, null).role
const picturesOf = (files: UploadedFiles) => files.paths.filter((name) => roleOf(name) === 'picture')

export const pictureFolder = (files: UploadedFiles) =>
  path.join(files.folder, ...commonFolder(picturesOf(files)).split('/'))

/** Throws AppError `invalid-input` unless every image lies in the folder of its class. */
export function classFoldersOf(files: UploadedFiles): { path: string; names: string[] } {
  const names = classFolders(picturesOf(files))
  if (names.length > 0) return { path: pictureFolder(files), names }
  throw invalidInput(
    'Classes can be created from folder names only when every image lies directly in the folder of its class, with two folders or more. Sort the images into such folders, or import a file of classes.',
  )
}

/** Looks for the files beside the manifest or, if the first one is not there, in the pictures' common folder. */
async function manifestSource(files: UploadedFiles, manifest: string): Promise<ImageSource> {
  const file = uploadedFile(files, manifest)
  const beside = path.posix.dirname(manifest)
  for await (const { path: first } of readImageManifest(file)) {
    if (first === null) continue
    const places = [first, `images/${first}`].map((name) => path.posix.join(beside, name))
    if (places.some((place) => files.paths.includes(place))) break
    return { kind: 'manifest', path: file, files: pictureFolder(files) }
  }
  return { kind: 'manifest', path: file }
}

export async function uploadedImages(files: UploadedFiles, manifest: string | null): Promise<ImageSource> {
  if (manifest !== null) return manifestSource(files, manifest)
  const zips = files.paths.filter((name) => roleOf(name) === 'zip')
  const pictures = picturesOf(files)
  if (zips.length === 1 && pictures.length === 0) return { kind: 'zip', path: uploadedFile(files, zips[0]!) }
  if (zips.length > 0)
    throw invalidInput('A zip of images cannot be combined with other zips or images. Remove the others.')
  if (pictures.length > 0) return { kind: 'folder', path: pictureFolder(files) }
  const [only] = files.paths
  if (files.paths.length === 1) return manifestSource(files, only!)
  throw invalidInput('There are no images among the uploaded files. Add images or a manifest.')
}

/** Returns the only table, with its file list if it is a matrix. */
export function uploadedTable(files: UploadedFiles): { path: string; fileList?: string } {
  const isMatrix = files.paths.some((name) => /\.np[yz]$/i.test(name))
  const lists = files.paths.filter((name) => isMatrix && /\.(txt|json)$/i.test(name))
  const tables = files.paths.filter((name) => !lists.includes(name))
  if (tables.length !== 1 || lists.length > 1)
    throw invalidInput(`Upload one file for this import, not ${files.paths.length}.`)
  const [list] = lists
  return {
    path: uploadedFile(files, tables[0]!),
    ...(list === undefined ? {} : { fileList: uploadedFile(files, list) }),
  }
}

/** Numbers compress far better than pictures, hence the high ratio. */
const limits = { maxEntries: 10_000, maxBytes: 2 ** 33, maxRatio: 2_000 }

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
