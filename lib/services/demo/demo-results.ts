import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { agreementInput } from '@/lib/contracts/agreement'
import { publishInput } from '@/lib/contracts/releases/release'
import { aggregateInput } from '@/lib/contracts/runs/aggregation'
import { prisma } from '@/lib/db/client'
import { addProposedCandidates } from '@/lib/db/golden/golden-candidates'
import { withCopySession } from '@/lib/db/session/copy-session'
import { lockProject } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { measureAgreement } from '@/lib/services/agreement/measure-agreement'
import { countClasses } from '@/lib/services/classes/count-classes'
import { importPredictions } from '@/lib/services/data/import-parts'
import { scoreModels } from '@/lib/services/models/score-models'
import { publishRelease } from '@/lib/services/releases/publish-release'
import { runAggregation } from '@/lib/services/runs/run-aggregation'
import { demoFileName, goldenImagesOf, type Shown, writeGoldenAnswers } from './demo-rows'

const predictionsFile = z.object({
  source: z.string(),
  models: z.record(z.string(), z.record(z.string(), z.tuple([z.array(z.int()), z.array(z.number())]))),
})

interface DemoProject {
  slug: string
  projectId: number
  projectRoot: string
  shown: readonly Shown[]
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
  await prisma.$transaction(async (tx) => {
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
export async function writeDemoResults(
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
