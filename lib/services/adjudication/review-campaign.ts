import type { ReviewSummary } from '@/lib/contracts/adjudication/review'
import { findCampaigns } from '@/lib/db/adjudication/review-query'
import { type Db, prisma } from '@/lib/db/client'
import { notFound } from '@/lib/errors'

type CampaignRow = Awaited<ReturnType<typeof findCampaigns>>[number]

export const reviewSummaryOf = ({ wrong, missing, unclear, createdAt, ...row }: CampaignRow): ReviewSummary => ({
  ...row,
  done: wrong + missing + unclear,
  verdicts: { wrong, missing, unclear },
  createdAt: createdAt.toISOString(),
})

/** A campaign of a project, with how far it is; `not-found` when there is none. */
export async function findCampaign(projectId: number, campaignId: number, db: Db = prisma): Promise<ReviewSummary> {
  const [campaign] = await findCampaigns(projectId, { campaignId }, db)
  if (!campaign) throw notFound('mistake review')
  return reviewSummaryOf(campaign)
}
