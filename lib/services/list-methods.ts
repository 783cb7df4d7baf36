import type { AggregationInput } from '@/lib/aggregation/aggregation-input'
import { aggregationMethods } from '@/lib/aggregation/registry'
import { voteTable } from '@/lib/aggregation/vote-table'
import type { MethodOption } from '@/lib/contracts/run'
import { type Db, prisma } from '@/lib/db/client'
import { findGoldenCoverage } from '@/lib/db/golden-coverage-query'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from './guard-project'

// A method's own sentence about what is missing is asked for with the smallest input that lacks the same: one golden
// candidate, answered by an expert and by a rater if the project has such answers.
function coverageInput({ hasExpert, hasShared }: { hasExpert: boolean; hasShared: boolean }): AggregationInput {
  const isExpert = [...(hasExpert ? [1] : []), ...(hasShared ? [0] : [])]
  return {
    votes: voteTable({ candidateCount: 1, raterCount: 1, candidate: [], rater: [], answer: [] }),
    goldenAnswers: {
      person: new Int32Array(isExpert.length),
      candidate: new Int32Array(isExpert.length),
      answer: new Uint8Array(isExpert.length),
      isExpert: Uint8Array.from(isExpert),
    },
    candidateImage: new Int32Array(1),
    candidateClass: new Int32Array(1),
    candidateIsOriginal: new Uint8Array(1),
  }
}

/** The ways to aggregate a project, each with the reason why it cannot run on the answers there are, if any. */
export async function listMethods(actor: Actor, slug: string, db: Db = prisma): Promise<MethodOption[]> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const input = coverageInput(await findGoldenCoverage(project.id, db))
  return Object.values(aggregationMethods).map(({ name, title, describe, defaults, presets, cannotRun }) => ({
    name,
    title,
    description: describe,
    defaults: { ...defaults },
    presets: Object.fromEntries(Object.entries(presets).map(([preset, parameters]) => [preset, { ...parameters }])),
    obstacle: cannotRun(input),
  }))
}
