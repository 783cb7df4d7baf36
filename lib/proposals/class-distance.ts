export interface ClassDistances {
  nodeCount: number
  /** Edges between two nodes through their nearest common ancestor; 0 if they are the same. */
  between: (one: number, other: number) => number
}

/**
 * Distances in a hierarchy whose nodes may have several parents: the fewest edges from one node up to a common ancestor
 * and down to the other. A node is its own ancestor at distance 0.
 *
 * An additional root above all nodes without parents gives every two nodes a common ancestor. Without a hierarchy all
 * classes are therefore equally distant, by 2.
 *
 * Source: path length of Rada et al. (1989), IEEE Trans. Syst. Man Cybern. 19(1):17-30, here through ancestors only.
 * Shapes: `parents`: for each node the indices of its parents. Leaves and inner nodes share one numbering; a node need
 *         not be a class.
 * Errors: RangeError if a parent is not a node, or a node is its own ancestor.
 * Cost:   O(nodes · ancestors) time and 8 bytes per ancestor of each node to build; a look-up merges two sorted lists
 *         of ancestors, about 15 each in WordNet.
 */
export function classDistances(parents: ReadonlyArray<ArrayLike<number>>): ClassDistances {
  const nodeCount = parents.length
  const lists = parents.map((_, node) => ancestorsOf(parents, node))
  const start = new Int32Array(nodeCount + 1)
  for (let node = 0; node < nodeCount; node++) start[node + 1] = start[node]! + lists[node]!.length
  const ancestor = new Int32Array(start[nodeCount]!)
  const edges = new Int32Array(start[nodeCount]!)
  lists.forEach((list, node) => {
    list.forEach(([above, distance], index) => {
      ancestor[start[node]! + index] = above
      edges[start[node]! + index] = distance
    })
  })

  const between = (one: number, other: number): number => {
    if (one === other) return 0
    let at = start[one]!
    let to = start[other]!
    const atEnd = start[one + 1]!
    const toEnd = start[other + 1]!
    let least = Number.POSITIVE_INFINITY
    while (at < atEnd && to < toEnd) {
      const difference = ancestor[at]! - ancestor[to]!
      if (difference === 0) least = Math.min(least, edges[at++]! + edges[to++]!)
      else if (difference < 0) at++
      else to++
    }
    return least
  }
  return { nodeCount, between }
}

/** Lists the parents of each node, from edges in any order. Throws RangeError if an edge names an unknown node. */
export function parentLists(nodeCount: number, edges: Iterable<readonly [child: number, parent: number]>): number[][] {
  const parents: number[][] = Array.from({ length: nodeCount }, () => [])
  for (const [child, parent] of edges) {
    if (parents[child] === undefined) throw new RangeError(`Node ${child} is not one of ${nodeCount} nodes`)
    parents[child].push(parent)
  }
  return parents
}

/** Returns ancestors with the fewest edges to each, by rising node; the common root comes last, as `nodeCount`. */
function ancestorsOf(parents: ReadonlyArray<ArrayLike<number>>, node: number): [number, number][] {
  const nodeCount = parents.length
  const distanceOf = new Map([[node, 0]])
  // Iterating over a Map while adding to it makes the search breadth-first.
  for (const [below, distance] of distanceOf) {
    if (below === nodeCount) continue
    const above = Array.from(parents[below]!)
    for (const parent of above) {
      if (Number.isInteger(parent) && parent >= 0 && parent < nodeCount) continue
      throw new RangeError(`Node ${below} has the parent ${parent}, which is not one of ${nodeCount} nodes`)
    }
    for (const parent of above.length > 0 ? above : [nodeCount]) {
      if (parent === node) throw new RangeError(`Node ${node} is its own ancestor`)
      if (!distanceOf.has(parent)) distanceOf.set(parent, distance + 1)
    }
  }
  return [...distanceOf].sort(([a], [b]) => a - b)
}
