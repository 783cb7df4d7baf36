import type { StopReason } from '@/lib/domain/plan/adaptive'

/** Facts about a release as a whole, the only source of its card and citation. */
export interface ReleaseFacts {
  project: string
  projectName: string
  description: string
  version: string
  /** ISO 8601, UTC. */
  publishedAt: string
  notes: string
  /** License of the data, as free text. Blank: not stated. */
  license: string
  /** Names in the order of the citation. Undefined without authors, and in older releases. */
  authors?: string[] | undefined
  /** Whether any votes or golden answers are simulated. */
  hasSimulated: boolean
  run: {
    number: number
    method: string
    title: string
    parameters: Record<string, unknown>
    seed: number | null
    threshold: number
    /** Version of the code that aggregated. */
    codeVersion: string
    /** SHA-256 of all input of the method. */
    inputHash: string
    votesUntil: string
    createdAt: string
    iterations: number
    hasConverged: boolean
    /** Failed checks, and why the run was used anyway. Undefined in releases older than the checks. */
    checks?: { failed: string[]; confirmation: { reason: string; at: string } | null } | undefined
  }
  /** Version of the code that published. */
  codeVersion: string
  counts: {
    classes: number
    images: number
    ratedImages: number
    candidates: number
    /** Candidates with votes. Missing in releases older than this field. */
    ratedCandidates?: number | undefined
    labels: number
    /** Images whose labels are not exactly the original one. */
    changedImages: number
    imagesWithoutLabel: number
    imagesWithSeveralLabels: number
    votes: { no: number; maybe: number; yes: number }
    /**
     * Votes by how they were given; all others were image first with mode `each`. Undefined in older releases. `tapNo`
     * is the subset of `classFirst` with `tap-no`.
     */
    asked?: { classFirst: number; tapNo?: number | undefined; sweep: number; auto: number } | undefined
    simulatedVotes: number
    /** Raters whose votes count. */
    raters: { human: number; panel: number; imported: number; simulated: number }
    leftOutRaters: number
    goldenPairs: number
    goldenImages: number
    goldenExperts: number
    simulatedExperts: number
    /**
     * Golden candidates with and without votes, and those whose label differs from the experts' truth; and images that
     * nobody judged. Excluded images do not count. Undefined in older releases.
     */
    goldenLabels?:
      | {
          voted: number
          votedAgainst: number
          unvoted: number
          unvotedAgainst: number
          unreviewedImages: number
        }
      | undefined
    conclusions: number
    adjudicatedPairs: number
    labelsByHand?: number | undefined
    excludedImages?: number | undefined
    /** Images with suggestions that are no class. Undefined in older releases. */
    imagesOutsideList?: number | undefined
    /** Candidates of adaptive batches by why they stopped. Undefined in older releases. */
    stops?: Partial<Record<StopReason, number>> | undefined
    flaggedImages: { kind: string; images: number }[]
    experiments: number
    batches: number
  }
  /** First and last day (UTC) of votes. Null if no time is known. */
  votingDays: { first: string; last: string } | null
  /** Krippendorff's ordinal alpha of the votes, with its 95% interval. Null without pairs of votes. */
  agreement: { value: number | null; low: number | null; high: number | null } | null
  /** Quality of scores on golden candidates, each scored without its own golden answers. */
  golden: {
    candidates: number
    images: number
    holding: number
    folds: number
    usesGolden: boolean
    averagePrecision: { value: number; interval: [number, number] | null } | null
    atThreshold: {
      precision: number
      recall: number
      /** 95% intervals. Undefined in older releases. */
      intervals?: { precision: [number, number]; recall: [number, number] } | undefined
    } | null
    /** Simpler methods that rank golden candidates better. Undefined in older releases. */
    better?: { title: string; averagePrecision: number }[] | undefined
  } | null
  models: { name: string; isScoredOnly: boolean; proposed: number; isAnnotator: boolean }[]
  /** Newest version of each text in force. */
  documents: { kind: string; version: number }[]
  classPairs: { same: number; contains: number; apart: number }
}

export const voteCountOf = ({ counts: { votes } }: ReleaseFacts): number => votes.no + votes.maybe + votes.yes
