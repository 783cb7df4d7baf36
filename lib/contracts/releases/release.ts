import { z } from 'zod'
import { stopReasons } from '@/lib/domain/plan/adaptive'
import type { ReleaseFacts } from '@/lib/domain/releases/release-facts'
import { versionProblem } from '@/lib/domain/releases/release-version'

const int = z.number().int()
const count = int.min(0)
const interval = z.tuple([z.number(), z.number()])

/** What to publish. */
export const publishInput = z.strictObject({
  /** Left out: the latest run that may be used. */
  run: int.min(0).max(2_147_483_647).optional(),
  /** Left out: the next whole number. */
  version: z
    .string()
    .superRefine((version, context) => {
      const message = versionProblem(version)
      if (message !== null) context.addIssue({ code: 'custom', message })
    })
    .optional(),
  notes: z.string().trim().max(10_000, 'At most 10,000 characters.').default(''),
  /** Under which the data may be used, in the admin's words; blank: not stated. */
  license: z.string().trim().max(500, 'At most 500 characters.').default(''),
})
export type PublishInput = z.output<typeof publishInput>

export const withdrawInput = z.strictObject({
  reason: z.string().trim().min(1, 'Enter a reason.').max(2_000, 'At most 2,000 characters.'),
})

const figure = z.strictObject({ value: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() })

/**
 * What is known of a release as a whole: hashed with its parts, and all that its card and citation are written from.
 * Published releases keep what they have for ever, so whatever is added later must be optional.
 */
export const releaseFacts = z.strictObject({
  project: z.string(),
  projectName: z.string(),
  description: z.string(),
  version: z.string(),
  publishedAt: z.iso.datetime(),
  notes: z.string(),
  license: z.string(),
  /** Some votes or golden answers are simulated. */
  hasSimulated: z.boolean(),
  run: z.strictObject({
    number: int,
    method: z.string(),
    title: z.string(),
    parameters: z.record(z.string(), z.unknown()),
    seed: int.nullable(),
    threshold: z.number(),
    /** Of the code that aggregated. */
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
  /** Of the code that published. */
  codeVersion: z.string(),
  counts: z.strictObject({
    classes: count,
    images: count,
    ratedImages: count,
    candidates: count,
    labels: count,
    /** Images whose labels are not exactly the original one. */
    changedImages: count,
    imagesWithoutLabel: count,
    imagesWithSeveralLabels: count,
    votes: z.strictObject({ no: count, maybe: count, yes: count }),
    /** Missing in releases from before it was stored how votes were given. */
    asked: z
      .strictObject({
        classFirst: count,
        /** Of those; missing in releases from before there was another way on pages. */
        tapNo: count.optional(),
        ...{ sweep: count, auto: count },
      })
      .optional(),
    simulatedVotes: count,
    /** Of those who gave votes that count. */
    raters: z.strictObject({ human: count, panel: count, imported: count, simulated: count }),
    leftOutRaters: count,
    goldenPairs: count,
    goldenImages: count,
    goldenExperts: count,
    simulatedExperts: count,
    conclusions: count,
    adjudicatedPairs: count,
    /** These two are missing in releases from before labels could be set by hand and images excluded. */
    labelsByHand: count.optional(),
    excludedImages: count.optional(),
    /** Missing in releases from before it was published. */
    imagesOutsideList: count.optional(),
    /** Missing in releases from before there were adaptive batches. */
    stops: z.partialRecord(z.enum(stopReasons), count).optional(),
    flaggedImages: z.array(z.strictObject({ kind: z.string(), images: count })),
    experiments: count,
    batches: count,
  }),
  votingDays: z.strictObject({ first: z.iso.date(), last: z.iso.date() }).nullable(),
  /** Krippendorff's alpha (ordinal) of the votes, with the ends of its 95 % interval; null without pairs of votes. */
  agreement: figure.nullable(),
  /** How far scores can be trusted on golden candidates that had not seen their own golden answers. */
  golden: z
    .strictObject({
      candidates: count,
      images: count,
      holding: count,
      folds: count,
      usesGolden: z.boolean(),
      averagePrecision: z.strictObject({ value: z.number(), interval: interval.nullable() }).nullable(),
      atThreshold: z.strictObject({ precision: z.number(), recall: z.number() }).nullable(),
      better: z.array(z.strictObject({ title: z.string(), averagePrecision: z.number() })).optional(),
    })
    .nullable(),
  models: z.array(
    z.strictObject({ name: z.string(), isScoredOnly: z.boolean(), proposed: count, isAnnotator: z.boolean() }),
  ),
  /** Newest version of each text in force. */
  documents: z.array(z.strictObject({ kind: z.string(), version: int })),
  classPairs: z.strictObject({ same: count, contains: count, apart: count }),
}) satisfies z.ZodType<ReleaseFacts>

export const citation = z.strictObject({ text: z.string(), bibtex: z.string() })
export type Citation = z.infer<typeof citation>

/** The column `facts`: what is hashed, and what follows from the hash. */
export const storedFacts = z.strictObject({ hashed: releaseFacts, card: z.string(), citation })
export type StoredFacts = z.infer<typeof storedFacts>

/** What publishing gave. */
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

/** Null while a release stands. */
const withdrawn = z.strictObject({ reason: z.string(), at: z.iso.datetime() }).nullable()

/** A published release, as lists show it. */
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
})
export type ReleaseSummary = z.infer<typeof releaseSummary>

