import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { agreementInput } from '@/lib/contracts/agreement'
import { publishInput } from '@/lib/contracts/releases/release'
import { aggregateInput } from '@/lib/contracts/runs/aggregation'
import { type Db, prisma } from '@/lib/db/client'
import { withImageStoreLock } from '@/lib/db/data/image-files'
import { addProposedCandidates } from '@/lib/db/golden/golden-candidates'
import { hasImages } from '@/lib/db/projects/project-overview-query'
import { withCopySession } from '@/lib/db/session/copy-session'
import { inTransaction, lockProject } from '@/lib/db/session/transaction'
import { sha256 } from '@/lib/db/sha256'
import type { Actor } from '@/lib/domain/permissions'
import { conflict } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { measureAgreement } from '@/lib/services/agreement/measure-agreement'
import { countClasses } from '@/lib/services/classes/count-classes'
import { importPredictions } from '@/lib/services/data/import-parts'
import { scoreModels } from '@/lib/services/models/score-models'
import { type ProgressHooks, reportProgress } from '@/lib/services/progress'
import { publishRelease } from '@/lib/services/releases/publish-release'
import { runAggregation } from '@/lib/services/runs/run-aggregation'
import { storeImage } from '@/lib/storage/image-store'
import { type DemoPhotograph, demoPhotographs } from './demo-photographs'
import { type DemoImage, demoFileName, goldenImagesOf, writeDemoRows, writeGoldenAnswers } from './demo-rows'

export const demoSlug = 'demo'

const demo = {
  slug: demoSlug,
  name: 'Demo: what is in these images?',
  description:
    'A small finished project: 23 photographs, three models, votes, labels and a release. Votes and golden answers are simulated; each image is open to two more raters, such as you.',
}

const guidelines =
  'Answer “yes” for everything that is clearly in the image, including the background, “no” for everything that is not, and “maybe” if you cannot tell. An image may show several things, or none of those listed.'

/** A `create-demo` job fills the project. Returns its id, or null if the slug is taken. */
export async function createDemoProject(userId: string, db: Db): Promise<number | null> {
  if (await db.project.findUnique({ where: { slug: demoSlug } })) return null
  const { id } = await db.project.create({
    data: {
      ...demo,
      hasSimulated: true,
      memberships: { create: { userId, role: 'admin' } },
      documents: { create: { kind: 'guidelines', version: 1, text: guidelines, userId } },
    },
  })
  return id
}

/** Null if the package is missing or contains another file under that name. */
async function readPhotograph(photograph: DemoPhotograph, projectRoot: string): Promise<Buffer | null> {
  try {
    const bytes = await readFile(path.join(projectRoot, 'node_modules', photograph.package, photograph.path))
    return sha256(bytes) === photograph.sha256 ? bytes : null
  } catch {
    return null
  }
}

async function storePhotographs(projectRoot: string, { onProgress, signal }: ProgressHooks): Promise<DemoImage[]> {
  const shown: DemoImage[] = []
  for (const [k, photograph] of demoPhotographs.entries()) {
    reportProgress({ onProgress, signal }, 'Preparing images', k, demoPhotographs.length)
    const bytes = await readPhotograph(photograph, projectRoot)
    if (bytes) shown.push({ ...photograph, stored: await storeImage(bytes) })
  }
  return shown
}

/**
 * Fills the demo project with the photographs whose packages are installed, a week of simulated votes and everything
 * after it, leaving two answers per task to people. Continues after an interruption. Returns the number of photographs.
 */
