import { z } from 'zod'
import { listedPicture } from '@/lib/contracts/images/picture'
import { count, integerBetween, pageNumber, rowNumber } from '@/lib/contracts/number'
import { creditedImage, ratingCandidateSchema } from '@/lib/contracts/rating/rating'
import { answers } from '@/lib/domain/rating/answer'

const answer = z.enum(answers)

/** Most images per draw, because candidates are created for all of them in one transaction. */
export const maxDrawn = 10_000

export const newGoldenDraw = z.strictObject({
  size: integerBetween(1, maxDrawn),
  seed: integerBetween(0, 2_147_483_647).default(1),
  /** Whether to draw in proportion from each original class. Images without one form a class of their own. */
  isStratified: z.boolean().default(false),
})
export type NewGoldenDraw = z.infer<typeof newGoldenDraw>

export const goldenDrawResult = z.strictObject({
  drawId: rowNumber,
  images: count,
  /** Candidates created from models' predictions for these images and from their original labels. */
  newCandidates: count,
})
export type GoldenDrawResult = z.infer<typeof goldenDrawResult>

export const goldenDrawUndone = z.strictObject({ images: count })

export const goldenDraw = z.strictObject({
  id: rowNumber,
  seed: count,
  size: count,
  isStratified: z.boolean(),
  /** Chosen by an admin, not drawn at random. */
  isChosen: z.boolean(),
  createdAt: z.iso.datetime(),
  /** Images of the draw with answers of experts, imported ones among them, or with notes. */
  answeredImages: count,
  /** Until an expert works on an image of the draw. */
  canBeUndone: z.boolean(),
})
export type GoldenDraw = z.infer<typeof goldenDraw>

export const goldenExpert = z.strictObject({
  raterId: rowNumber.nullable(),
  name: z.string(),
  isSimulated: z.boolean(),
  /** Golden images on which the expert has answered every candidate. */
  doneImages: count,
  answers: count,
  lastAt: z.iso.datetime().nullable(),
})
export type GoldenExpert = z.infer<typeof goldenExpert>

/** With its 95% interval over images, null if it has none. */
const agreementFigure = z
  .strictObject({ value: z.number(), interval: z.tuple([z.number(), z.number()]).nullable() })
  .nullable()

const goldenFigures = z.strictObject({
  /** Pairs that an expert answered, and their images. */
  pairs: count,
  pairImages: count,
  /** Pairs that hold, by the experts' conclusion or else by their majority. */
  labels: count,
  differing: count,
  /** Differing pairs without a conclusion that a single changed answer would turn. */
  open: count,
  concluded: count,
  /** Over pairs of randomly drawn images with at least two answers. Null without such a pair. */
  rawAgreement: agreementFigure,
  /** Krippendorff's alpha on no < maybe < yes. */
  alphaOrdinal: agreementFigure,
  comparedPairs: count,
})
export type GoldenFigures = z.infer<typeof goldenFigures>

export const goldenOverview = z.strictObject({
  hasSimulated: z.boolean(),
  imageCount: count,
  pictureCount: count,
  drawableCount: count,
  labelledCount: count,
  /** Whether no model proposes anything and only original labels have been asked about. */
  asksOriginalsAlone: z.boolean(),
  goldenImages: count,
  /** Golden images chosen by an admin, which are left out of figures that represent all images. */
  chosenImages: count,
  draws: z.array(goldenDraw),
  experts: z.array(goldenExpert),
  figures: goldenFigures,
})
export type GoldenOverview = z.infer<typeof goldenOverview>

/** `added`: answered, but a class has been added since. */
const goldenImageStates = ['open', 'added', 'done'] as const

const goldenProgress = z.strictObject({ total: count, done: count })

export const goldenImageQuery = z.object({ page: pageNumber })

/** Golden images in the order in which experts see them. */
export const goldenImagePage = z.strictObject({
  progress: goldenProgress,
  images: z.array(
    z.strictObject({
      imageId: rowNumber,
      ...listedPicture,
      state: z.enum(goldenImageStates),
    }),
  ),
  page: count,
  pageCount: count,
  /** The first image that needs answers. Null if none does. */
  nextImageId: rowNumber.nullable(),
})
export type GoldenImagePage = z.infer<typeof goldenImagePage>

/** A class that may be in the picture. Must not reveal whether it is the original label, nor who proposed it. */
const goldenCandidate = ratingCandidateSchema.extend({
  classId: rowNumber,
  links: z.array(z.string()),
  answer: answer.nullable(),
})

/** One image as an expert sees it: without file name, original label, models or other experts' answers. */
export const expertTask = z.strictObject({
  project: z.strictObject({ slug: z.string(), name: z.string(), hasGuidelines: z.boolean() }),
  /** The account's rater number in the project. */
  raterId: rowNumber,
  imageId: rowNumber,
  state: z.enum(goldenImageStates),
  progress: goldenProgress,
  /** Position among the golden images, from 1. */
  position: count,
  previousImageId: rowNumber.nullable(),
  nextImageId: rowNumber.nullable(),
  /** The next image that needs answers, wrapping around. Null if no other does. */
  nextOpenImageId: rowNumber.nullable(),
  /** The revision the next submission must state: 0 at first, incremented by each change of the answers. */
  revision: count,
  image: creditedImage,
  /** In a stable order specific to this expert. */
  candidates: z.array(goldenCandidate),
})
export type ExpertTask = z.infer<typeof expertTask>

export const goldenAnswersInput = z.strictObject({
  /** If this is not the signed-in account, the answers are rejected with 401. */
  raterId: z.int32().optional(),
  revision: count.max(32_767),
  /** One answer for every candidate of the image. Empty if it has none. */
  answers: z.array(z.strictObject({ classId: rowNumber, answer })).max(2_000),
})
export type GoldenAnswersInput = z.infer<typeof goldenAnswersInput>

export const goldenAnswersOutput = z.strictObject({
  /** `repeated`: identical answers had already been saved. */
  outcome: z.enum(['accepted', 'repeated']),
  progress: goldenProgress,
  nextOpenImageId: rowNumber.nullable(),
})
export type GoldenAnswersOutput = z.infer<typeof goldenAnswersOutput>

export const goldenClassInput = z.strictObject({ classId: rowNumber })

export const goldenClass = z.strictObject({
  classId: rowNumber,
  name: z.string(),
  otherNames: z.array(z.string()),
  gloss: z.string().nullable(),
  ...{ lang: z.string(), glossLang: z.string() },
  path: z.array(z.string()),
  /** False for inner nodes, which are only for navigating the hierarchy. */
  isLabelable: z.boolean(),
  childCount: count,
})
export type GoldenClass = z.infer<typeof goldenClass>

export const goldenClassList = z.strictObject({ classes: z.array(goldenClass) })
export const goldenClassNode = z.strictObject({
  node: goldenClass,
  parents: z.array(goldenClass),
  children: z.array(goldenClass),
})
export type GoldenClassNode = z.infer<typeof goldenClassNode>
