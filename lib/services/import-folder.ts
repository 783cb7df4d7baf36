import type { FolderPlan } from '@/lib/contracts/import'
import type { ImportedFolder } from '@/lib/contracts/imported-folder'
import { analyzeTables } from '@/lib/db/analyze-tables'
import { prisma } from '@/lib/db/client'
import { withCopySession } from '@/lib/db/copy-session'
import { insertAuditEvent } from '@/lib/db/insert-audit-event'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from './guard-project'
import type { ImportHooks } from './import-hooks'
import { type PreparedImages, prepareImages } from './prepare-images'
import { pictureFolder, type UploadedFiles, uploadedFile, uploadedImages } from './uploaded-files'
import { writeClasses } from './write-classes'
import { labelsNeedClasses, writeImages } from './write-images'
import { writeLabels } from './write-labels'
import { type PredictionsToWrite, writePredictionsOf } from './write-predictions'

export interface FolderInput {
  slug: string
  files: UploadedFiles
  plan: FolderPlan
  projectRoot: string
}

const withoutLabels = (prepared: PreparedImages): PreparedImages => ({
  ...prepared,
  images: prepared.images.map((image) => ({ ...image, label: null })),
})

/** Whether the manifest of the pictures is also where their labels come from. */
const labelsComeWithImages = ({ images, labels }: FolderPlan) =>
  images !== null && labels?.from === 'file' && labels.path === images.manifest

const predictionsOf = (files: UploadedFiles, { path, fileList, ...rest }: FolderPlan['predictions'][number]) => ({
  ...rest,
  path: uploadedFile(files, path),
  ...(fileList === null ? {} : { fileList: uploadedFile(files, fileList) }),
})

function labelPath(files: UploadedFiles, plan: FolderPlan): string | null {
  if (!plan.labels || labelsComeWithImages(plan)) return null
  return plan.labels.from === 'file' ? uploadedFile(files, plan.labels.path) : pictureFolder(files)
}

/**
 * Imports what lies in a folder together: classes, images, original labels, predictions, each after what it speaks of. All
 * of it in one transaction, or nothing. Pictures are stored before by their hash, which harms nobody if it ends there.
 */
export async function importFolder(
  actor: Actor,
  { slug, files, plan, projectRoot }: FolderInput,
  { onProgress, signal, beforeCommit }: ImportHooks<ImportedFolder> = {},
): Promise<ImportedFolder> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  const hooks = { onProgress, signal }
  // Every path is looked up before anything takes time.
  const labels = labelPath(files, plan)
  const models: PredictionsToWrite[] = plan.predictions.map((one) => predictionsOf(files, one))
  const classSource =
    plan.classes?.from === 'file'
      ? ({ kind: 'file', path: uploadedFile(files, plan.classes.path) } as const)
      : ({ kind: 'imagenet-1k' } as const)
  const source = plan.images && (await uploadedImages(files, plan.images.manifest))
  // A zip may have a manifest of its own, whose labels nobody has seen before: they are wanted with it.
  const keepsLabels = labelsComeWithImages(plan) || (source?.kind === 'zip' && plan.labels === null)
  const lacksClasses =
    plan.classes === null &&
    (await prisma.class.count({ where: { projectId: project.id, classIndex: { not: null } } })) === 0
  const onFound = ({ hasLabels }: { hasLabels: boolean }) => {
    if (hasLabels && keepsLabels && lacksClasses) throw labelsNeedClasses()
  }
  const found = source && (await prepareImages(source, { fetchHosts: project.fetchHosts, onFound }, hooks))
  const prepared = found && (keepsLabels ? found : withoutLabels(found))

  const made = await withCopySession(async (session) => {
    const outcome: ImportedFolder = { classes: null, images: null, labels: null, predictions: [] }
    if (plan.classes) {
      outcome.classes = await writeClasses(session, project.id, { source: classSource, projectRoot }, hooks)
    }
    if (prepared) outcome.images = await writeImages(session, project.id, prepared, hooks)
    if (labels) outcome.labels = await writeLabels(session, project.id, { path: labels }, hooks)
    for (const model of models) {
      const onModel = (_: string, done: number, total: number) =>
        onProgress?.(`Predictions of ${model.model}`, done, total)
      outcome.predictions.push(await writePredictionsOf(session, project.id, model, { onProgress: onModel, signal }))
    }
    await insertAuditEvent(session, {
      projectId: project.id,
      userId,
      action: 'project.import-folder',
      details: { ...outcome },
    })
    await beforeCommit?.(session, outcome)
    signal?.throwIfAborted()
    return outcome
  })
  await analyzeTables(['class', 'class_parent', 'image', 'prediction', 'candidate_model'])
  return made
}
