import type { CopyRow } from '@/lib/db/session/copy-session'
import { imagenetHierarchy, readImagenetFile } from '@/lib/formats/classes/imagenet-file'
import { imagenetWnids } from '@/lib/formats/classes/imagenet-wnids'

export interface ClassRows {
  classes: CopyRow[]
  parents: CopyRow[]
}

/**
 * Rows of the tables class and class_parent for ImageNet-1k, from public/imagenet-1k.json under `projectRoot`. Class
 * ids 0 to 999 are the class indices; inner nodes of the WordNet hierarchy follow.
 */
export async function imagenetClassRows(projectId: number, projectRoot: string): Promise<ClassRows> {
  const file = await readImagenetFile(projectRoot)
  const { nodes } = file
  const pathTo = (id: number): string[] => {
    const path = [nodes[id]!.names[0]!]
    for (let [node] = nodes[id]!.parents; node !== undefined; [node] = nodes[node]!.parents)
      path.unshift(nodes[node]!.names[0]!)
    return path
  }
  return {
    classes: nodes.map(({ wnid, displayName, names, gloss }, id): CopyRow => {
      const index = id < imagenetWnids.length ? id : null
      return [projectId, id, index, wnid, displayName, names.slice(1), gloss, pathTo(id)]
    }),
    parents: imagenetHierarchy(file).edges.map(([child, parent]) => [projectId, child, parent]),
  }
}
