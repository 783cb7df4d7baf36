import { fileKeys, type labelKeys } from '@/lib/domain/data/file-role'
import { columnPosition, missingColumn } from './csv'
import type { FormatProblem } from './format-error'
import { shortJson } from './format-error'

export interface LabelableClass {
  index: number
  externalId: string | null
  /** Unique among the labelable classes. */
  name: string
  otherNames: readonly string[]
  /** Names from the root down to the class itself; empty without a hierarchy. */
  path: readonly string[]
}

/** Normalises case, underscores and accents, which some systems write as separate characters. */
export const plainClassName = (name: string) => name.normalize('NFC').toLowerCase().replaceAll('_', ' ').trim()
const fixUnknown = 'Correct the label or import classes that include it.'

/** A suggestion compares a name with all names of classes, and nobody reads hundreds of suggestions. */
const maxSuggestions = 100
const withoutSpaces = (name: string) => plainClassName(name).replaceAll(/\s/g, '')

/** Number of letters to insert, delete, replace or swap with the next: the optimal string alignment distance. */
export function editDistance(one: string, other: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, k) => k)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let k = 1; k <= other.length; k++) {
      const replaced = last[k - 1]! + Number(one[i - 1] !== other[k - 1])
      const isSwapped = i > 1 && k > 1 && one[i - 1] === other[k - 2] && one[i - 2] === other[k - 1]
      const swapped = isSwapped ? beforeLast[k - 2]! + 1 : replaced
      row.push(Math.min(replaced, swapped, last[k]! + 1, row[k - 1]! + 1))
    }
    beforeLast = last
    last = row
  }
  return last[other.length]!
}

/**
 * Finds the class that a label of a file refers to.
 *
 * A number is a class index. A text is an external id or an exact display name; if there is none, any name of a class,
 * ignoring case, underscores and the encoding of accents. An ambiguous text is refused, because a wrong guess would go
 * unnoticed. In files without numbers, digits may also be an index.
 */
export class ClassLookup {
  readonly indices: ReadonlySet<number>
  private readonly byId = new Map<string, number>()
  private readonly byShownName = new Map<string, number>()
  private readonly byName = new Map<string, Set<number>>()
  private readonly nameOf = new Map<number, string>()
  private readonly known = new Map<string, number>()
  private readonly suggestions = new Map<string, string>()
  private readonly expectedIndex: string

  constructor(classes: readonly LabelableClass[]) {
    const indices = new Set<number>()
    let highest = -1
    for (const { index, externalId, name, otherNames, path } of classes) {
      indices.add(index)
      if (index > highest) highest = index
      if (externalId !== null) this.byId.set(externalId, index)
      this.byShownName.set(name, index)
      this.nameOf.set(index, name)
      const first = /^(.+) \(.+\)$/.exec(name)?.[1]
      for (const called of [name, first, path.at(-1), ...otherNames])
        if (called) this.addName(plainClassName(called), index)
    }
    this.indices = indices
    this.expectedIndex =
      highest < 0
        ? 'the index of a class (the project has no classes yet)'
        : `the index of a class of the project, at most ${highest}`
  }

  private addName(name: string, index: number) {
    const called = this.byName.get(name)
    if (called) called.add(index)
    else this.byName.set(name, new Set([index]))
  }

  /** Looks up a value of a JSON file: a number is an index, a text an id or a name. */
  ofValue(value: unknown): number | FormatProblem {
    if (typeof value === 'string') return this.ofText(value, false)
    if (typeof value === 'number' && this.indices.has(value)) return value
    return { expected: this.expectedIndex, found: shortJson(value), fix: fixUnknown }
  }

  /** Looks up a CSV cell or folder name: an index, an id or a name. */
  ofText(text: string, mayBeIndex = true): number | FormatProblem {
    const label = text.trim()
    const key = `${mayBeIndex ? 'i' : 'n'}${label}`
    const before = this.known.get(key)
    if (before !== undefined) return before
    const found = this.find(label, mayBeIndex)
    if (typeof found === 'number') this.known.set(key, found)
    return found
  }

  ofIndex(text: string): number | FormatProblem {
    const label = text.trim()
    const index = /^\d{1,10}$/.test(label) ? Number(label) : -1
    if (this.indices.has(index)) return index
    return {
      expected: this.expectedIndex,
      found: label === '' ? 'an empty cell' : label.slice(0, 80),
      fix: fixUnknown,
    }
  }

  ofId(text: string): number | FormatProblem {
    const index = this.byId.get(text.trim())
    return index ?? { expected: 'the id of a class of the project', found: shortJson(text), fix: fixUnknown }
  }