export const releaseList = z.strictObject({ releases: z.array(releaseSummary) })

/** Left out: the latest run. */
export const previewQuery = z.object({ run: z.coerce.number().int().min(0).max(2_147_483_647).optional() })

/** What a release of a run would say of itself, or why it cannot be published. */
export const releasePreview = z.strictObject({
  run: int,
  /** What it would be called by default. */
  version: z.string(),
  /** Null when nothing stands against it. */
  obstacle: z.string().nullable(),
  /** The card as HTML that is safe to show; null with an obstacle. */
  cardHtml: z.string().nullable(),
  limits: z.array(z.string()),
})
export type ReleasePreview = z.infer<typeof releasePreview>

export const releaseDetail = z.strictObject({
  release: releaseSummary,
  facts: releaseFacts,
  /** As HTML that is safe to show. */
  cardHtml: z.string(),
  citation,
  parts: z.array(z.strictObject({ name: z.string(), rows: count, bytes: count, sha256: z.string() })),
  /** The release before this one. */
  previous: z.string().nullable(),
})
export type ReleaseDetail = z.infer<typeof releaseDetail>

export const releaseChanges = ['gained', 'lost'] as const

/** Which two releases, and which of the labels that differ. */
export const releaseCompareQuery = z.object({
  a: z.string().max(100),
  b: z.string().max(100),
  /** Gained: kept by b and not by a. Left out: both kinds. */
  change: z.enum(releaseChanges).optional(),
  /** Class index. */
  class: z.coerce.number().int().min(0).max(2_147_483_647).optional(),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
})
export type ReleaseCompareQuery = z.infer<typeof releaseCompareQuery>

/** Votes by answer: no, maybe, yes. */
const answerCounts = z.tuple([count, count, count])

export const releaseDifference = z.strictObject({
  fileName: z.string(),
  contentHash: z.string().nullable(),
  credit: z.string().nullable(),
  license: z.string().nullable(),
  /** The image's number in the project as it is now; null when it is not there any more. */
  imageId: int.nullable(),
  classIndex: int,
  className: z.string(),
  isOriginal: z.boolean(),
  change: z.enum(releaseChanges),
  /** Null where it was no candidate. */
  scoreA: z.number().nullable(),
  scoreB: z.number().nullable(),
  votesA: answerCounts,
  votesB: answerCounts,
})
export type ReleaseDifference = z.infer<typeof releaseDifference>

export const comparedRater = z.strictObject({
  rater: int,
  kind: z.string(),
  state: z.enum(['new', 'gone', 'left-out', 'stays']),
  votesA: count,
  votesB: count,
  /** As the method has it, between 0 and 1; null for who gave no votes. */
  skillA: z.number().nullable(),
  skillB: z.number().nullable(),
  /** Votes in b on labels that differ, and those of them for the label as b has it. */
  changedVotes: count,
  changedVotesFor: count,
})
export type ComparedRater = z.infer<typeof comparedRater>

export const comparedModel = z.strictObject({
  modelId: int,
  name: z.string(),
  before: int,
  after: int,
  accuracyBefore: z.number(),
  accuracyAfter: z.number(),
})

export const releaseComparison = z.strictObject({
  a: releaseSummary,
  b: releaseSummary,
  gained: count,
  lost: count,
  imageCount: count,
  /** Images that only one of them holds: their labels are not compared. */
  newImages: count,
  goneImages: count,
  /** Classes with the most labels that differ, and how many there are in all. */
  classes: z.array(z.strictObject({ index: int, name: z.string(), gained: count, lost: count })),
  classCount: count,
  /** Whose part in it changed, the greatest change first, and how many raters there are in all. */
  raters: z.array(comparedRater),
  raterCount: count,
  /** What the methods' figure for a rater means; null when the two differ. */
  skillMeaning: z.string().nullable(),
  models: z.array(comparedModel),
  differences: z.array(releaseDifference),
  total: count,
  page: int,
  pageCount: int,
  pageSize: int,
})
export type ReleaseComparison = z.infer<typeof releaseComparison>
