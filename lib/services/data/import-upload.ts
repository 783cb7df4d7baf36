import type { z } from 'zod'
import type { AnswerReading, AnswerReport } from '@/lib/contracts/data/answers'
import type { CheckedImport, FolderPlan } from '@/lib/contracts/data/import'
import type { ImportResult, unreadableImages } from '@/lib/contracts/data/imported'
import type { Db } from '@/lib/db/client'
import { findActiveImport } from '@/lib/db/data/upload-use-query'
import { lockByKey } from '@/lib/db/session/transaction'
import { fileTraits } from '@/lib/domain/data/file-role'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, conflict, invalidInput } from '@/lib/errors'
import type { ProjectAccess } from '@/lib/services/access/guard-project'
import {
  getUploadedFiles,
  pictureFolder,
  type UploadedFiles,
  unusedUpload,
  uploadedImages,
  uploadedTable,
} from '@/lib/services/data/uploads/uploads'
import { importLabelSet, importVotes } from '@/lib/services/data/votes/import-votes'
import type { ImportHooks, ProgressHooks } from '@/lib/services/progress'
import { describeFolder } from './describe-folder'
import type { ImageSource } from './image-source'
import { importFolder } from './import-folder'
import { importModels } from './import-models'
import { importAccuracies, importClasses, importImages, importLabels, importPredictions } from './import-parts'
import { importOnnxModel } from './onnx/import-onnx-model'
import { UnreadableImages } from './prepare-images'
import { readKnownData } from './project-data'
import { inspectAnswers } from './votes/resolve-answer-file'

/** Throws AppError `conflict` while another import is active, since imports depend on each other's results. */
export async function guardImport({ project }: ProjectAccess, { source }: CheckedImport['payload'], db: Db) {
  await lockByKey(db, 'importStart', project.id)
  if (await findActiveImport(project.id, db))
    throw conflict(
      'Another import of this project is running or waiting. Wait until it finishes, or cancel it. Your files are kept for a day.',
    )
  if (source.from === 'upload') {
    const upload = await unusedUpload(project.id, source.uploadId, db)
    if (upload.fileCount === 0) throw invalidInput('No files have been uploaded yet. Choose some first.')
  }
}

interface UploadImportInput {
  slug: string
  request: CheckedImport
  projectRoot: string
}

/** What to import from a folder: the parts that are named or, without any, those that are recognized. */
async function folderPlanFor(actor: Actor, slug: string, payload: FolderPlan, files: UploadedFiles) {
  const { classes, images, labels, candidates, predictions, skipsUnreadable } = payload
  if (classes || images || labels || candidates || predictions.length > 0) return { plan: payload }
  const { plan, ignored, problems } = await describeFolder(files.folder, await readKnownData(actor, slug))
  if (problems.length > 0) throw invalidInput(problems.join('\n'))
  return { plan: { ...plan, skipsUnreadable }, ignored }
}

const isTable = (name: string) => /\.(csv|tsv|json|jsonl|ndjson)$/i.test(name)
const isPicture = (name: string) => fileTraits(name, null).role === 'picture'

/** Among pictures, a single table is their manifest. */
function imagesOf(files: UploadedFiles): Promise<ImageSource> {
  const tables = files.paths.filter(isTable)
  return uploadedImages(files, tables.length === 1 ? tables[0]! : null)
}

/** Pictures alone take their labels from their folders; otherwise one file has the labels. */
const labelsOf = (files: UploadedFiles): string =>
  files.paths.every(isPicture) ? pictureFolder(files) : uploadedTable(files).path

