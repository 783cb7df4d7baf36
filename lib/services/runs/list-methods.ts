import type { AggregationInput } from '@/lib/aggregation/aggregation-method'
import { aggregationMethods } from '@/lib/aggregation/registry'
import { voteTable } from '@/lib/aggregation/vote-table'
import { defaultMethod } from '@/lib/contracts/runs/method-parameters'
import type { MethodChoice } from '@/lib/contracts/runs/run'
import { findGoldenCoverage } from '@/lib/db/golden/golden-overview-query'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'

// Asks a method for its own sentence about what is missing, with the smallest input that lacks the same: one golden
// candidate, answered by an expert and by a rater if the project has such answers.
function coverageInput({ hasExpert, hasShared }: { hasExpert: boolean; hasShared: boolean }): AggregationInput {
  const isExpert = [...(hasExpert ? [1] : []), ...(hasShared ? [0] : [])]
  return {
    votes: voteTable({ itemCount: 1, raterCount: 1, answerCount: 3, item: [], rater: [], answer: [] }),
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

/** Lists the methods, the default first, each with the reason why it cannot run on the project's answers. */
export async function listMethods(actor: Actor, slug: string): Promise<MethodChoice> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const coverage = await findGoldenCoverage(projectId)
  const input = coverageInput(coverage)
  return {
    methods: Object.values(aggregationMethods).map((method) => ({
      name: method.name,
      title: method.title,
      description: method.describe,
      source: method.source,
      isDefault: method.name === defaultMethod,
      threshold: method.threshold,
      defaults: { ...method.defaults },
      presets: Object.fromEntries(
        Object.entries(method.presets).map(([name, { parameters, threshold }]) => [
          name,
          { parameters: { ...parameters }, threshold },
        ]),
      ),
      obstacle: method.cannotRun(input),
    })),
    ruleObstacle: coverage.hasExpert
      ? null
      : 'Minimum precision, minimum recall and maximum F1 need golden answers, and there are none yet.',
  }
}
