import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'

/** Adds the row of a run, which has no scores and the number 1 unless given. */
export const addRun = (projectId: number, run: Partial<Prisma.AggregationRunUncheckedCreateInput> = {}) =>
  prisma.aggregationRun.create({
    data: {
      ...{ projectId, id: 1, method: 'majority', parameters: {}, codeVersion: 'test', inputHash: '-' },
      ...{ votesUntil: new Date(), voteCount: 0, raterParameters: {}, threshold: 0.5, iterations: 0 },
      ...{ hasConverged: true, stopReason: '-', labelCount: 0, changedImageCount: 0, ...run },
    },
  })