  /** Returns the classes that a text may mean: those with this id, display name or index, otherwise those of that name. */
  meaningsOf(text: string, mayBeIndex: boolean): ReadonlySet<number> {
    const label = text.trim()
    const exact = new Set<number>()
    for (const index of [this.byId.get(label), this.byShownName.get(label)]) if (index !== undefined) exact.add(index)
    if (mayBeIndex && /^\d{1,10}$/.test(label) && this.indices.has(Number(label))) exact.add(Number(label))
    return exact.size > 0 ? exact : (this.byName.get(plainClassName(label)) ?? exact)
  }

  /** Returns “ (did you mean tiger shark?)” for a mistyped name; empty if no name of a class is close. */
  suggestionFor(label: string): string {
    const before = this.suggestions.get(label)
    if (before !== undefined || this.suggestions.size >= maxSuggestions) return before ?? ''
    const closest = this.closestTo(withoutSpaces(label))
    const suggestion = closest === null ? '' : ` (did you mean ${closest}?)`
    this.suggestions.set(label, suggestion)
    return suggestion
  }

  /** Null if several classes are equally close, and for ids and numbers: another one of their kind is another class. */
  private closestTo(wanted: string): string | null {
    const { length } = wanted
    if (wanted.replaceAll(/\d/g, '').length * 2 <= length) return null
    let least = Math.max(Math.min(2, Math.floor((length - 1) / 2)), Math.floor(length / 3))
    let closest = new Set<number>()
    for (const [name, indices] of this.byName) {
      const other = withoutSpaces(name)
      if (Math.abs(other.length - length) > least) continue
      const distance = editDistance(wanted, other)
      if (distance > least) continue
      closest = distance < least ? new Set(indices) : new Set([...closest, ...indices])
      least = distance
    }
    const [index] = closest
    return closest.size === 1 && index !== undefined ? (this.nameOf.get(index) ?? null) : null
  }

  /** Names the classes that a text may mean, with their indices. */
  describeMeanings(text: string, mayBeIndex = true): string {
    const meant = this.meaningsOf(text, mayBeIndex)
    const some = Array.from(meant).slice(0, 4)
    const those = some.map((one) => `${this.nameOf.get(one)} with index ${one}`).join(', ')
    return `${those}${meant.size > some.length ? ' and others' : ''}`
  }

  private find(label: string, mayBeIndex: boolean): number | FormatProblem {
    const meant = this.meaningsOf(label, mayBeIndex)
    const [index] = meant
    if (meant.size === 1 && index !== undefined) return index
    const expected = `${mayBeIndex ? 'the index, id or name' : 'the index as a number, or the id or name,'} of a class of the project`
    if (meant.size === 0) return { expected, found: `${shortJson(label)}${this.suggestionFor(label)}`, fix: fixUnknown }
    return {
      expected: 'a label that matches only one class',
      found: `${shortJson(label)}, which matches ${this.describeMeanings(label, mayBeIndex)}`,
      fix: mayBeIndex
        ? 'Use an id or name that only this class has. In a table, columns called class_index and class_id are never taken for anything else.'
        : 'Use the index as a number, or an id or name that only this class has.',
    }
  }
}

export interface ClassColumn {
  column: string
  position: number
  indexOf: (text: string) => number | FormatProblem
}

export type ClassReader = (classes: ClassLookup) => ClassColumn['indexOf']

export const classReaders: Record<(typeof labelKeys)[number], ClassReader> = {
  label: (classes) => (text) => classes.ofText(text),
  class_index: (classes) => (text) => classes.ofIndex(text),
  class_id: (classes) => (text) => classes.ofId(text),
  class_name: (classes) => (text) => classes.ofText(text),
  category: (classes) => (text) => classes.ofText(text),
}

interface ClassColumnsOf {
  ending?: string
  readers?: Record<string, ClassReader>
}

export function classColumns(
  path: string,
  header: readonly string[],
  classes: ClassLookup,
  { ending = '', readers = classReaders }: ClassColumnsOf = {},
): ClassColumn[] {
  return Object.entries(readers).flatMap(([name, reader]) => {
    const column = name + ending
    const position = columnPosition(path, header, column)
    return position === null ? [] : { column, position, indexOf: reader(classes) }
  })
}

/** Returns a reader for a label column, according to its name; null if the header has none. */
export const labelColumn = (path: string, header: readonly string[], classes: ClassLookup): ClassColumn | null =>
  classColumns(path, header, classes)[0] ?? null

export function fileColumn(path: string, header: readonly string[]) {
  for (const column of fileKeys) {
    const position = columnPosition(path, header, column)
    if (position !== null) return { column, position }
  }
  throw missingColumn(path, header, 'a column "file"')
}
