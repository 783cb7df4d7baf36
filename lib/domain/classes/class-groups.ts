export type ClassGroups = {
  /** Int32Array[classes]: index of each class's group in `names`. */
  groupOf: Int32Array
  /** Unique, in the order of each group's first class. */
  names: string[]
}

export type ClassGroupOptions = {
  /** A branch of the hierarchy with a larger share of all classes is divided. */
  largestShare?: number
  /** Branches with fewer classes are merged. */
  smallest?: number
}

/** Classes below a node at this depth of their paths. */
type Branch = { classes: number[]; depth: number }

/**
 * Divides a hierarchy of classes into a few branches. From the root down, a branch is divided while it contains more
 * than `largestShare` of all classes; its small branches are merged into an "other" group.
 *
 * A branch without a large enough branch of its own is not divided, whatever its size. Nodes with a single branch are
 * skipped.
 *
 * Shapes: `paths` [classes], each the names from the root down to the class; empty without a hierarchy. Classes without
 *         a path form a group of their own. A group of all classes is called "All classes".
 * Errors: RangeError unless 0 < `largestShare` <= 1 and `smallest` is an integer >= 1.
 * Cost:   O(names in all paths) time and memory. Deterministic.
 */
export function classGroups(
  paths: readonly (readonly string[])[],
  { largestShare = 0.25, smallest = 10 }: ClassGroupOptions = {},
): ClassGroups {
  if (!(largestShare > 0 && largestShare <= 1)) throw new RangeError(`${largestShare} is not a share`)
  if (!Number.isInteger(smallest) || smallest < 1) throw new RangeError(`A group of ${smallest} classes`)
  const most = largestShare * paths.length
  const found: { name: string; classes: number[] }[] = []
  const withPath: number[] = []
  const without: number[] = []
  for (const [index, path] of paths.entries()) (path.length > 0 ? withPath : without).push(index)

  function divide(branch: Branch, name: string) {
    const { classes } = branch
    if (classes.length === 0) return
    if (classes.length <= most) {
      found.push({ name, classes })
      return
    }
    const { depth, branches, ends } = forked(paths, branch)
    // The last node on the way down is the most specific name of the branch.
    const ownName = depth > 0 ? paths[classes[0]!]![depth - 1]! : name
    const large = [...branches].filter(([, inner]) => inner.length >= smallest)
    const rest = [...branches].filter(([, inner]) => inner.length < smallest).flatMap(([, inner]) => inner)
    rest.push(...ends)
    if (large.length === 0) {
      found.push({ name: ownName, classes })
      return
    }
    for (const [child, inner] of large) divide({ classes: inner, depth: depth + 1 }, child)
    if (rest.length > 0) found.push({ name: depth > 0 ? `other ${ownName}` : 'other classes', classes: rest })
  }

  divide({ classes: withPath, depth: 0 }, without.length > 0 ? 'classes in the hierarchy' : 'All classes')
  if (without.length > 0) {
    found.push({ name: withPath.length > 0 ? 'classes outside the hierarchy' : 'All classes', classes: without })
  }
  for (const group of found) group.classes.sort((one, other) => one - other)
  found.sort((one, other) => one.classes[0]! - other.classes[0]!)
  const groupOf = new Int32Array(paths.length)
  for (const [group, { classes }] of found.entries()) for (const index of classes) groupOf[index] = group
  return { groupOf, names: uniqueNames(found.map(({ name }) => name)) }
}

/** Follows a branch down to where it forks. Returns the branches there and the classes that end there. */
function forked(paths: readonly (readonly string[])[], { classes, depth: from }: Branch) {
  for (let depth = from; ; depth++) {
    const branches = new Map<string, number[]>()
    const ends: number[] = []
    for (const index of classes) {
      if (depth === paths[index]!.length) {
        ends.push(index)
        continue
      }
      const inner = branches.get(paths[index]![depth]!)
      if (inner) inner.push(index)
      else branches.set(paths[index]![depth]!, [index])
    }
    if (branches.size !== 1 || ends.length > 0) return { depth, branches, ends }
  }
}

/** Numbers the second and further branches of the same name. */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let own = name
    for (let number = 2; taken.has(own); number++) own = `${name} (${number})`
    taken.add(own)
    return own
  })
}
