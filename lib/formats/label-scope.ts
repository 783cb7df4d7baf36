import type { ClassLookup, LabelError } from '@/lib/formats/classes/class-lookup'
import { FormatError } from './format-error'

/** What a file of original labels may speak of. */
export interface LabelScope {
  /** Position by file name. */
  positionOf: ReadonlyMap<string, number>
  classes: ClassLookup
}

export interface ImageLabel {
  /** Position of the image. */
  image: number
  /** Class index. */
  label: number
}

/** Enters labels one by one; each image may come once. */
export class LabelRegister {
  private readonly placeOf = new Map<number, string>()

  constructor(
    private readonly file: string,
    private readonly scope: LabelScope,
  ) {}

  get count() {
    return this.placeOf.size
  }

  /** `names` are what the image may be called, the most exact first; `fields` what the two values are called here. */
  enter(
    where: string,
    names: readonly string[],
    found: number | LabelError,
    fields: { file: string; label: string } = { file: 'file', label: 'label' },
  ): ImageLabel {
    const wrong = (field: string, expected: string, value: string, mend: string) =>
      new FormatError({ file: this.file, where: `${where}, field "${field}"`, expected, found: value, mend })
    const name = names.find((one) => this.scope.positionOf.has(one))
    const image = name === undefined ? undefined : this.scope.positionOf.get(name)
    if (image === undefined)
      throw wrong(
        fields.file,
        'the file name of an image of the project',
        JSON.stringify(names[0]).slice(0, 120),
        'Correct the name, remove it, or import the images first.',
      )
    const before = this.placeOf.get(image)
    if (before !== undefined)
      throw wrong(fields.file, 'every image once', `the same image as in ${before}`, 'Remove one of them.')
    if (typeof found !== 'number') throw wrong(fields.label, found.expected, found.found, found.mend)
    this.placeOf.set(image, where)
    return { image, label: found }
  }

  /** Refuses a file without a single label. */
  end() {
    if (this.count > 0) return
    throw new FormatError({
      file: this.file,
      where: 'the file',
      expected: 'at least one label',
      found: 'none',
      mend: 'Add a line for each image that has a label.',
    })
  }
}
