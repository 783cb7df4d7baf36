import type { ProposalState } from '@/lib/db/plan/plan-query'
import { type ProposalClassPair, readProposalRows } from '@/lib/db/plan/read-proposal-rows'
import { sha256 } from '@/lib/db/sha256'
import type { ClosureRelation } from '@/lib/domain/classes/class-closure'
import { relationsOf } from '@/lib/services/classes/class-relations'
import { type ProgressHooks, stepProgress } from '@/lib/services/progress'
import { type ProposalContent, type ProposalJudgements, proposalContent, proposalJudgements } from './proposal-data'

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

/** Decisions about pairs of classes, by class index. */
export interface ProposalDecisions {
  implied: ClosureRelation[]
  apart: [first: number, second: number][]
  /** SHA-256 of the decisions; empty if there are none. */
  hash: string
}

/** Converts decisions to indices, without those about deleted classes. */
function proposalDecisions(
  pairs: readonly ProposalClassPair[],
  { classIds }: Pick<ProposalContent, 'classIds'>,
): ProposalDecisions {
  const positions = new Map(Array.from(classIds, (id, index) => [id, index]))
  const known = pairs.flatMap(({ lowId, highId, kind }) => {
    const [low, high] = [positions.get(lowId), positions.get(highId)]
    return low === undefined || high === undefined ? [] : [{ low, high, kind }]
  })
  const { implied, apart } = relationsOf(known)
  return { implied, apart, hash: known.length === 0 ? '' : sha256(JSON.stringify([implied, apart])) }
}
