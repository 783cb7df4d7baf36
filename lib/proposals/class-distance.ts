/** How far classes stand apart in the hierarchy. */
export interface ClassDistances {
  nodeCount: number
  /** Edges between two nodes through their nearest common ancestor; 0 for one and the same. */
  between: (one: number, other: number) => number
}

/**
 * Distances in a hierarchy whose nodes may have several parents: the least number of edges from one node up to a common
 * ancestor and down to the other. A node is its own ancestor at distance 0.
 *
 * Above all nodes without parents stands one more, so that every two have a common ancestor. Classes without hierarchy
 * are therefore all equally far apart, by 2.
 *
 * Source: path length of Rada et al. (1989), IEEE Trans. Syst. Man Cybern. 19(1):17-30, here through ancestors only.
 * Shapes: `parents`: for each node the indices of its parents. Leaves and inner nodes are numbered alike; a node need
 *         not be a class.
 * Errors: RangeError for a parent that is no node, and for a node that is its own ancestor.
 * Cost:   O(nodes · ancestors) time and 8 bytes an ancestor of each node to make; a look-up merges two sorted lists of
 *         ancestors, about 15 each in WordNet.
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

/** For each node its parents, from edges in any order. RangeError when an edge names a node that is none of them. */
export function parentLists(nodeCount: number, edges: Iterable<readonly [child: number, parent: number]>): number[][] {
  const parents: number[][] = Array.from({ length: nodeCount }, () => [])
  for (const [child, parent] of edges) {
    if (parents[child] === undefined) throw new RangeError(`Node ${child} is none of ${nodeCount} nodes`)
    parents[child].push(parent)
  }
  return parents
}

/** Ancestors with the least number of edges to each, by rising node; the node above all stands last, as `nodeCount`. */
function ancestorsOf(parents: ReadonlyArray<ArrayLike<number>>, node: number): [number, number][] {
  const nodeCount = parents.length
  const distanceOf = new Map([[node, 0]])
  // A map is walked in the order of its growth, which makes the walk breadth-first.
  for (const [below, distance] of distanceOf) {
    if (below === nodeCount) continue
    const above = Array.from(parents[below]!)
    for (const parent of above) {
      if (Number.isInteger(parent) && parent >= 0 && parent < nodeCount) continue
      throw new RangeError(`Node ${below} has the parent ${parent}, which is none of ${nodeCount} nodes`)
    }
    for (const parent of above.length > 0 ? above : [nodeCount]) {
      if (parent === node) throw new RangeError(`Node ${node} is its own ancestor`)
      if (!distanceOf.has(parent)) distanceOf.set(parent, distance + 1)
    }
  }
  return [...distanceOf].sort(([a], [b]) => a - b)
}
