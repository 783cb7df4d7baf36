import { z } from 'zod'
import { stopReasons } from '@/lib/domain/plan/adaptive'
import type { ReleaseFacts } from '@/lib/domain/releases/release-facts'
import { versionProblem } from '@/lib/domain/releases/release-version'
import { goldenFacts } from './golden-facts'

const int = z.number().int()
const count = int.min(0)

export const publishInput = z.strictObject({
  /** Defaults to the latest usable run. */
  run: int.min(0).max(2_147_483_647).optional(),
  /** Defaults to the next whole number. */
  version: z
    .string()
    .superRefine((version, context) => {
      const message = versionProblem(version)
      if (message !== null) context.addIssue({ code: 'custom', message })
    })
    .optional(),
  notes: z.string().trim().max(10_000, 'At most 10,000 characters.').default(''),
  /** License of the data, as free text. Blank: not stated. */
  license: z.string().trim().max(500, 'At most 500 characters.').default(''),
})
export type PublishInput = z.output<typeof publishInput>

export const withdrawInput = z.strictObject({
  reason: z.string().trim().min(1, 'Enter a reason.').max(2_000, 'At most 2,000 characters.'),
})

export const publicPageInput = z.strictObject({ isPublic: z.boolean() })

const figure = z.strictObject({ value: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() })

/**
 * Facts about a release as a whole. Hashed with its parts, and the source of its card and citation. Published releases
 * never change, so fields added later must be optional.
 */
const releaseFacts = z.strictObject({
  project: z.string(),
  projectName: z.string(),
  description: z.string(),
  version: z.string(),
  publishedAt: z.iso.datetime(),
  notes: z.string(),
  license: z.string(),
  hasSimulated: z.boolean(),
  run: z.strictObject({
    number: int,
    method: z.string(),
    title: z.string(),
    parameters: z.record(z.string(), z.unknown()),
    seed: int.nullable(),
    threshold: z.number(),
    /** Version of the code that aggregated. */
    codeVersion: z.string(),
    inputHash: z.string(),
    votesUntil: z.iso.datetime(),
    createdAt: z.iso.datetime(),
    iterations: count,
    hasConverged: z.boolean(),
    checks: z
      .strictObject({
        failed: z.array(z.string()),
        confirmation: z.strictObject({ reason: z.string(), at: z.iso.datetime() }).nullable(),
      })
      .optional(),
  }),
  /** Version of the code that published. */
  codeVersion: z.string(),
  counts: z.strictObject({
    classes: count,
    images: count,
    ratedImages: count,
    candidates: count,
    /** Candidates with votes. Missing in releases older than this field. */
    ratedCandidates: count.optional(),
    labels: count,
    /** Images whose labels are not exactly the original one. */
    changedImages: count,
    imagesWithoutLabel: count,
    imagesWithSeveralLabels: count,
    votes: z.strictObject({ no: count, maybe: count, yes: count }),
    /** Missing in releases older than this field. */
    asked: z
      .strictObject({
        classFirst: count,
        /** Subset of `classFirst`. Missing in releases older than this field. */
        tapNo: count.optional(),
        ...{ sweep: count, auto: count },
      })
      .optional(),
    simulatedVotes: count,
    /** Raters whose votes count. */
    raters: z.strictObject({ human: count, panel: count, imported: count, simulated: count }),
    leftOutRaters: count,
    goldenPairs: count,
    goldenImages: count,
    goldenExperts: count,
    simulatedExperts: count,
    /** Missing in releases older than this field. */
    goldenLabels: z
      .strictObject({
        voted: count,
        votedAgainst: count,
        unvoted: count,
        unvotedAgainst: count,
        unreviewedImages: count,
      })
      .optional(),
    conclusions: count,
    adjudicatedPairs: count,
    /** Missing in releases older than these two fields. */
    labelsByHand: count.optional(),
    excludedImages: count.optional(),
    /** Missing in releases older than this field. */
    imagesOutsideList: count.optional(),
    /** Missing in releases older than adaptive batches. */
    stops: z.partialRecord(z.enum(stopReasons), count).optional(),
    flaggedImages: z.array(z.strictObject({ kind: z.string(), images: count })),
    experiments: count,
    /** Batches with rating tasks. */
    batches: count,
  }),
  votingDays: z.strictObject({ first: z.iso.date(), last: z.iso.date() }).nullable(),
  /** Krippendorff's ordinal alpha of the votes, with its 95% interval. Null without pairs of votes. */
  agreement: figure.nullable(),
  /** Quality of scores on golden candidates, each scored without its own golden answers. */
  golden: goldenFacts.nullable(),
  models: z.array(
    z.strictObject({ name: z.string(), isScoredOnly: z.boolean(), proposed: count, isAnnotator: z.boolean() }),
  ),
  /** Newest version of each text in force. */
  documents: z.array(z.strictObject({ kind: z.string(), version: int })),
  classPairs: z.strictObject({ same: count, contains: count, apart: count }),
}) satisfies z.ZodType<ReleaseFacts>

const citation = z.strictObject({ text: z.string(), bibtex: z.string() })
export type Citation = z.infer<typeof citation>

/** The column `facts`: what is hashed, and what is derived from it. */
export const storedFacts = z.strictObject({ hashed: releaseFacts, card: z.string(), citation })
export type StoredFacts = z.infer<typeof storedFacts>

