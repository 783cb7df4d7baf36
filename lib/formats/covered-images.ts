import type { PredictionScope } from '@/lib/formats/predictions/image-prediction'
import { FormatError } from './format-error'

/** Makes the refusal of one place in a file; a null for the field means the whole line. */
export type Refuse = (field: string | null, expected: string, found: string, mend: string) => FormatError

const shown = (value: unknown) => JSON.stringify(value)?.slice(0, 80) ?? 'nothing'

/** Holds which images a file of predictions has spoken of, so that each comes once and none is forgotten. */
export class CoveredImages {
  private readonly lineOf: Int32Array
  private count = 0

  constructor(
    private readonly path: string,
    private readonly scope: PredictionScope,
    /** What one image is in this file: a line, a row. */
    private readonly unit = 'line',
  ) {
    this.lineOf = new Int32Array(scope.positionOf.size)
  }

  /** The position of the image that this line is about. Lines count from 1. */
  enter(name: unknown, line: number, field: string, refuse: Refuse): number {
    if (typeof name !== 'string') throw refuse(field, 'the file name of an image', shown(name), 'Add the field "file".')
    const image = this.scope.positionOf.get(name)
    if (image === undefined)
      throw refuse(
        field,
        'the file name of an image of the project',
        shown(name),
        `Correct the name or remove the ${this.unit}.`,
      )
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
        shown(name),
        'Remove the image, or replace all predictions of the model.',
      )
    this.lineOf[image] = line
    this.count++
    return image
  }

  /** Refuses a file that says nothing, and one that forgets an image it must speak of. */
  end() {
    const { positionOf, isPartial } = this.scope
    const wanted = isPartial ? `at least one ${this.unit}` : `${positionOf.size} ${this.unit}s, one for each image`
    const error = (found: string, mend: string) =>
      new FormatError({ file: this.path, where: `the ${this.unit}s`, expected: wanted, found, mend })
    if (this.count === 0) throw error('none', 'Use a file with predictions.')
    if (isPartial || this.count === positionOf.size) return
    const missing = this.lineOf.indexOf(0)
    const name = Array.from(positionOf).find(([, position]) => position === missing)?.[0]
    const mend = `Add a ${this.unit} for every image of the project, or allow models to omit images (--partial).`
    throw error(`${this.count}, with none for ${name}`, mend)
  }
}
