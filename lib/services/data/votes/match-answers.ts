import type { AnswerMapping } from '@/lib/contracts/data/answers'
import { proposedAnswers } from '@/lib/domain/data/answer-words'
import { answerCode } from '@/lib/domain/rating/answer'
import type { LabelKind } from '@/lib/formats/answers/file-answer'
import { FormatError } from '@/lib/formats/format-error'
import { stemOf } from '@/lib/formats/image-names'
import { ClassLookup, type LabelableClass } from '@/lib/formats/name-lookup'

export interface AnswerScope {
  positionOf: ReadonlyMap<string, number>
  classes: readonly LabelableClass[]
}

/** Image position, class index or answer code. Null if the mapping excludes the name, undefined if it is unknown. */
type Found = number | null | undefined

/** Other forms of an image's name: with composed accents, without folders, in another case. */
const plainName = (name: string) => name.normalize('NFC').toLowerCase()
const baseOf = (name: string) => name.slice(name.lastIndexOf('/') + 1)
/** Without the host or bucket of a URL, with the last slash. Blank if there are none. */
const foldersOf = (name: string) => {
  const path = name.replaceAll('\\', '/').replace(/^([a-z][a-z0-9+.-]*:\/\/[^/]*)?\/+/i, '')
  return plainName(path.slice(0, path.lastIndexOf('/') + 1))
}
const isEndOf = (end: string, folders: string) => folders === end || folders.endsWith(`/${end}`)

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Extracts the path from a URL. Label Studio puts it into `?d=`; otherwise the query is dropped. */
function pathOf(name: string): string {
  const local = /[?&]d=([^&]+)/.exec(name)?.[1]
  if (local !== undefined) return decoded(local)
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(name) || name.startsWith('/') ? decoded(name.replace(/[?#].*$/, '')) : name
}

/**
 * Tries the mapping, then exact names, then other forms of a name. Ambiguous names are unknown, and so are those in
 * other folders than the image. Of files with the same name in different folders, only the first can be an image that
 * has this name without a folder.
 */
export class AnswerMatcher {
  readonly lookup: ClassLookup
  private readonly mappedClasses = new Map<string, number | null>()
  private readonly foundImages = new Map<string, Found>()
  private readonly foundClasses = new Map<string, Found>()
  /** Position by other forms of a name; −1 if several images share it. */
  private others: { base: Map<string, number>; stem: Map<string, number>; folders: Map<number, string> } | null = null
  /** The longest folders in the file of an image that was found, by position. */
  private readonly longestFolders = new Map<number, string>()
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
    const [base, folders] = [baseOf(path), foldersOf(path)]
    const position = this.byEnd(path) ?? this.byOtherName(base, folders)
    if (position !== undefined) return this.isSameFile(position, folders) ? position : undefined
    // Label Studio stores uploaded files in a folder of its own and prefixes them with eight hex digits.
    const uploaded = base.replace(/^[0-9a-f]{8}-/, '')
    return uploaded === base ? undefined : this.byOtherName(uploaded, '')
  }

  private byEnd(path: string): number | undefined {
    for (let rest = path; ; rest = rest.slice(rest.indexOf('/') + 1)) {
      const position = this.scope.positionOf.get(rest)
      if (position !== undefined || !rest.includes('/')) return position
    }
  }

  /** Whether the names found so far for an image can be the same file: train/1.jpg and val/1.jpg cannot. */
  private isSameFile(position: number, folders: string): boolean {
    const known = this.longestFolders.get(position) ?? ''
    if (!isEndOf(folders, known) && !isEndOf(known, folders)) return false
    if (folders.length > known.length) this.longestFolders.set(position, folders)
    return true
  }

  private byOtherName(base: string, folders: string): number | undefined {
    const others = this.otherNames()
    return [others.base.get(plainName(base)), others.stem.get(stemOf(base))].find((position = -1) => {
      const own = others.folders.get(position) ?? ''
      return position >= 0 && (isEndOf(own, folders) || isEndOf(folders, own))
    })
  }

  private otherNames() {
    if (this.others) return this.others
    const base = new Map<string, number>()
    const stem = new Map<string, number>()
    const folders = new Map<number, string>()
    const add = (names: Map<string, number>, name: string, position: number) =>
      names.set(name, names.has(name) ? -1 : position)
    for (const [name, position] of this.scope.positionOf) {
      add(base, plainName(baseOf(name)), position)
      add(stem, stemOf(name), position)
      const own = foldersOf(name)
      if (own !== '') folders.set(position, own)
    }
    this.others = { base, stem, folders }
    return this.others
  }

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

  /** Null if the label matches a class. */
  problemOf(label: string, kind: LabelKind): string | null {
    const found = this.search(label, kind)
    return typeof found === 'number' ? null : `Expected ${found.expected}, found ${found.found}.`
  }

  private search(label: string, kind: LabelKind) {
    if (kind === 'index') return this.lookup.ofIndex(label)
    if (kind === 'name') return this.lookup.ofText(label)
    const found = this.lookup.ofId(label)
    if (typeof found === 'number') return found
    // In a project without ids, such as one made of folders, ids may be names.
    const named = this.lookup.ofText(label, false)
    return typeof named === 'number' ? named : found
  }

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
  new FormatError('The mapping', where, { expected, found, fix: 'Correct the mapping.' })
