import { FormatError } from '@/lib/formats/format-error'
import type { ClassEntry } from './class-file'

const plain = (name: string) => name.toLowerCase().replaceAll('_', ' ')

/**
 * The parents of each class as positions in the list, in the order of the file: found by id or else by name.
 *
 * Errors: FormatError for a parent that is none of the classes, a name that several have, and a class that is its own
 *         ancestor, with the way round spelled out.
 */
export function classParents(file: string, entries: readonly ClassEntry[]): number[][] {
  const byId = new Map<string, number>()
  const byName = new Map<string, Set<number>>()
  for (const [index, { id, names }] of entries.entries()) {
    if (id !== null) byId.set(id, index)
    for (const name of names.map(plain)) byName.set(name, (byName.get(name) ?? new Set()).add(index))
  }
  const parents = entries.map(({ where, parents }) => {
    const wrong = (expected: string, found: string, mend: string) =>
      new FormatError({ file, where: `${where}, field "parents"`, expected, found, mend })
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

/** Depth first along the parents; a class that is met again on the way up is its own ancestor. */
function refuseCircle(file: string, entries: readonly ClassEntry[], parents: readonly number[][]) {
  const unseen = 0
  const onTheWay = 1
  const done = 2
  const state = new Uint8Array(entries.length).fill(unseen)
  for (const start of entries.keys()) {
    if (state[start] !== unseen) continue
    const way = [{ position: start, next: 0 }]
    state[start] = onTheWay
    while (way.length > 0) {
      const top = way[way.length - 1]!
      const parent = parents[top.position]!.at(top.next++)
      if (parent === undefined) {
        state[top.position] = done
        way.pop()
      } else if (state[parent] === onTheWay) {
        const from = way.findIndex(({ position }) => position === parent)
        throw circle(file, entries, [...way.slice(from).map(({ position }) => position), parent])
      } else if (state[parent] === unseen) {
        state[parent] = onTheWay
        way.push({ position: parent, next: 0 })
      }
    }
  }
}

function circle(file: string, entries: readonly ClassEntry[], indices: readonly number[]): FormatError {
  const called = (index: number) => entries[index]!.id ?? entries[index]!.names[0]
  const shown = indices.length > 12 ? [...indices.slice(0, 10), -1, ...indices.slice(-1)] : indices
  return new FormatError({
    file,
    where: `${entries[indices[0]!]!.where}, field "parents"`,
    expected: 'a class that is not its own ancestor',
    found: shown.map((index) => (index < 0 ? '…' : called(index))).join(' → '),
    mend: 'Remove one of these parents.',
  })
}
