import type { FolderPlan } from '@/lib/contracts/data/import'
import type { ImportedFolder } from '@/lib/contracts/data/imported'
import { withImageStoreLock } from '@/lib/db/data/image-files'
import { expectFilled, findFileScope } from '@/lib/db/data/import-scope'
import { withCopySession } from '@/lib/db/session/copy-session'
import { analyzeTables } from '@/lib/db/session/copy-tables'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import { type Actor, canCreateProjects } from '@/lib/domain/permissions'
import { forbidden } from '@/lib/errors'
import { readCandidateList } from '@/lib/formats/candidate-list'
import { readLabels } from '@/lib/formats/label-file'
import { ClassLookup } from '@/lib/formats/name-lookup'
import { readPredictions } from '@/lib/formats/predictions/predictions'
import { guardProject } from '@/lib/services/access/guard-project'
import {
  classFoldersOf,
  pictureFolder,
  type UploadedFiles,
  uploadedFile,
  uploadedImages,
} from '@/lib/services/data/uploads/uploads'
import { type ImportHooks, type ProgressHooks, withImportSession } from '@/lib/services/progress'
import { checkFreeSlug, insertFreeProject } from '@/lib/services/projects/create-project'
import { writeCandidateList } from './import-parts'
import { type FoundImages, type PreparedImages, prepareImages } from './prepare-images'
import { type ClassSource, readLabelableClasses, writeClasses } from './write-classes'
import { checkManifestLabels, hasLabels, writeImages, writeLabels } from './write-images'
import { type PredictionsToWrite, writePredictionsOf } from './write-predictions'

export interface FolderInput {
  slug: string
  files: UploadedFiles
  plan: FolderPlan
  /** Files that the plan leaves out, for the outcome. */
  ignored?: string[]
  projectRoot: string
  /** Creates a project with this name; omitted if the project exists. */
  newProject?: { name: string } | undefined
}

const withoutLabels = (prepared: PreparedImages): PreparedImages => ({
  ...prepared,
  images: prepared.images.map((image) => ({ ...image, label: null })),
})

const labelsComeWithImages = ({ images, labels }: FolderPlan) =>
  images !== null && labels?.from === 'file' && labels.path === images.manifest

const predictionsOf = (files: UploadedFiles, { path, fileList, ...rest }: FolderPlan['predictions'][number]) => ({
  ...rest,
  path: uploadedFile(files, path),
  ...(fileList === null ? {} : { fileList: uploadedFile(files, fileList) }),
})

function classSourceOf(files: UploadedFiles, { classes, labels }: FolderPlan): ClassSource | null {
  if (!classes) return null
  if (classes.from === 'labels')
    return labels?.from === 'file' ? { kind: 'labels', path: uploadedFile(files, labels.path) } : null
  if (classes.from === 'folders') return { kind: 'folders', ...classFoldersOf(files) }
  return classes.from === 'file' ? { kind: 'file', path: uploadedFile(files, classes.path) } : { kind: 'imagenet-1k' }
}

function labelPath(files: UploadedFiles, plan: FolderPlan): string | null {
  if (!plan.labels || labelsComeWithImages(plan)) return null
  return plan.labels.from === 'file' ? uploadedFile(files, plan.labels.path) : pictureFolder(files)
}

interface Target {
  /** Null before the project is created. */
  projectId: number | null
  fetchHosts: string[]
  userId: string | null
}

async function targetOf(actor: Actor, { slug, newProject }: FolderInput): Promise<Target> {
  if (newProject) {
    if (!canCreateProjects(actor)) throw forbidden('Only the owner of this server can create projects.')
    await checkFreeSlug(slug)
    const userId = actor.kind === 'account' ? actor.userId : null
    return { projectId: null, fetchHosts: [], userId }
  }
  const { project, projectId, userId } = await guardProject(actor, slug, 'admin')
  return { projectId, fetchHosts: project.fetchHosts, userId }
}

interface FilesToCheck {
  projectId: number | null
  projectRoot: string
  classSource: ClassSource | null
  keepsLabels: boolean
  labels: string | null
  list: string | null
  models: readonly PredictionsToWrite[]
}

/**
 * Reads labels, candidates and predictions as the import will, and writes nothing: their errors should not have to wait
 * until all pictures are stored.
 */
