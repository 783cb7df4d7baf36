import { readFile } from 'node:fs/promises'
import path from 'node:path'

/** A class of ImageNet-1k, or a synset above one in WordNet's hypernym hierarchy. */
export interface ImagenetNode {
  wnid: string
  /** Unique among the classes. */
  displayName: string
  /** The first is the most common name. */
  names: string[]
  gloss: string
  /** Indices of the more general nodes, the main one first. */
  parents: number[]
}

export interface ImagenetFile {
  source: string
  license: string
  /** The 1,000 classes at their class index, then everything above them. */
  nodes: ImagenetNode[]
}

/** Reads the classes of ImageNet-1k and their hierarchy; `projectRoot` is the installation folder. */
export async function readImagenetFile(projectRoot: string): Promise<ImagenetFile> {
  return JSON.parse(await readFile(path.join(projectRoot, 'public/imagenet-1k.json'), 'utf8')) as ImagenetFile
}

/** Returns the hierarchy above the classes of ImageNet-1k as edges between nodes: 0 to 999 are the classes by index. */
export function imagenetHierarchy({ nodes }: ImagenetFile): {
  nodeCount: number
  edges: [child: number, parent: number][]
} {
  return {
    nodeCount: nodes.length,
    edges: nodes.flatMap(({ parents }, child) => parents.map((parent): [number, number] => [child, parent])),
  }
}
