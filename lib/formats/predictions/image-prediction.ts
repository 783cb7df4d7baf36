import { FormatError, NameProblems, type Refuse, shortJson } from '@/lib/formats/format-error'
import { ImageNames } from '@/lib/formats/image-names'
import type { ClassLookup } from '@/lib/formats/name-lookup'

export type PredictionScoreKind = 'probability' | 'logit'

export interface PredictionScope {
  /** Position by file name. */
  positionOf: ReadonlyMap<string, number>
  classes: ClassLookup
  /** Whether the file may omit images; otherwise all are required. */
  isPartial?: boolean
  /** By position, 1 for images that already have predictions of the model, which the file must omit. */
  taken?: Uint8Array
}

export interface ImagePrediction {
  /** Position of the image. */
  image: number
  /** Class indices, the most confident first. */
  classes: readonly number[]
  /** One per class; null if the file has only ranks. */
  scores: readonly number[] | null
}

export interface Predictions {
  /** Null if the file has only ranks. */
  scoreKind: PredictionScoreKind | null
  /** Each image once, in the order of the file. Iteration throws FormatError at the first error. */
  images: Iterable<ImagePrediction> | AsyncIterable<ImagePrediction>
}

/** Returns what was expected, or null if valid: probabilities are in [0, 1]; no score is NaN or infinite. */
export function scoreError(score: unknown, kind: PredictionScoreKind): string | null {
  const isNumber = typeof score === 'number' && Math.abs(score) <= 3e38
  if (kind === 'logit') return isNumber ? null : 'a finite number'
  return isNumber && score >= 0 && score <= 1 ? null : 'a number from 0 to 1'
}

/** How far a file of predictions, which may be very large, is read on to find further unknown names. */
const maxLinesAfterProblem = 10_000

/** Tracks the images of a predictions file, so that each occurs once and none is missing. */
export class CoveredImages {
  /** Unknown images, and unknown classes that the reader adds. */
  readonly problems: NameProblems
  private readonly lineOf: Int32Array
  private readonly images: ImageNames
  private count = 0

  constructor(
    private readonly path: string,
    private readonly scope: PredictionScope,
    /** Name of an image's unit in this file: a line, a row. */
    private readonly unit = 'line',
  ) {
    this.problems = new NameProblems(path, maxLinesAfterProblem)
    this.images = new ImageNames(scope.positionOf)
    this.lineOf = new Int32Array(scope.positionOf.size)
  }

  /** Registers the image of a line and returns its position, or −1 if it is unknown. Lines count from 1. */
  enter(name: unknown, line: number, field: string | null, refuse: Refuse): number {
    if (typeof name !== 'string')
      throw refuse(field, 'the file name of an image', shortJson(name), 'Add the field "file".')
    const image = this.images.find(name)
    if (image === undefined) {
      const fix = `Correct the name or remove the ${this.unit}.`
      this.problems.add(`${this.unit} ${line}`, field, this.images.problemOf(name, fix))
      return -1
    }
    if (this.lineOf[image]! > 0)
      throw refuse(
        field,
        'every image once',
        `the same image as in ${this.unit} ${this.lineOf[image]}`,
        'Remove one of them.',
      )
    if (this.scope.taken?.[image])
      throw refuse(
        field,
        'an image without predictions of this model',
        shortJson(name),
        'Remove the image, or replace all predictions of the model.',
      )
    this.lineOf[image] = line
    this.count++
    return image
  }

  /** Refuses unknown names, an empty file, and one that omits a required image. */
  end() {
    this.problems.end()
    const { positionOf, isPartial } = this.scope
    const wanted = isPartial ? `at least one ${this.unit}` : `all ${positionOf.size} images of the project`
    const error = (found: string, fix: string) =>
      new FormatError(this.path, `the ${this.unit}s`, { expected: wanted, found, fix })
    if (this.count === 0) throw error('none', 'Use a file with predictions.')
    if (isPartial || this.count === positionOf.size) return
    const missing = this.lineOf.indexOf(0)
    const name = Array.from(positionOf).find(([, position]) => position === missing)?.[0]
    const fix = `Add a ${this.unit} for every image of the project, or allow models to omit images (on the command line: --partial; in the API: "isPartial": true).`
    throw error(`${this.count}, with none for ${name}`, fix)
  }
}