async function importFiles(
  actor: Actor,
  { slug, request, projectRoot }: UploadImportInput,
  files: UploadedFiles,
  hooks: ImportHooks<unknown>,
): Promise<ImportResult> {
  switch (request.kind) {
    case 'import-images':
      return importImages(actor, { slug, ...request.payload, source: await imagesOf(files) }, hooks)
    case 'import-classes':
      return importClasses(actor, { slug, source: { kind: 'file', ...uploadedTable(files) }, projectRoot }, hooks)
    case 'import-labels':
      return importLabels(actor, { slug, path: labelsOf(files), reading: request.payload.reading }, hooks)
    case 'import-predictions':
      return importPredictions(actor, { slug, ...request.payload, ...uploadedTable(files) }, hooks)
    case 'import-onnx-model':
      return importOnnxModel(actor, { slug, files, ...request.payload }, hooks)
    case 'import-models':
      return importModels(actor, { slug, files, ...request.payload }, hooks)
    case 'import-accuracies':
      return importAccuracies(actor, { slug, name: request.payload.name, ...uploadedTable(files) }, hooks)
    case 'import-votes':
      return importVotes(actor, { slug, ...request.payload, ...uploadedTable(files) }, hooks)
    case 'import-label-set':
      return importLabelSet(actor, { slug, ...request.payload, ...uploadedTable(files) }, hooks)
    case 'import-folder':
      return importFolder(
        actor,
        { slug, files, projectRoot, ...(await folderPlanFor(actor, slug, request.payload, files)) },
        hooks,
      )
  }
}

function offerToSkip(error: unknown, payload: CheckedImport['payload'], onDetail: ImportHooks<unknown>['onDetail']) {
  if (!(error instanceof UnreadableImages) || error.isWhole) return
  const { count, images } = error
  onDetail?.({ unreadable: { count, images: [...images] }, input: payload } satisfies z.input<typeof unreadableImages>)
}

/** Removes server paths from a message, leaving the file names that the user knows. */
function withoutServerPaths(error: AppError, { folder }: UploadedFiles): AppError {
  const words = (text: string) =>
    text.replaceAll(`${folder}/files/`, '').replaceAll(`${folder}/`, '').replaceAll(folder, 'The files')
  const fields = Object.fromEntries(Object.entries(error.fields).map(([field, text]) => [field, words(text)]))
  return new AppError(error.code, words(error.message), fields)
}

export async function importUpload(
  actor: Actor,
  input: UploadImportInput,
  hooks: ImportHooks<unknown> = {},
): Promise<ImportResult> {
  const { slug, request, projectRoot } = input
  const { source } = request.payload
  if (source.from === 'imagenet-1k') {
    return importClasses(actor, { slug, source: { kind: 'imagenet-1k' }, projectRoot }, hooks)
  }
  const files = source.from === 'upload' ? await getUploadedFiles(source.uploadId.toLowerCase(), hooks) : null
  try {
    if (files) return await importFiles(actor, input, files, hooks)
    const { bucket, prefix } = source as Extract<typeof source, { from: 's3' }>
    const { skipsUnreadable } = request.payload as { skipsUnreadable?: boolean }
    return await importImages(actor, { slug, source: { kind: 's3', bucket, prefix }, skipsUnreadable }, hooks)
  } catch (error) {
    offerToSkip(error, request.payload, hooks.onDetail)
    throw error instanceof AppError && files ? withoutServerPaths(error, files) : error
  }
}

/** People can review this many names; a file with more unknown ones needs a mapping file on the command line. */
const maxClasses = 1_000

export async function inspectUpload(
  actor: Actor,
  { slug, uploadId, reading }: { slug: string; uploadId: string; reading: AnswerReading },
  hooks: ProgressHooks = {},
): Promise<AnswerReport> {
  return withUploadedTable(uploadId, hooks, (path) => inspectAnswers(actor, { slug, path, reading, maxClasses }, hooks))
}

/** Reads the only file of an upload. */
export async function withUploadedTable<Result>(
  uploadId: string,
  hooks: ProgressHooks,
  read: (path: string) => Promise<Result>,
): Promise<Result> {
  const files = await getUploadedFiles(uploadId.toLowerCase(), hooks)
  try {
    return await read(uploadedTable(files).path)
  } catch (error) {
    throw error instanceof AppError ? withoutServerPaths(error, files) : error
  }
}
