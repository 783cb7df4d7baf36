import { FormatError } from '@/lib/formats/format-error'
import type { ClassEntry } from './class-file'
import { refuseNamesakes } from './translations'

export interface ClassTableRow extends Omit<ClassEntry, 'where' | 'parents' | 'isLabelable'> {
  /** Unique among the labelable classes, ignoring case. */
  name: string
  /** Indices of the parents in the table, the main one first. */
  parents: number[]
  /** Names from the root down to this class, along main parents; empty if it has neither parents nor children. */
  path: string[]
}

/**
 * Resolves the classes of a file: labelable ones by rising index, then inner nodes in the order of the file.
 *
 * Throws FormatError for repeated ids or indices, indices on only some classes, parents that are unknown or form a
 * cycle, and namesakes that nothing distinguishes.
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
    const { where: _, isLabelable: __, ...entry } = entries[position]!
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
      throw new FormatError(file, `${entry.where}, field "${field}"`, {
        expected: `a different ${field} for each class`,
        found: `${value}, which ${before} also has`,
        fix: `Give each class its own ${field}.`,
      })
    first.set(value, entry.where)
  }
}

function indices(file: string, entries: readonly ClassEntry[]): (number | null)[] {
  const labelable = entries.filter((entry) => entry.isLabelable)
  const without = labelable.find((entry) => entry.index === null)
  const withIndex = labelable.find((entry) => entry.index !== null)
  if (labelable.length === 0)
    throw new FormatError(file, 'the file', {
      expected: 'at least one class that can be a label',
      found: 'labelable = false for every class',
      fix: 'Remove labelable = false from the classes that can be labels.',
    })
  if (without && withIndex)
    throw new FormatError(file, `${without.where}, field "index"`, {
      expected: `an index, because ${withIndex.where} has one`,
      found: 'none',
      fix: 'Give an index to all labelable classes or to none of them, and set labelable = false for inner nodes.',
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
      // Unlike an id, a position in the file means nothing to people, so such a name is refused below.
      return { id: id ?? `\0${index}`, names, gloss: gloss ?? '', parentName }
    }),
  )
  const shown = entries.map((entry) => entry.displayName ?? entry.names[0]!)
  for (const [k, index] of open.entries()) shown[index] = made[k]!
  const first = new Map<string, string>()
  for (const [index, name] of shown.entries()) {
    if (!entries[index]!.isLabelable) continue
    const wrong = (found: string) =>
      new FormatError(file, `${entries[index]!.where}, field "names"`, {
        expected: 'a class that can be distinguished from the others',
        found,
        fix: 'Give it a second name, a gloss or its own display_name.',
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

export type NamedClass = {
  id: string
  /** The first is the most common. */
  names: readonly string[]
  gloss: string
  parentName: string | null
}

const glossStart = (gloss: string) => gloss.split(/\s+/).filter(Boolean).slice(0, 4).join(' ')

/** What can distinguish a class from its namesakes, the best first; the last one always does. */
const distinctions = ({ id, names, gloss, parentName }: NamedClass) =>
  [names[1], parentName, glossStart(gloss), id].filter((text) => text)

/**
 * Gives each class a unique name (ignoring case), in the given order.
 *
 * A class whose first name is unique keeps it. Namesakes get brackets with a second name, the name of the main parent,
 * the first words of the gloss, or the id: the first of these that makes the name unique.
 */
export function displayNames(classes: readonly NamedClass[]): string[] {
  const uses = new Map<string, number>()
  for (const { id, names } of classes) {
    const name = (names[0] ?? id).toLowerCase()
    uses.set(name, (uses.get(name) ?? 0) + 1)
  }
  const taken = new Set<string>([...uses].filter(([, count]) => count === 1).map(([name]) => name))
  return classes.map((one) => {
    const name = one.names[0] ?? one.id
    if (uses.get(name.toLowerCase()) === 1) return name
    const candidates = distinctions(one).map((text) => `${name} (${text})`)
    const free = candidates.find((candidate) => !taken.has(candidate.toLowerCase()))
    if (!free) throw new RangeError(`Two classes have the id ${one.id}.`)
    taken.add(free.toLowerCase())
    return free
  })
}

const plain = (name: string) => name.toLowerCase().replaceAll('_', ' ')

/**
 * Finds the parents of each class as indices into the list, by id, otherwise by name.
 *
 * Throws FormatError for an unknown parent, an ambiguous name, and a class that is its own ancestor, naming the cycle.
 */
function classParents(file: string, entries: readonly ClassEntry[]): number[][] {
  const byId = new Map<string, number>()
  const byName = new Map<string, Set<number>>()
  for (const [index, { id, names }] of entries.entries()) {
    if (id !== null) byId.set(id, index)
    for (const name of names.map(plain)) byName.set(name, (byName.get(name) ?? new Set()).add(index))
  }
  const parents = entries.map(({ where, parents }) => {
    const wrong = (expected: string, found: string, fix: string) =>
      new FormatError(file, `${where}, field "parents"`, { expected, found, fix })
    const indices = parents.map((parent) => {
      const named = byName.get(plain(parent)) ?? new Set()
      const index = byId.get(parent) ?? (named.size === 1 ? [...named][0] : undefined)
      if (index !== undefined) return index
      if (named.size > 1)
        throw wrong(
          'a name that only one class has',
          `"${parent}", which is the name of ${named.size} classes`,
          'Use the id of the parent.',
        )
      throw wrong(
        'the id or a name of a class in this file',
        `"${parent}"`,
        'Correct it, or add a line for this class; set labelable = false if it cannot be a label.',
      )
    })
    return [...new Set(indices)]
  })
  refuseCircle(file, entries, parents)
  return parents
}

function refuseCircle(file: string, entries: readonly ClassEntry[], parents: readonly number[][]) {
  const unseen = 0
  const inProgress = 1
  const done = 2
  const state = new Uint8Array(entries.length).fill(unseen)
  for (const start of entries.keys()) {
    if (state[start] !== unseen) continue
    const way = [{ position: start, next: 0 }]
    state[start] = inProgress
    while (way.length > 0) {
      const top = way[way.length - 1]!
      const parent = parents[top.position]!.at(top.next++)
      if (parent === undefined) {
        state[top.position] = done
        way.pop()
      } else if (state[parent] === inProgress) {
        const from = way.findIndex(({ position }) => position === parent)
        throw circle(file, entries, [...way.slice(from).map(({ position }) => position), parent])
      } else if (state[parent] === unseen) {
        state[parent] = inProgress
        way.push({ position: parent, next: 0 })
      }
    }
  }
}

function circle(file: string, entries: readonly ClassEntry[], indices: readonly number[]): FormatError {
  const called = (index: number) => entries[index]!.id ?? entries[index]!.names[0]
  const shown = indices.length > 12 ? [...indices.slice(0, 10), -1, ...indices.slice(-1)] : indices
  return new FormatError(file, `${entries[indices[0]!]!.where}, field "parents"`, {
    expected: 'a class that is not its own ancestor',
    found: shown.map((index) => (index < 0 ? '…' : called(index))).join(' → '),
    fix: 'Remove one of these parents.',
  })
}
