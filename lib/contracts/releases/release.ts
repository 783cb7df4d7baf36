import { z } from 'zod'
import { count, int, rowId, rowNumber } from '@/lib/contracts/number'
import { stopReasons } from '@/lib/domain/plan/adaptive'
import { authorsProblem, versionProblem } from '@/lib/domain/releases/release-input'

/** What batches asked about, imported votes, what was added without a plan, and what only experts or admins decided. */
export const candidateSources = [
  'models',
  'original',
  'classes',
  'list',
  'import',
  'added',
  'golden',
  'by-hand',
] as const

export const publishInput = z.strictObject({
  /** Defaults to the latest usable run. */
  runId: rowNumber.optional(),
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
  /** Names in the order of the citation, given name first. */
  authors: z
    .array(z.string().trim())
    .superRefine((authors, context) => {
      const message = authorsProblem(authors)
      if (message !== null) context.addIssue({ code: 'custom', message })
    })
    .optional(),
})
export type PublishInput = z.output<typeof publishInput>

export const withdrawInput = z.strictObject({
  reason: z.string().trim().min(1, 'Enter a reason.').max(2_000, 'At most 2,000 characters.'),
})

export const publicPageInput = z.strictObject({ isPublic: z.boolean() })

const figure = z.strictObject({ value: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() })

const interval = z.tuple([z.number(), z.number()])

/** Quality of a release's scores on golden candidates. Part of the hashed facts, so fields added later are optional. */
const goldenFacts = z.strictObject({
  candidates: count,
  images: count,
  holding: count,
  folds: count,
  usesGolden: z.boolean(),
  averagePrecision: z.strictObject({ value: z.number(), interval: interval.nullable() }).nullable(),
  atThreshold: z
    .strictObject({
      precision: z.number(),
      recall: z.number(),
      /** 95% intervals. Missing in releases older than this field. */
      intervals: z.strictObject({ precision: interval, recall: interval }).optional(),
    })
    .nullable(),
  /** Simpler methods that rank golden candidates better. Missing in older releases. */
  better: z.array(z.strictObject({ title: z.string(), averagePrecision: z.number() })).optional(),
})

/** A run of a model on the server, and for how many images it gave the predictions. */
export const modelRun = z.strictObject({ sha256: z.string(), images: count })

/**
 * Facts about a release as a whole. Hashed with its parts, and the source of its card and citation. Published releases
 * never change, so fields added later must be optional.
 */