async function checkFiles(
  { projectId, projectRoot, classSource, keepsLabels, labels, list, models }: FilesToCheck,
  found: FoundImages,
  { onProgress, signal }: ProgressHooks,
) {
  onProgress?.('Checking files', 0, 1)
  const known = projectId === null ? null : await withCopySession((session) => findFileScope(session, projectId))
  const classes = classSource
    ? await readLabelableClasses({ source: classSource, projectRoot })
    : (known?.classes ?? [])
  if (keepsLabels && hasLabels(found)) checkManifestLabels(found, classes)
  if (labels !== null || list !== null || models.length > 0)
    expectFilled({ imageIds: found.pictures, classes }, 'before these files or together with them')
  const names = new Set([...(known?.positionOf.keys() ?? []), ...found.pictures.map(({ fileName }) => fileName)])
  const scope = {
    positionOf: new Map(Array.from(names, (name, position) => [name, position])),
    classes: new ClassLookup(classes),
  }
  const readAll = async (rows: Iterable<unknown> | AsyncIterable<unknown>) => {
    for await (const _ of rows) signal?.throwIfAborted()
  }
  if (labels !== null) await readAll(readLabels(labels, scope, { onlyPictures: true }))
  if (list !== null) await readAll(readCandidateList(list, scope))
  for (const { path, mode, isPartial = false, ...matrix } of models)
    await readAll((await readPredictions(path, { ...scope, isPartial: isPartial || mode === 'add' }, matrix)).images)
  onProgress?.('Checking files', 1, 1)
}

/** Imports all parts in one transaction. Stored pictures remain if it fails, which is harmless. */
export const importFolder = (
  actor: Actor,
  input: FolderInput,
  hooks: ImportHooks<ImportedFolder> = {},
): Promise<ImportedFolder> =>
  withImageStoreLock((signal) => importParts(actor, input, { ...hooks, signal }), hooks.signal)

async function importParts(
  actor: Actor,
  input: FolderInput,
  { onProgress, signal, beforeCommit }: ImportHooks<ImportedFolder>,
): Promise<ImportedFolder> {
  const { slug, files, plan, ignored = [], projectRoot, newProject } = input
  const target = await targetOf(actor, input)
  const { userId, fetchHosts } = target
  const hooks = { onProgress, signal }
  // Check every path before anything slow.
  const labels = labelPath(files, plan)
  const list = plan.candidates && uploadedFile(files, plan.candidates.path)
  const models: PredictionsToWrite[] = plan.predictions.map((one) => predictionsOf(files, one))
  const classSource = classSourceOf(files, plan)
  const uploaded = plan.images && (await uploadedImages(files, plan.images.manifest))
  const source = uploaded?.kind === 'folder' ? { ...uploaded, onlyPictures: true } : uploaded
  // The plan cannot know of a manifest inside a zip, so keep its labels.
  const keepsLabels = labelsComeWithImages(plan) || (source?.kind === 'zip' && plan.labels === null)
  const toCheck = { projectId: target.projectId, projectRoot, classSource, keepsLabels, labels, list, models }
  const onFound = (images: FoundImages) => checkFiles(toCheck, images, hooks)
  const found =
    source && (await prepareImages(source, { fetchHosts, onFound, skipsUnreadable: plan.skipsUnreadable }, hooks))
  const prepared = found && (keepsLabels ? found : withoutLabels(found))

  const made = await withImportSession({ signal, beforeCommit }, async (session) => {
    const row = { slug, name: newProject?.name ?? slug, description: '', ratersPerTask: 5, userId }
    const projectId = target.projectId ?? (await insertFreeProject(session, row))
    const none = { classes: null, images: null, labels: null, candidates: null }
    const outcome: ImportedFolder = { ...none, predictions: [], ignored }
    if (classSource) {
      outcome.classes = await writeClasses(session, projectId, { source: classSource, projectRoot }, hooks)
    }
    if (prepared) outcome.images = await writeImages(session, projectId, prepared, hooks)
    const skipped = prepared && { ...prepared.skipped, added: outcome.images?.added ?? 0 }
    const fromLabels = labels && { path: labels, onlyPictures: true, skipped }
    if (fromLabels) outcome.labels = await writeLabels(session, projectId, fromLabels, hooks)
    if (list) outcome.candidates = await writeCandidateList(session, projectId, { path: list }, hooks)
    for (const model of models) {
      const onModel = (_: string, done: number, total: number) =>
        onProgress?.(`Predictions of ${model.model}`, done, total)
      const written = await writePredictionsOf(
        session,
        projectId,
        { ...model, skipped },
        { ...hooks, onProgress: onModel },
      )
      outcome.predictions.push(written)
    }
    await writeAuditEvent(session, { projectId, userId, action: 'project.import-folder', details: { ...outcome } })
    return outcome
  })
  await analyzeTables(['class', 'class_parent', 'image', 'prediction', 'candidate_model'])
  return made
}
