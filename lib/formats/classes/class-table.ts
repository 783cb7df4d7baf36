import { FormatError } from '@/lib/formats/format-error'
import type { ClassEntry } from './class-file'
import { classParents } from './class-parents'
import { displayNames } from './display-names'
import { refuseNamesakes } from './translations'

/** A class with its position among the others. */
export interface ClassTableRow extends Omit<ClassEntry, 'where' | 'parents' | 'isLabelable' | 'displayName'> {
  /** Unique among the labelable classes, capitals aside. */
  name: string
  /** Positions of the parents in the table, the main one first. */
  parents: number[]
  /** Names from the root down to this class, along main parents; empty where it has neither parents nor children. */
  path: string[]
}

/**
 * The classes of a file as they are kept: labelable ones by rising index, then inner nodes in the order of the file.
 *
 * Errors: FormatError for ids or indices that stand twice, for an index here and none there, for parents that cannot be
 *         found or lead back, and for namesakes that nothing tells apart.
 */
export function classTable(file: string, entries: readonly ClassEntry[]): ClassTableRow[] {
  refuseTwice(file, entries, 'id')
  refuseTwice(file, entries, 'index')
  const parents = classParents(file, entries)
  const index = indices(file, entries)
  const shown = shownNames(file, entries, parents)
  const paths = classPaths(entries, parents)
  refuseNamesakes(file, translatedNames(entries))
  const positions = [...entries.keys()]
  const labelable = positions.filter((position) => index[position] !== null)
  labelable.sort((one, other) => Number(index[one]) - Number(index[other]))
  const kept = [...labelable, ...positions.filter((position) => index[position] === null)]
  const indexOf = new Map(kept.map((index, row) => [index, row]))
  return kept.map((position) => {
    const { where: _, displayName: __, isLabelable: ___, ...entry } = entries[position]!
    const rowParents = parents[position]!.map((parent) => indexOf.get(parent) as number)
    return { ...entry, index: index[position]!, name: shown[position]!, parents: rowParents, path: paths[position]! }
  })
}

function* translatedNames(entries: readonly ClassEntry[]) {
  for (const { where, isLabelable, translations } of entries)
    for (const [language, { name }] of Object.entries(translations)) if (isLabelable) yield { where, language, name }
}

function refuseTwice(file: string, entries: readonly ClassEntry[], field: 'id' | 'index') {
  const first = new Map<string | number, string>()
  for (const entry of entries) {
    const value = entry[field]
    if (value === null) continue
    const before = first.get(value)
    if (before !== undefined)
      throw new FormatError({
        file,
        where: `${entry.where}, field "${field}"`,
        expected: `a different ${field} for each class`,
        found: `${value}, which ${before} also has`,
        mend: `Give each class its own ${field}.`,
      })
    first.set(value, entry.where)
  }
}

function indices(file: string, entries: readonly ClassEntry[]): (number | null)[] {
  const labelable = entries.filter((entry) => entry.isLabelable)
  const without = labelable.find((entry) => entry.index === null)
  const withIndex = labelable.find((entry) => entry.index !== null)
  if (labelable.length === 0)
    throw new FormatError({
      file,
      where: 'the file',
      expected: 'at least one class that can be a label',
      found: 'labelable = false for every class',
      mend: 'Remove labelable = false from the classes that can be labels.',
    })
  if (without && withIndex)
    throw new FormatError({
      file,
      where: `${without.where}, field "index"`,
      expected: `an index, because ${withIndex.where} has one`,
      found: 'none',
      mend: 'Give an index to all labelable classes or to none of them, and set labelable = false for inner nodes.',
    })
  let next = 0
  return entries.map((entry) => (entry.isLabelable ? (entry.index ?? next++) : null))
}

function shownNames(file: string, entries: readonly ClassEntry[], parents: readonly number[][]): string[] {
  const isOpen = (entry: ClassEntry) => entry.isLabelable && entry.displayName === null
  const open = [...entries.keys()].filter((index) => isOpen(entries[index]!))
  const made = displayNames(
    open.map((index) => {
      const { id, names, gloss } = entries[index]!
      const parentName = parents[index]!.length > 0 ? entries[parents[index]![0]!]!.names[0]! : null
      // Unlike an id, a position in the file says nothing to people: such a name is refused below.
      return { id: id ?? `\0${index}`, names, gloss: gloss ?? '', parentName }
    }),
  )
  const shown = entries.map((entry) => entry.displayName ?? entry.names[0]!)
  for (const [k, index] of open.entries()) shown[index] = made[k]!
  const first = new Map<string, string>()
  for (const [index, name] of shown.entries()) {
    if (!entries[index]!.isLabelable) continue
    const wrong = (found: string) =>
      new FormatError({
        file,
        where: `${entries[index]!.where}, field "names"`,
        expected: 'a class that can be distinguished from the others',
        found,
        mend: 'Give it a second name, a gloss or its own display_name.',
      })
    if (name.includes('\0')) throw wrong(`another "${entries[index]!.names[0]}" with nothing to distinguish them`)
    const before = first.get(name.toLowerCase())
    if (before !== undefined) throw wrong(`"${name}", which is also the name of ${before}`)
    first.set(name.toLowerCase(), entries[index]!.where)
  }
  return shown
}

function classPaths(entries: readonly ClassEntry[], parents: readonly number[][]): string[][] {
  const hasChildren = new Set(parents.flat())
  const paths: string[][] = new Array(entries.length)
  const pathOf = (index: number) => {
    if (parents[index]!.length > 0) return [...paths[parents[index]![0]!]!, entries[index]!.names[0]!]
    return hasChildren.has(index) ? [entries[index]!.names[0]!] : []
  }
  for (const start of entries.keys()) {
    const way = [start]
    for (let index = start; parents[index]!.length > 0 && !paths[index]; ) {
      index = parents[index]![0]!
      way.push(index)
    }
    for (const index of way.reverse()) paths[index] ??= pathOf(index)
  }
  return paths
}