export const releaseFacts = z.strictObject({
  project: z.string(),
  projectName: z.string(),
  description: z.string(),
  version: z.string(),
  publishedAt: z.iso.datetime(),
  notes: z.string(),
  /** License of the data, as free text. Blank: not stated. */
  license: z.string(),
  /** Names in the order of the citation. Missing without authors, and in releases older than this field. */
  authors: z.array(z.string()).min(1).optional(),
  /** Whether any votes or golden answers are simulated. */
  hasSimulated: z.boolean(),
  run: z.strictObject({
    number: int,
    method: z.string(),
    title: z.string(),
    /** Where the method was published. Missing in older releases. */
    source: z.string().optional(),
    parameters: z.record(z.string(), z.unknown()),
    seed: int.nullable(),
    threshold: z.number(),
    /** Version of the code that aggregated. */
    codeVersion: z.string(),
    /** SHA-256 of all input of the method. */
    inputHash: z.string(),
    votesUntil: z.iso.datetime(),
    createdAt: z.iso.datetime(),
    iterations: count,
    hasConverged: z.boolean(),
    /** Failed checks, and why the run was used anyway. Missing in releases older than the checks. */
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
    /** Candidates that are the original label of their image. Missing in older releases. */
    originalCandidates: count.optional(),
    /** Images with votes whose original label is no candidate. Missing in older releases. */
    unaskedOriginals: count.optional(),
    /** Candidates with votes. Missing in releases older than this field. */
    ratedCandidates: count.optional(),
    labels: count,
    /** Images whose labels are not exactly the original one. */
    changedImages: count,
    imagesWithoutLabel: count,
    imagesWithSeveralLabels: count,
    votes: z.strictObject({ no: count, maybe: count, yes: count }),
    /** Votes by how they were given; all others were image first with mode `each`. Missing in older releases. */
    asked: z
      .strictObject({
        classFirst: count,
        /** Subset of `classFirst`. Missing in older releases. */
        tapNo: count.optional(),
        /** Imported votes that do not say it. Missing in older releases. */
        unknown: count.optional(),
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
    /**
     * Golden candidates with and without votes, and those whose label differs from the experts' truth; and images that
     * nobody judged. Excluded images do not count. Missing in older releases.
     */
    goldenLabels: z
      .strictObject({
        voted: count,
        votedAgainst: count,
        unvoted: count,
        unvotedAgainst: count,
        unreviewedImages: count,
        /** Those without an original label. Missing in older releases. */
        unreviewedWithoutOriginal: count.optional(),
        /**
         * Golden images without votes, drawn at random, and those whose labels are not exactly the original one by the
         * experts, with the 95% interval of that share. Missing in older releases, and if there are none.
         */
        audit: z.strictObject({ images: count, contradicted: count, low: z.number(), high: z.number() }).optional(),
      })
      .optional(),
    conclusions: count,
    adjudicatedPairs: count,
    /** Missing in releases older than these two fields. */
    labelsByHand: count.optional(),
    excludedImages: count.optional(),
    /** Images with suggestions that are not a class. Missing in older releases. */
    imagesOutsideList: count.optional(),
    /** Candidates of adaptive batches by why they stopped. Missing in older releases. */
    stops: z.partialRecord(z.enum(stopReasons), count).optional(),
    flaggedImages: z.array(z.strictObject({ kind: z.string(), images: count })),
    experiments: count,
    /** Batches with rating tasks. */
    batches: count,
  }),
  /** Where candidates come from. Missing in older releases. */
  candidateSources: z.array(z.enum(candidateSources)).optional(),
  /** First and last day (UTC) of votes. Null if no time is known. */
  votingDays: z.strictObject({ first: z.iso.date(), last: z.iso.date() }).nullable(),
  /**
   * Krippendorff's ordinal alpha of the votes, with its 95% interval over images, and `acrossRaters` with raters as a
   * sample too. Null without pairs of votes.
   */
  agreement: figure
    .extend({
      /** Missing in older releases, and with fewer than three raters. */
      acrossRaters: z.strictObject({ low: z.number(), high: z.number(), raters: count }).optional(),
    })
    .nullable(),
  /** Quality of scores on golden candidates, each scored without its own golden answers. */
  golden: goldenFacts.nullable(),
  models: z.array(
    z.strictObject({
      ...{ name: z.string(), isScoredOnly: z.boolean(), proposed: count, isAnnotator: z.boolean() },
      /** Older releases do not record it. */
      computedBy: z.array(modelRun).optional(),
    }),
  ),
  /** Newest version of each text in force. */
  documents: z.array(z.strictObject({ kind: z.string(), version: int })),
  classPairs: z.strictObject({ same: count, contains: count, apart: count }),
})
export type ReleaseFacts = z.infer<typeof releaseFacts>

const citation = z.strictObject({ text: z.string(), bibtex: z.string() })
export type Citation = z.infer<typeof citation>

/** The column `facts`: what is hashed, and what is derived from it. */
export const storedFacts = z.strictObject({ hashed: releaseFacts, card: z.string(), citation })
export type StoredFacts = z.infer<typeof storedFacts>

export const publishResult = z.strictObject({
  releaseId: int,
  version: z.string(),
  runId: int,
  checksum: z.string(),
  labels: count,
  votes: count,
  parts: z.array(z.strictObject({ name: z.string(), rows: count, byteSize: count, sha256: z.string() })),
  storedByteSize: count,
})
export type PublishResult = z.infer<typeof publishResult>

/** Null unless the release is withdrawn. */
const withdrawn = z.strictObject({ reason: z.string(), at: z.iso.datetime() }).nullable()

export const releaseSummary = z.strictObject({
  id: int,
  version: z.string(),
  runId: int,
  publishedAt: z.iso.datetime(),
  checksum: z.string(),
  notes: z.string(),
  license: z.string(),
  authors: z.array(z.string()),
  title: z.string(),
  threshold: z.number(),
  imageCount: count,
  labelledImageCount: count,
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
export const previewQuery = z.object({ run: rowId.optional() })

/** What a release of the run would contain, or why it cannot be published. */
export const releasePreview = z.strictObject({
  runId: int,
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
  parts: z.array(z.strictObject({ name: z.string(), rows: count, byteSize: count, sha256: z.string() })),
  /** Version of the previous release. Null on the public page, since that release may be private. */
  previous: z.string().nullable(),
  /** Address of the public page, whether or not the release is public. */
  publicAddress: z.string(),
})
export type ReleaseDetail = z.infer<typeof releaseDetail>