export async function createDemo(
  actor: Actor,
  { slug, projectRoot }: { slug: string; projectRoot: string },
  progress: ProgressHooks = {},
  now = new Date(),
) {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const shown = await withImageStoreLock(async (signal) => {
    const stored = await storePhotographs(projectRoot, { ...progress, signal })
    if (stored.length === 0)
      throw conflict('The npm packages with the demo images are not installed. Run npm install and try again.')
    progress.onProgress?.('Writing the project', 0, stored.length)
    await withCopySession(async (session) => {
      await lockProject(session, projectId)
      if (await hasImages(session, projectId)) return
      await writeDemoRows(session, { projectId, shown: stored, now }, projectRoot)
      signal.throwIfAborted()
    })
    return stored
  }, progress.signal)
  progress.onProgress?.('Writing the project', shown.length, shown.length)
  await writeDemoResults(actor, { slug, projectId, projectRoot, shown, now }, (...step) =>
    reportProgress(progress, ...step),
  )
  return { photographs: shown.length, missing: demoPhotographs.length - shown.length }
}

const predictionsFile = z.object({
  source: z.string(),
  models: z.record(z.string(), z.record(z.string(), z.tuple([z.array(z.int()), z.array(z.number())]))),
})

interface DemoProject {
  slug: string
  projectId: number
  projectRoot: string
  shown: readonly DemoImage[]
  now: Date
}

async function importDemoModels(actor: Actor, { slug, projectRoot, shown }: DemoProject): Promise<void> {
  const text = await readFile(path.join(projectRoot, 'public/demo/predictions.json'), 'utf8')
  const folder = await mkdtemp(path.join(tmpdir(), 'reassess-demo-'))
  try {
    for (const [model, predictions] of Object.entries(predictionsFile.parse(JSON.parse(text)).models)) {
      const lines = shown.flatMap(({ sha256 }, position) => {
        const [labels, probabilities = []] = predictions[sha256] ?? []
        const top5 = labels?.map((label, rank) => ({ label, probability: probabilities[rank] }))
        return top5 ? [JSON.stringify({ file: demoFileName(position), top5 })] : []
      })
      const file = path.join(folder, `${model}.jsonl`)
      await writeFile(file, `${lines.join('\n')}\n`)
      await importPredictions(actor, { slug, model, path: file, mode: 'replace', isPartial: true })
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function writeDemoGolden({ projectId, shown, now }: DemoProject): Promise<void> {
  await inTransaction(prisma, async (tx) => {
    await lockProject(tx, projectId)
    await addProposedCandidates(projectId, goldenImagesOf(shown), tx)
  })
  await withCopySession(async (session) => {
    await lockProject(session, projectId)
    await writeGoldenAnswers(session, { projectId, shown, now })
  })
}

const releaseNotes =
  'The first release of the demo. All votes and golden answers in it are simulated: it shows what a release contains, but it says nothing about the photographs.'

/** Skips steps that are done already. */
async function writeDemoResults(
  actor: Actor,
  demo: DemoProject,
  onStep: (step: string, done: number, total: number) => void,
): Promise<void> {
  const { slug, projectId, projectRoot } = demo
  const where = { projectId }
  const steps: [name: string, isDone: () => Promise<unknown>, act: () => Promise<unknown>][] = [
    ['Importing predictions', () => prisma.model.findFirst({ where }), () => importDemoModels(actor, demo)],
    ['Writing golden answers', () => prisma.goldenAnswer.findFirst({ where }), () => writeDemoGolden(demo)],
    [
      'Aggregating votes',
      () => prisma.aggregationRun.findFirst({ where }),
      () => runAggregation(actor, { slug, projectRoot, ...aggregateInput.parse({ method: 'reassess' }) }),
    ],
    ['Scoring models', async () => null, () => scoreModels(actor, { slug })],
    ['Computing class statistics', async () => null, () => countClasses(actor, slug)],
    [
      'Measuring agreement',
      () => prisma.agreementReport.findFirst({ where }),
      () => measureAgreement(actor, { slug, projectRoot, ...agreementInput.parse({}) }),
    ],
    [
      'Publishing a release',
      () => prisma.release.findFirst({ where }),
      () => publishRelease(actor, { slug, projectRoot, ...publishInput.parse({ notes: releaseNotes }) }),
    ],
  ]
  for (const [index, [name, isDone, act]] of steps.entries()) {
    onStep(name, index, steps.length)
    if (!(await isDone())) await act()
  }
}
