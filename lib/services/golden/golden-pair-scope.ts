import type { Conclusion, GoldenPair } from '@/lib/contracts/golden/golden-discussion'
import { prisma } from '@/lib/db/client'
import type { Project } from '@/lib/db/generated/client'
import { findPairSummaries, findUnansweredImages } from '@/lib/db/golden/golden-pair-query'
import type { GoldenTally } from '@/lib/db/golden/golden-truth-query'
import { goldenTruthOf } from '@/lib/domain/golden/golden-truth-rule'
import { type Actor, canAdminister } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'

export interface PairScope {
  project: Project
  userId: string | null
  /** Images whose pairs the reader may not see yet. */
  hidden: ReadonlySet<number>
}

/** Experts who are not admins see the discussion of an image only after answering it. */
export async function pairScope(actor: Actor, slug: string): Promise<PairScope> {
  const { project, role, userId } = await guardProject(actor, slug, 'expert')
  if (canAdminister(role) || userId === null) return { project, userId, hidden: new Set() }
  const identity = await prisma.raterIdentity.findFirst({ where: { projectId: project.id, userId } })
  return { project, userId, hidden: await findUnansweredImages(project.id, identity?.raterId ?? null) }
}

const conclusionOfCode: Record<number, Conclusion> = { 0: 'no', 1: 'reopen', 2: 'yes' }
export const conclusionOf = (code: number | null): Conclusion | null => (code === null ? null : conclusionOfCode[code]!)
export const conclusionCode = { no: 0, reopen: 1, yes: 2 } as const

/** Null if the discussion was reopened. */
export function currentConclusion(code: number | null): 'no' | 'yes' | null {
  const conclusion = conclusionOf(code)
  return conclusion === 'reopen' ? null : conclusion
}

export async function goldenPairs(projectId: number, tallies: readonly GoldenTally[]): Promise<GoldenPair[]> {
  const summaries = await findPairSummaries(
    projectId,
    tallies.map(({ candidateId }) => candidateId),
  )
  return tallies.flatMap((tally) => {
    const summary = summaries.get(tally.candidateId)
    if (!summary) return []
    const { imageId, classId, asked, maybe, yes, conclusion } = tally
    const { candidateId: _, ...shown } = summary
    return [
      {
        imageId,
        classId,
        counts: { no: asked - maybe - yes, maybe, yes },
        holds: goldenTruthOf(tally) ?? false,
        conclusion: currentConclusion(conclusion),
        ...shown,
      },
    ]
  })
}
