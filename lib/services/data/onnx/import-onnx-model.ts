import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import type { ImportedOnnxModel } from '@/lib/contracts/data/imported'
import { prisma } from '@/lib/db/client'
import { findPredictedImages } from '@/lib/db/data/write-predictions'
import { inTransaction } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { conflict, invalidInput } from '@/lib/errors'
import { ClassLookup } from '@/lib/formats/name-lookup'
import { noClass, outputClasses, topClasses } from '@/lib/formats/predictions/onnx-classes'
import { guardProject } from '@/lib/services/access/guard-project'
import { readFolder } from '@/lib/services/data/describe-folder'
import { importPredictions } from '@/lib/services/data/import-parts'
import { inParallel } from '@/lib/services/data/prepare-images'
import { type UploadedFiles, withUnzipped } from '@/lib/services/data/uploads/uploads'
import { fileChecksum } from '@/lib/services/data/votes/file-checksum'
import { checkTarget } from '@/lib/services/data/write-predictions'
import { type ImportHooks, type ProgressHooks, reportProgress } from '@/lib/services/progress'
import { readImage } from '@/lib/storage/image-store'
import { pictureSamples } from '@/lib/storage/render-picture'
import { type OnnxFiles, type OnnxModel, openOnnxModel, readOnnxFiles } from './open-onnx-model'

interface OnnxImport {
  slug: string
  /** The .onnx file and its settings, or a zip of them. */
  files: UploadedFiles
  model: string
  mode: 'new' | 'replace' | 'add'
  /** Classes to keep per image. */
  top: number
  isScoredOnly: boolean
}

/** Runs an ONNX model on a project's images and imports what it predicts, as if from a file. All or nothing. */
export async function importOnnxModel(
  actor: Actor,
  { files, ...input }: OnnxImport,
  hooks: ImportHooks<ImportedOnnxModel> = {},
): Promise<ImportedOnnxModel> {
  const { projectId } = await guardProject(actor, input.slug, 'admin')
  const images = await imagesToPredict(projectId, input)
  return withUnzipped(
    files,
    (unzipped) => runAndImport(actor, { ...input, projectId, images, files: unzipped }, hooks),
    hooks.signal,
  )
}

/** As `importOnnxModel`, with the files of a folder. */
export const importOnnxFolder = async (
  actor: Actor,
  { folder, ...input }: Omit<OnnxImport, 'files'> & { folder: string },
  hooks: ImportHooks<ImportedOnnxModel> = {},
): Promise<ImportedOnnxModel> => importOnnxModel(actor, { ...input, files: await readFolder(folder) }, hooks)

interface WantedImage {
  fileName: string
  contentHash: string | null
}

/** Also checks the model's name, since running the model may take hours. */
async function imagesToPredict(projectId: number, input: Omit<OnnxImport, 'files'>): Promise<WantedImage[]> {
  const predicted = await inTransaction(prisma, async (tx) => {
    const known = await checkTarget(tx, projectId, input)
    return new Set(input.mode === 'add' && known ? await findPredictedImages(tx, projectId, known.id) : [])
  })
  const images = await prisma.image.findMany({
    where: { projectId },
    orderBy: { position: 'asc' },
    select: { id: true, fileName: true, contentHash: true },
  })
  const wanted = images.filter(({ id }) => !predicted.has(id))
  if (wanted.some(({ contentHash }) => contentHash !== null)) return wanted
  throw conflict(
    wanted.length === 0 && images.length > 0
      ? `“${input.model}” already has predictions for every image.`
      : 'The project has no images with a picture on which a model could be run. Import them first.',
  )
}

interface RunToImport extends OnnxImport {
  projectId: number
  images: WantedImage[]
}

