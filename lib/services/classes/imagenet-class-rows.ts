import type { CopyRow } from '@/lib/db/session/copy-session'
import { imagenetClasses } from '@/lib/formats/classes/imagenet-classes'
import { findWordnet, openWordnet } from '@/lib/formats/classes/wordnet'

export interface ClassRows {
  classes: CopyRow[]
  parents: CopyRow[]
}

/**
 * Rows of the tables class and class_parent for ImageNet-1k: class ids 0 to 999 are the class indices, inner nodes of the
 * WordNet hierarchy follow. Names, glosses and hierarchy come from the npm package wordnet under `projectRoot`.
 */
export async function imagenetClassRows(projectId: number, projectRoot: string): Promise<ClassRows> {
  const wordnet = await openWordnet(await findWordnet(projectRoot))
  const leaves = imagenetClasses(wordnet)
  const { ancestors, edges } = wordnet.hypernymClosure(leaves.map((leaf) => leaf.wnid))
  const wnids = [...leaves.map((leaf) => leaf.wnid), ...ancestors]
  const idOf = new Map(wnids.map((wnid, id) => [wnid, id]))
  const firstParent = new Map<string, string>()
  for (const { child, parent } of edges) if (!firstParent.has(child)) firstParent.set(child, parent)

  const pathTo = (wnid: string, ownName: string): string[] => {
    const path = [ownName]
    for (let node = firstParent.get(wnid); node !== undefined; node = firstParent.get(node))
      path.unshift(wordnet.synset(node).words[0])
    return path
  }
  return {
    classes: [
      ...leaves.map(({ wnid, index, displayName, names, gloss }): CopyRow => {
        return [projectId, index, index, wnid, displayName, names.slice(1), gloss, pathTo(wnid, names[0])]
      }),
      ...ancestors.map((wnid, k): CopyRow => {
        const { words, gloss } = wordnet.synset(wnid)
        return [projectId, leaves.length + k, null, wnid, words[0], words.slice(1), gloss, pathTo(wnid, words[0])]
      }),
    ],
    parents: edges.map(({ child, parent }) => [projectId, idOf.get(child) as number, idOf.get(parent) as number]),
  }
}
