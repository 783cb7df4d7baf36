import { z } from 'zod'
import { projectPath, rowId } from '@/lib/contracts/endpoint'
import { wholeFrom } from '@/lib/contracts/number'
import { creditedImage, ratingCandidateSchema } from '@/lib/contracts/rating/rating'
import { answers } from '@/lib/domain/rating/answer'

const count = z.number().int()
const answer = z.enum(answers)

export const goldenImagePath = projectPath.extend({ image: rowId })

/** Most images that one draw may add: candidates are made for all of them in one transaction. */
export const mostDrawn = 10_000

/** POST …/golden/draws */
export const newGoldenDraw = z.strictObject({
  size: wholeFrom(1, mostDrawn),
  seed: wholeFrom(0, 2_147_483_647).default(1),
  /** In proportion from each original class; images without one are a class of their own. */
  isStratified: z.boolean().default(false),
})
export type NewGoldenDraw = z.infer<typeof newGoldenDraw>

export const goldenDrawResult = z.strictObject({
  drawId: count,
  images: count,
  /** Candidates made of what models predict for these images and of their original labels. */
  newCandidates: count,
})
export type GoldenDrawResult = z.infer<typeof goldenDrawResult>

export const goldenDrawUndone = z.strictObject({ images: count })

export const goldenDraw = z.strictObject({
  id: count,
  seed: count,
  size: count,
  isStratified: z.boolean(),
  /** By an admin, not at random. */
  isChosen: z.boolean(),
  createdAt: z.iso.datetime(),
  /** Images of it about which an expert has answered, or that experts have discussed: with any, it cannot be undone. */
  answeredImages: count,
})
export type GoldenDraw = z.infer<typeof goldenDraw>

export const goldenExpert = z.strictObject({
  /** Null for someone with the role who has not begun. */
  raterId: count.nullable(),
  name: z.string(),
  isSimulated: z.boolean(),
  /** Golden images whose every candidate the expert has answered. */
  doneImages: count,
  answers: count,
  lastAt: z.iso.datetime().nullable(),
})
export type GoldenExpert = z.infer<typeof goldenExpert>

/** What experts have said of all pairs so far. */
export const goldenFigures = z.strictObject({
  /** Pairs that an expert answered, and the images they are of. */
  pairs: count,
  pairImages: count,
  /** Pairs that hold: by the experts' conclusion, else by their majority. */
  labels: count,
  /** Pairs on which experts differ. */
  differing: count,
  /** Those of them that one other answer would turn, and that no conclusion has settled. */
  open: count,
  concluded: count,
  /** Over pairs with two answers or more, of images drawn at random; null without such a pair. */
  rawAgreement: z.number().nullable(),
  /** Krippendorff's alpha on no < maybe < yes. */
  alphaOrdinal: z.number().nullable(),
  comparedPairs: count,
})
export type GoldenFigures = z.infer<typeof goldenFigures>

export const goldenOverview = z.strictObject({
  hasSimulated: z.boolean(),
  imageCount: count,
  /** Images with a stored picture. */
  pictureCount: count,
  /** Images that another draw can add. */
  drawableCount: count,
  labelledCount: count,
  /** No model proposes anything, and nothing but original labels has been asked about. */
  asksOriginalsAlone: z.boolean(),
  goldenImages: count,
  /** Those of them that an admin chose: figures that stand for all images leave them out. */
  chosenImages: count,
  draws: z.array(goldenDraw),
  experts: z.array(goldenExpert),
  figures: goldenFigures,
})
export type GoldenOverview = z.infer<typeof goldenOverview>

/** `added`: answered before, but a class has come since. */
export const goldenImageStates = ['open', 'added', 'done'] as const

/** How far an expert has got through the golden images. */
export const goldenProgress = z.strictObject({ total: count, done: count })

export const goldenImageQuery = z.object({ page: z.coerce.number().int().min(1).max(1_000_000).default(1) })

/** A page of golden images as an expert sees them, in the order in which experts see them. */
export const goldenImagePage = z.strictObject({
  progress: goldenProgress,
  images: z.array(
    z.strictObject({
      imageId: count,
      contentHash: z.string().nullable(),
      credit: z.string().nullable(),
      license: z.string().nullable(),
      state: z.enum(goldenImageStates),
    }),
  ),
  page: count,
  pageCount: count,
  /** The first image that still wants answers; null when none does. */
  nextImageId: count.nullable(),
})
export type GoldenImagePage = z.infer<typeof goldenImagePage>

/** A class that may be in the picture. Nothing here tells whether it is the original label, nor who proposed it. */
export const goldenCandidate = ratingCandidateSchema.extend({
  /** The number of the class, which is the same in every image. */
  classId: count,
  links: z.array(z.string()),
  /** What this expert answered before; null when nothing yet. */
  answer: answer.nullable(),
})
export type GoldenCandidate = z.infer<typeof goldenCandidate>

/** One image as an expert sees it: blind to file name, original label, models and other experts. */
export const expertTask = z.strictObject({
  project: z.strictObject({ slug: z.string(), name: z.string(), hasGuidelines: z.boolean() }),
  /** The number this account has as a rater of the project. */
  raterId: count,
  imageId: count,
  state: z.enum(goldenImageStates),
  progress: goldenProgress,
  /** Its position among the golden images, from 1. */
  position: count,
  previousImageId: count.nullable(),
  nextImageId: count.nullable(),
  /** The next that wants answers, going round; null when no other does. */
  nextOpenImageId: count.nullable(),
  /** What the next submission must name: 0 at first, one more each time it is answered anew. */
  revision: count,
  image: creditedImage,
  /** In an order of this expert's own, which stays the same. */
  candidates: z.array(goldenCandidate),
})
export type ExpertTask = z.infer<typeof expertTask>

/** POST …/golden/images/I/answers */
export const goldenAnswersInput = z.strictObject({
  /** Whose answers they are; under another account they are refused with 401. */
  raterId: z.int32().optional(),
  revision: z.number().int().min(0).max(32_767),
  /** One for every candidate of the image, none where it has none. */
  answers: z.array(z.strictObject({ classId: z.int32().min(0), answer })).max(2_000),
})
export type GoldenAnswersInput = z.infer<typeof goldenAnswersInput>

export const goldenAnswersOutput = z.strictObject({
  /** `repeated`: the very same answers had been saved before. */
  outcome: z.enum(['accepted', 'repeated']),
  progress: goldenProgress,
  nextOpenImageId: count.nullable(),
})
export type GoldenAnswersOutput = z.infer<typeof goldenAnswersOutput>

/** POST …/golden/images/I/classes */
export const goldenClassInput = z.strictObject({ classId: z.int32().min(0) })

/** A class to be looked at in a search or in the hierarchy. */
export const goldenClass = z.strictObject({
  classId: count,
  name: z.string(),
  otherNames: z.array(z.string()),
  gloss: z.string().nullable(),
  /** The languages of the names and of the gloss. */
  ...{ lang: z.string(), glossLang: z.string() },
  path: z.array(z.string()),
  /** Whether it can be a label; inner nodes of the hierarchy are there to be walked through. */
  isLabelable: z.boolean(),
  /** Classes right below it. */
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