export const publishResult = z.strictObject({
  releaseId: int,
  version: z.string(),
  run: int,
  checksum: z.string(),
  labels: count,
  votes: count,
  parts: z.array(z.strictObject({ name: z.string(), rows: count, bytes: count, sha256: z.string() })),
  storedBytes: count,
})
export type PublishResult = z.infer<typeof publishResult>

/** Null unless the release is withdrawn. */
const withdrawn = z.strictObject({ reason: z.string(), at: z.iso.datetime() }).nullable()

export const releaseSummary = z.strictObject({
  id: int,
  version: z.string(),
  run: int,
  publishedAt: z.iso.datetime(),
  checksum: z.string(),
  notes: z.string(),
  title: z.string(),
  threshold: z.number(),
  imageCount: count,
  labelCount: count,
  voteCount: count,
  changedImageCount: count,
  hasSimulated: z.boolean(),
  withdrawn,
  /** Null if only admins of the project can read it. */
  publicSince: z.iso.datetime().nullable(),
})
export type ReleaseSummary = z.infer<typeof releaseSummary>

export const releaseList = z.strictObject({ releases: z.array(releaseSummary) })

/** Defaults to the latest run. */
export const previewQuery = z.object({ run: z.coerce.number().int().min(0).max(2_147_483_647).optional() })

/** What a release of the run would contain, or why it cannot be published. */
export const releasePreview = z.strictObject({
  run: int,
  version: z.string(),
  /** Null if the run can be published. */
  obstacle: z.string().nullable(),
  /** Sanitized HTML. Null with an obstacle. */
  cardHtml: z.string().nullable(),
  limits: z.array(z.string()),
})
export type ReleasePreview = z.infer<typeof releasePreview>

export const releaseDetail = z.strictObject({
  release: releaseSummary,
  facts: releaseFacts,
  /** Sanitized HTML. */
  cardHtml: z.string(),
  citation,
  parts: z.array(z.strictObject({ name: z.string(), rows: count, bytes: count, sha256: z.string() })),
  /** Version of the previous release. Null on the public page, since that release may be private. */
  previous: z.string().nullable(),
  /** Address of the public page, whether or not the release is public. */
  publicAddress: z.string(),
})
export type ReleaseDetail = z.infer<typeof releaseDetail>

const releaseChanges = ['gained', 'lost'] as const

/** The two releases to compare, and a filter of the labels that differ. */
export const releaseCompareQuery = z.object({
  a: z.string().max(100),
  b: z.string().max(100),
  /** `gained`: kept by b but not by a. Defaults to both. */
  change: z.enum(releaseChanges).optional(),
  /** Class index. */
  class: z.coerce.number().int().min(0).max(2_147_483_647).optional(),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
})
export type ReleaseCompareQuery = z.infer<typeof releaseCompareQuery>

/** Votes by answer: no, maybe, yes. */
const answerCounts = z.tuple([count, count, count])

const releaseDifference = z.strictObject({
  fileName: z.string(),
  contentHash: z.string().nullable(),
  credit: z.string().nullable(),
  license: z.string().nullable(),
  /** Id of the image in the project. Null if it no longer exists. */
  imageId: int.nullable(),
  classIndex: int,
  className: z.string(),
  isOriginal: z.boolean(),
  change: z.enum(releaseChanges),
  /** Null if it was not a candidate. */
  scoreA: z.number().nullable(),
  scoreB: z.number().nullable(),
  votesA: answerCounts,
  votesB: answerCounts,
})
export type ReleaseDifference = z.infer<typeof releaseDifference>

const comparedRater = z.strictObject({
  rater: int,
  kind: z.string(),
  state: z.enum(['new', 'gone', 'left-out', 'stays']),
  votesA: count,
  votesB: count,
  /** The method's skill, from 0 to 1. Null for raters without votes. */
  skillA: z.number().nullable(),
  skillB: z.number().nullable(),
  /** Votes in b on labels that differ, and how many of them agree with b. */
  changedVotes: count,
  changedVotesFor: count,
})
export type ComparedRater = z.infer<typeof comparedRater>

const comparedModel = z.strictObject({
  modelId: int,
  name: z.string(),
  /** Rank from 1, by reassessed accuracy among the models with scores in both runs. */
  before: int,
  after: int,
  accuracyBefore: z.number(),
  accuracyAfter: z.number(),
})
export type ComparedModel = z.infer<typeof comparedModel>

export const releaseComparison = z.strictObject({
  a: releaseSummary,
  b: releaseSummary,
  gained: count,
  lost: count,
  imageCount: count,
  /** Images that only one of the releases contains, whose labels are not compared. */
  newImages: count,
  goneImages: count,
  /** Classes with the most differing labels, and the number of all such classes. */
  classes: z.array(z.strictObject({ index: int, name: z.string(), gained: count, lost: count })),
  classCount: count,
  /** Raters whose contribution changed, largest change first, and the number of all raters. */
  raters: z.array(comparedRater),
  raterCount: count,
  /** What the methods' skill measures. Null if the two methods differ. */
  skillMeaning: z.string().nullable(),
  models: z.array(comparedModel),
  differences: z.array(releaseDifference),
  total: count,
  page: int,
  pageCount: int,
  pageSize: int,
})
export type ReleaseComparison = z.infer<typeof releaseComparison>
