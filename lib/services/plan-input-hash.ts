import { createHash } from 'node:crypto'
import type { ProposalData } from './read-proposal-data'

/** SHA-256 of the predictions, labels, hierarchy, golden answers and earlier questions that a plan was computed from. */
export const planInputHash = ({ content, judgements }: ProposalData): string =>
  createHash('sha256').update(`${content.hash} ${judgements.hash}`).digest('hex')
