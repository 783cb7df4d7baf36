import { z } from 'zod'
import { openReviewImages } from '@/lib/db/adjudication/review-query'
import { openSuggestions } from '@/lib/db/classes/suggestion-query'
import { prisma } from '@/lib/db/client'
import { differingSays, sayCounts } from '@/lib/db/golden/golden-truth-query'
import { openFlaggedImages } from '@/lib/db/images/flagged-image-query'
import { getRow } from '@/lib/db/session/sql'

const waitingRow = z.object({ flags: z.number(), reviews: z.number(), suggestions: z.number(), says: sayCounts })

export const findWaiting = ({ projectId, hiddenImages }: { projectId: number; hiddenImages: readonly number[] }) =>
  getRow(prisma, waitingRow)`
    SELECT ${openFlaggedImages(projectId)} AS flags, ${openReviewImages(projectId)} AS reviews,
      ${openSuggestions(projectId)} AS suggestions,
      ${differingSays(projectId, hiddenImages)} AS says`
