import { sha256 } from '@/lib/db/sha256'
import type { ProposalData } from './read-proposal-data'

export const planInputHash = ({ content, judgements, decisions }: ProposalData): string =>
  sha256(`${content.hash} ${judgements.hash}${decisions.hash && ` ${decisions.hash}`}`)
