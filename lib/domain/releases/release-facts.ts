import type { StopReason } from '@/lib/domain/plan/adaptive'

/** What is known of a release as a whole; its card and its citation are written from nothing else. */
export interface ReleaseFacts {
  project: string
  projectName: string
  description: string
  version: string
  /** ISO 8601, UTC. */
  publishedAt: string
  notes: string
  /** Under which the data may be used, in the admin's words; blank: not stated. */
  license: string
  /** Some votes or golden answers are simulated. */
  hasSimulated: boolean
  run: {
    number: number
    method: string
    /** The method's name for people. */
    title: string
    parameters: Record<string, unknown>
    seed: number | null
    threshold: number
    /** Of the code that aggregated. */
    codeVersion: string
    /** SHA-256 of what the method saw. */
    inputHash: string
    votesUntil: string
    createdAt: string
    iterations: number
    hasConverged: boolean
    /** What made its labels doubtful, and why it was used all the same. Unknown in releases from before it was checked. */
    checks?: { failed: string[]; confirmation: { reason: string; at: string } | null } | undefined
  }
  /** Of the code that published. */
  codeVersion: string
  counts: {
    classes: number
    images: number
    ratedImages: number
    candidates: number
    labels: number
    /** Images whose labels are not exactly the original one. */
    changedImages: number
    imagesWithoutLabel: number
    imagesWithSeveralLabels: number
    votes: { no: number; maybe: number; yes: number }
    /**
     * Votes by how they were given; all others image first, each by itself. Unknown in releases from before it was stored.
     * `tapNo`: of those class first, the ones where a tap said what does not fit.
     */
    asked?: { classFirst: number; tapNo?: number | undefined; sweep: number; auto: number } | undefined
    simulatedVotes: number
    /** Of those who gave votes that count. */
    raters: { human: number; panel: number; imported: number; simulated: number }
    leftOutRaters: number
    goldenPairs: number
    goldenImages: number
    goldenExperts: number
    simulatedExperts: number
    conclusions: number
    adjudicatedPairs: number
    labelsByHand?: number | undefined
    excludedImages?: number | undefined
    /** In which raters saw something that is no class. Unknown in releases from before it was published. */
    imagesOutsideList?: number | undefined
    /** Candidates of adaptive batches by why they were asked about no more. Unknown in releases from before there were such. */
    stops?: Partial<Record<StopReason, number>> | undefined
    /** By kind of flag. */
    flaggedImages: { kind: string; images: number }[]
    experiments: number
    batches: number
  }
  /** The first and the last day (UTC) of votes; null when no time is known. */
  votingDays: { first: string; last: string } | null
  /** Krippendorff's alpha (ordinal) of the votes, with the ends of its 95 % interval; null without pairs of votes. */
  agreement: { value: number | null; low: number | null; high: number | null } | null
  /** How far scores can be trusted, on golden candidates that had not seen their own golden answers. */
  golden: {
    candidates: number
    images: number
    holding: number
    folds: number
    usesGolden: boolean
    averagePrecision: { value: number; interval: [number, number] | null } | null
    atThreshold: { precision: number; recall: number } | null
    /** Simpler methods that rank golden candidates better. Unknown in releases from before it was stored. */
    better?: { title: string; averagePrecision: number }[] | undefined
  } | null
  models: { name: string; isScoredOnly: boolean; proposed: number; isAnnotator: boolean }[]
  /** The newest version of each text in force. */
  documents: { kind: string; version: number }[]
  classPairs: { same: number; contains: number; apart: number }
}

export const voteCountOf = ({ counts: { votes } }: ReleaseFacts): number => votes.no + votes.maybe + votes.yes
