import { imagenetWnids } from './imagenet-wnids'
import type { Wordnet } from './wordnet'

/** The hierarchy above the 1,000 classes of ImageNet-1k as edges between nodes: 0 to 999 are the classes by index. */
export function imagenetHierarchy(wordnet: Wordnet): { nodeCount: number; edges: [child: number, parent: number][] } {
  const { ancestors, edges } = wordnet.hypernymClosure(imagenetWnids)
  const nodeOf = new Map([...imagenetWnids, ...ancestors].map((wnid, node) => [wnid, node]))
  return {
    nodeCount: nodeOf.size,
    edges: edges.map(({ child, parent }) => [nodeOf.get(child) ?? -1, nodeOf.get(parent) ?? -1]),
  }
}
