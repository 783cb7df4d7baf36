import type { ProposalState } from '@/lib/db/plan/plan-query'
import { readProposalRows } from '@/lib/db/plan/read-proposal-rows'
import { type ProgressHooks, stepProgress } from '@/lib/services/progress'
import { type ProposalContent, type ProposalJudgements, proposalContent, proposalJudgements } from './proposal-data'
import { type ProposalDecisions, proposalDecisions } from './proposal-decisions'

export interface ProposalData {
  projectId: number
  state: ProposalState
  content: ProposalContent
  judgements: ProposalJudgements
  decisions: ProposalDecisions
}

/** The content of the project that was planned last, read again only after a change. */
let kept: { projectId: number; state: ProposalState; content: ProposalContent } | null = null

/** Reads everything in one snapshot. */
export async function readProposalData(
  projectId: number,
  { onProgress, signal }: ProgressHooks = {},
): Promise<ProposalData> {
  signal?.throwIfAborted()
  const known = kept?.projectId === projectId ? kept : null
  const {
    state,
    content: rows,
    judgements,
    classPairs,
  } = await readProposalRows(projectId, {
    knownContent: known?.state.content ?? null,
    onPredictions: stepProgress({ onProgress, signal }, 'Reading predictions'),
  })
  const content = rows ? proposalContent(rows) : known?.content
  if (!content) throw new Error('Content that was not read is unknown.')
  kept = { projectId, state, content }
  return {
    projectId,
    state,
    content,
    judgements: proposalJudgements(judgements, content),
    decisions: proposalDecisions(classPairs, content),
  }
}
