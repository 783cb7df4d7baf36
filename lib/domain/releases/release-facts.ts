interface CountedVotes {
  counts: { votes: { no: number; maybe: number; yes: number } }
}

export const voteCountOf = ({ counts: { votes } }: CountedVotes): number => votes.no + votes.maybe + votes.yes
