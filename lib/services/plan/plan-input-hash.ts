import { sha256 } from '@/lib/db/sha256'
import type { ProposalData } from './read-proposal-data'

/**
 * Returns the SHA-256 of the predictions, labels, hierarchy, golden answers, earlier questions and decisions about
 * classes that a plan is computed from.
 */
export const planInputHash = ({ content, judgements, decisions }: ProposalData): string =>
  sha256(`${content.hash} ${judgements.hash}${decisions.hash && ` ${decisions.hash}`}`)
