import { replayPlanInput, type VotesReplay } from '@/lib/contracts/adaptive-batch'
import { replayAdaptiveResult } from '@/lib/contracts/runs/replay-adaptive'
import { prisma } from '@/lib/db/client'

export async function readVotesReplay(projectId: number): Promise<VotesReplay | null> {
  const job = await prisma.job.findFirst({
    where: { projectId, kind: 'replay-votes', state: 'succeeded' },
    orderBy: { finishedAt: 'desc' },
    select: { payload: true, result: true, finishedAt: true },
  })
  const input = replayPlanInput.safeParse(job?.payload).data
  const result = replayAdaptiveResult.safeParse(job?.result).data
  if (!job?.finishedAt || !input || !result) return null
  const { candidates, votes, losslessSaved, saved, lost, changedShare, replays } = result
  return {
    ...input,
    finishedAt: job.finishedAt.toISOString(),
    ...{ orders: replays.length, candidates, votes, losslessSaved: losslessSaved.mean },
    limited:
      input.limit === null
        ? null
        : {
            ...{ saved: saved.mean, lost: lost.mean, changedShare: changedShare.mean },
            changed: changedShare.mean * candidates,
            unproved: replays.filter(({ price }) => price === null).length,
          },
  }
}
