import type { AnswerMapping } from '@/lib/contracts/data/answers'
import { proposedAnswers } from '@/lib/domain/data/answer-words'
import { answerCode } from '@/lib/domain/rating/answer'
import type { LabelKind } from '@/lib/formats/answers/file-answer'
import { ClassLookup, type LabelableClass } from '@/lib/formats/classes/class-lookup'
import { FormatError } from '@/lib/formats/format-error'

/** What a project has that a file can speak of. */
export interface AnswerScope {
  positionOf: ReadonlyMap<string, number>
  classes: readonly LabelableClass[]
}

/** Null is left out, as the mapping says; undefined is unknown. */
type Found = number | null | undefined

/** Names that the same image may have elsewhere: without folders, with another case, without its ending. */
const plainName = (name: string) => name.toLowerCase()
const stemOf = (name: string) => plainName(name).replace(/\.[a-z0-9]{2,5}$/, '')
const baseOf = (name: string) => name.slice(name.lastIndexOf('/') + 1)

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The path that an address leads to: Label Studio writes it behind `?d=`; elsewhere what follows a ? is no part of it. */
function pathOf(name: string): string {
  const local = /[?&]d=([^&]+)/.exec(name)?.[1]
  if (local !== undefined) return decoded(local)
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(name) || name.startsWith('/') ? decoded(name.replace(/[?#].*$/, '')) : name
}

/**
 * Finds the images, classes and answers of the project that the names in a file mean: first as the mapping says, then to
 * the letter, then by what else they are called. What could mean two things is unknown.
 */
export class AnswerMatcher {
  readonly lookup: ClassLookup
  private readonly mappedClasses = new Map<string, number | null>()
  private readonly foundImages = new Map<string, Found>()
  private readonly foundClasses = new Map<string, Found>()
  /** Position by other forms of a name; −1 where several images have it. */
  private others: { base: Map<string, number>; stem: Map<string, number> } | null = null
  private readonly imageCount: number

  constructor(
    private readonly scope: AnswerScope,
    private readonly mapping: AnswerMapping,
  ) {
    this.lookup = new ClassLookup(scope.classes)
    this.imageCount = scope.positionOf.size
    for (const [name, meant] of Object.entries(mapping.classes)) {
      const found = meant === null ? null : typeof meant === 'number' ? this.ofIndex(meant) : this.lookup.ofText(meant)
      if (found === null || typeof found === 'number') this.mappedClasses.set(name, found)
      else throw wrongMapping(`classes, “${name}”`, found.expected, found.found)
    }
    for (const [name, meant] of Object.entries(mapping.images))
      if (meant !== null && !scope.positionOf.has(meant))
        throw wrongMapping(`images, “${name}”`, 'the file name of an image of the project', `“${meant}”`)
  }

  private ofIndex(index: number) {
    return this.lookup.ofValue(index)
  }

  /** Position of the image. */
  imageOf(image: string | number): Found {
    if (typeof image === 'number') return image < this.imageCount ? image : undefined
    const exact = Object.hasOwn(this.mapping.images, image) ? undefined : this.scope.positionOf.get(image)
    if (exact !== undefined) return exact
    const before = this.foundImages.get(image)
    if (before !== undefined || this.foundImages.has(image)) return before
    const found = this.findImage(image)
    this.foundImages.set(image, found)
    return found
  }

  private findImage(image: string): Found {
    if (Object.hasOwn(this.mapping.images, image)) {
      const meant = this.mapping.images[image]
      return typeof meant === 'string' ? this.scope.positionOf.get(meant) : null
    }
    const path = pathOf(image)
    for (let rest = path; ; rest = rest.slice(rest.indexOf('/') + 1)) {
      const position = this.scope.positionOf.get(rest)
      if (position !== undefined) return position
      if (!rest.includes('/')) break
    }
    const base = baseOf(path)
    // Label Studio puts eight digits before the name of an uploaded file.
    const { base: byBase, stem: byStem } = this.otherNames()
    for (const name of [base, base.replace(/^[0-9a-f]{8}-/, '')])
      for (const position of [byBase.get(plainName(name)), byStem.get(stemOf(name))])
        if (position !== undefined && position >= 0) return position
    return undefined
  }

  private otherNames() {
    if (this.others) return this.others
    const base = new Map<string, number>()
    const stem = new Map<string, number>()
    const add = (names: Map<string, number>, name: string, position: number) =>
      names.set(name, names.has(name) ? -1 : position)
    for (const [name, position] of this.scope.positionOf) {
      add(base, plainName(baseOf(name)), position)
      add(stem, stemOf(baseOf(name)), position)
    }
    this.others = { base, stem }
    return this.others
  }

  /** Index of the class. */
  classOf(label: string, kind: LabelKind): Found {
    const key = `${kind} ${label}`
    const before = this.foundClasses.get(key)
    if (before !== undefined || this.foundClasses.has(key)) return before
    const mapped = this.mappedClasses.get(label)
    const found = mapped === undefined ? this.search(label, kind) : mapped
    const result = typeof found === 'object' && found !== null ? undefined : found
    this.foundClasses.set(key, result)
    return result
  }

  /** Why a label means no class, in words. */
  problemOf(label: string, kind: LabelKind): string | null {
    const found = this.search(label, kind)
    return typeof found === 'number' ? null : `Expected ${found.expected}, found ${found.found}.`
  }

  private search(label: string, kind: LabelKind) {
    if (kind === 'index') return this.lookup.ofIndex(label)
    return kind === 'id' ? this.lookup.ofId(label) : this.lookup.ofText(label)
  }

  /** What each of the answers of a file is stored as. */
  answersOf(words: Iterable<string>): Map<string, Found> {
    const proposed = proposedAnswers(words)
    return new Map(
      [...proposed].map(([word, answer]) => {
        const mapped = Object.hasOwn(this.mapping.answers, word) ? (this.mapping.answers[word] ?? null) : undefined
        if (mapped !== undefined) return [word, mapped === null ? null : answerCode(mapped)]
        return [word, answer === null ? undefined : answerCode(answer)]
      }),
    )
  }
}

const wrongMapping = (where: string, expected: string, found: string) =>
  new FormatError({ file: 'The mapping', where, expected, found, mend: 'Correct the mapping.' })
