import path from 'node:path'
import type { ImportedModels } from '@/lib/contracts/data/imported'
import { analyzeTables } from '@/lib/db/session/copy-tables'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { invalidInput } from '@/lib/errors'
import { FormatError } from '@/lib/formats/format-error'
import { readModelTable } from '@/lib/formats/predictions/model-table'
import { guardProject, type ProjectAccess } from '@/lib/services/access/guard-project'
import { type UploadedFiles, uploadedFile, uploadedTable, withUnzipped } from '@/lib/services/data/uploads/uploads'
import { type ImportHooks, withImportSession } from '@/lib/services/progress'
import { type PredictionsToWrite, writePredictionsOf } from './write-predictions'

interface ModelsInput {
  slug: string
  files: UploadedFiles
  /** Name of the model in a single file. By default, and for several files, models are named after their files. */
  name?: string | undefined
  mode: 'new' | 'replace'
  /** Whether the files may omit images. */
  isPartial?: boolean
}

type FoundModel = Pick<PredictionsToWrite, 'model' | 'path' | 'fileList'>

const isList = (name: string) => /\.txt$/i.test(name)
const isMatrix = (name: string) => /\.np[yz]$/i.test(name)
const stemOf = (name: string) => path.posix.parse(name).name

/** Finds the file that a table names: beside the table, or else the only uploaded file of that name. */
function namedFile(files: UploadedFiles, table: string, line: number, file: string): string {
  const beside = path.posix.join(path.posix.dirname(table), file)
  if (files.paths.includes(beside)) return beside
  const ends = files.paths.filter((one) => one === file || one.endsWith(`/${file}`))
  if (ends.length === 1) return ends[0]!
  throw new FormatError(table, `line ${line}, field "file"`, {
    expected: 'one of the uploaded files',
    found: ends.length === 0 ? `"${file}", which was not uploaded` : `"${file}", which matches ${ends.length} files`,
    fix: 'Upload the table together with the files it lists.',
  })
}

async function modelsOf(files: UploadedFiles, name: string | undefined): Promise<FoundModel[]> {
  for (const table of files.paths.filter((one) => /\.(csv|tsv)$/i.test(one))) {
    const listed = await readModelTable(uploadedFile(files, table))
    if (!listed) continue
    return listed.map(({ line, name: model, file }) => ({
      model,
      path: uploadedFile(files, namedFile(files, table, line, file)),
    }))
  }
  const hasMatrix = files.paths.some(isMatrix)
  const predictions = files.paths.filter((one) => !(hasMatrix && isList(one)))
  if (predictions.length === 1) return [{ model: name ?? stemOf(predictions[0]!), ...uploadedTable(files) }]
  return predictions.map((one) => ({ model: stemOf(one), path: uploadedFile(files, one) }))
}

/**
 * Imports models for scoring in one transaction: those in a table of (name, file), or one per file, optionally in a
 * zip. They propose no candidates and are not used as annotators.
 */
export async function importModels(
  actor: Actor,
  { files, ...input }: ModelsInput,
  hooks: ImportHooks<ImportedModels> = {},
): Promise<ImportedModels> {
  const access = await guardProject(actor, input.slug, 'admin')
  return withUnzipped(files, (unzipped) => importThem(access, { files: unzipped, ...input }, hooks), hooks.signal)
}

async function importThem(
  { project, userId }: ProjectAccess,
  { files, name, mode, isPartial = false }: ModelsInput,
  { onProgress, signal, beforeCommit }: ImportHooks<ImportedModels>,
): Promise<ImportedModels> {
  const models = await modelsOf(files, name)
  if (models.length === 0) throw invalidInput('There are no models in these files: the table is empty.')
  const made = await withImportSession({ signal, beforeCommit }, async (session) => {
    const outcome: ImportedModels = { models: [] }
    for (const model of models) {
      const onModel = (_: string, done: number, total: number) =>
        onProgress?.(`Predictions of ${model.model}`, done, total)
      const input = { ...model, mode, isPartial, isScoredOnly: true } as const
      outcome.models.push(await writePredictionsOf(session, project.id, input, { onProgress: onModel, signal }))
    }
    const details = { models: outcome.models.map(({ modelId, model }) => ({ modelId, model })) }
    await writeAuditEvent(session, { projectId: project.id, userId, action: 'project.import-models', details })
    return outcome
  })
  await analyzeTables(['prediction'])
  return made
}