async function runAndImport(
  actor: Actor,
  { projectId, images, files, ...input }: RunToImport,
  { beforeCommit, ...hooks }: ImportHooks<ImportedOnnxModel>,
): Promise<ImportedOnnxModel> {
  const found = await readOnnxFiles(files)
  const sha256 = await fileChecksum(found.file)
  const classes = await readClasses(projectId)
  const { lines, ...extra } = await runModel(images, { ...found, classes, model: input.model, top: input.top }, hooks)
  const folder = await mkdtemp(path.join(tmpdir(), 'reassess-onnx-'))
  try {
    const predictions = path.join(folder, 'predictions.jsonl')
    await writeFile(predictions, lines)
    const computedBy = { file: path.basename(found.file), sha256 }
    const made = await importPredictions(
      actor,
      { ...input, path: predictions, isPartial: true, computedBy },
      { ...hooks, beforeCommit: async (session, outcome) => beforeCommit?.(session, { ...outcome, ...extra }) },
    )
    return { ...made, ...extra }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Runs the model in processes that end with this. */
async function runModel(
  images: readonly WantedImage[],
  run: Omit<OpenRun, 'models'>,
  hooks: ProgressHooks,
): Promise<RunResult> {
  const models = await openModels(run, hooks)
  try {
    return await runOn(images, { ...run, models }, hooks)
  } finally {
    for (const model of models) model.end()
  }
}

const maxModels = 4
/** Each process holds the whole model. */
const maxBytes = 1_000_000_000

/** Opens a model in several processes. One core is left for decoding pictures. */
async function openModels({ model, ...found }: Omit<OpenRun, 'models'>, hooks: ProgressHooks): Promise<OnnxModel[]> {
  const onRestart = (reason: string) => hooks.onWarning?.('process of a model restarted', { model, reason })
  const { size } = await stat(found.file)
  const count = Math.max(1, Math.min(maxModels, availableParallelism() - 1, Math.floor(maxBytes / size)))
  const opened = await Promise.allSettled(
    Array.from({ length: count }, () => openOnnxModel(found, hooks.signal, onRestart)),
  )
  const models = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const failed = opened.find((one) => one.status === 'rejected')
  if (!failed) return models
  for (const model of models) model.end()
  throw failed.reason
}

async function readClasses(projectId: number): Promise<ClassLookup> {
  const classes = await prisma.class.findMany({ where: { projectId, classIndex: { not: null } } })
  if (classes.length === 0) throw conflict('The project has no classes yet. Import them before the model is run.')
  return new ClassLookup(classes.map(({ classIndex, ...rest }) => ({ ...rest, index: classIndex! })))
}

interface OpenRun extends OnnxFiles {
  /** Its name. */
  model: string
  models: readonly OnnxModel[]
  classes: ClassLookup
  top: number
}

interface RunResult {
  /** JSON Lines, an image each; empty for one without a picture. */
  lines: string[]
  outputs: number
  usedOutputs: number
  withoutPicture: number
}

async function runOn(images: readonly WantedImage[], run: OpenRun, hooks: ProgressHooks): Promise<RunResult> {
  const { model, models, settings, top, file } = run
  const lines: string[] = new Array(images.length).fill('')
  let classOfOutput: Int32Array | null = null
  let done = 0
  let withoutPicture = 0
  reportProgress(hooks, model, 0, images.length)
  // Twice as many images as processes, so that pictures are decoded meanwhile.
  await inParallel(images, 2 * models.length, async ({ fileName, contentHash }, index) => {
    hooks.signal?.throwIfAborted()
    const picture = contentHash === null ? null : await readImage(contentHash, 'full')
    if (picture) {
      const samples = await pictureSamples(picture, settings.picture)
      const outputs = await models[index % models.length]!.run(samples)
      classOfOutput ??= classesOf(outputs.length, run)
      if (outputs.length !== classOfOutput.length)
        throw invalidInput(
          `${file} has ${classOfOutput.length} outputs for one image and ${outputs.length} for another.`,
        )
      const best = topClasses(outputs, settings.outputKind, classOfOutput, top)
      if (!best)
        throw invalidInput(
          `${file}: an output for “${fileName}” is not a ${settings.outputKind === 'probabilities' ? 'probability from 0 to 1, as output_kind says. Correct or remove it' : 'finite number'}.`,
        )
      lines[index] = `${JSON.stringify({ file: fileName, [`top${top}`]: best })}\n`
    } else withoutPicture++
    reportProgress(hooks, model, ++done, images.length)
  })
  const outputs: Int32Array = classOfOutput ?? new Int32Array()
  return {
    lines,
    outputs: Math.max(0, outputs.length - settings.offset),
    usedOutputs: outputs.filter((index) => index !== noClass).length,
    withoutPicture,
  }
}

function classesOf(count: number, { file, settingsFile, settings, classes }: OpenRun): Int32Array {
  if (
    settings.labels &&
    (settings.labels.size !== count || [...settings.labels.keys()].some((index) => index >= count))
  )
    throw invalidInput(
      `${file} has ${count} outputs, but id2label has ${settings.labels.size} names. Name each output from 0 to ${count - 1}, including those that are not classes.`,
    )
  const found = outputClasses(count, settings, classes)
  if (found) return found
  const { labels, offset } = settings
  const [first] = labels?.values() ?? []
  throw invalidInput(
    labels
      ? `None of the ${count} labels of the model, such as “${first}”, is the name of a class of the project.`
      : `${file} has ${count} outputs${offset > 0 ? `, ${offset} of them before the first class` : ''}, but the project has ${classes.indices.size} classes, so their order is unknown. Add the names of the outputs as id2label to ${path.basename(settingsFile)} or a config.json.`,
  )
}
