import type { KnownSubsets } from './plan-request'
import type { ProposalData } from './read-proposal-data'

let last: { projectId: number; content: string; judgements: string; known: KnownSubsets } | null = null

/**
 * Returns what the last plan computed about all subsets, if it still applies, so that another choice of models, recall
 * or pay is planned at once. Only one plan is cached, since a pool of proposals is large.
 */
export function recallSubsets({ projectId, content, judgements }: ProposalData): KnownSubsets | null {
  if (last?.projectId !== projectId || last.content !== content.hash) return null
  return last.judgements === judgements.hash ? last.known : { ...last.known, counts: null }
}

export function keepSubsets({ projectId, content, judgements }: ProposalData, known: KnownSubsets): void {
  last = { projectId, content: content.hash, judgements: judgements.hash, known }
}
