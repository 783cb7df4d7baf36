import { analyzeIfGrown } from '@/lib/db/session/analyze-tables'
import type { CopySession } from '@/lib/db/session/copy-session'

export interface ScopeClass {
  id: number
  index: number
  externalId: string | null
  name: string
  otherNames: string[]
  path: string[]
}

/** Images and classes of a project as its files name them, with the way to their numbers. */
export interface FileScope {
  /** By position. */
  imageIds: Int32Array
  /** Position by file name. */
  positionOf: Map<string, number>
  /** The labelable classes. */
  classes: ScopeClass[]
  /** Class number by class index. */
  classIds: Map<number, number>
}

/**
 * What files about a project can speak of. Positions count up from 0 whatever gaps the images' own leave.
 *
 * Images and classes are kept from going away until the transaction ends, as a foreign key to each would do, and shown to
 * the planner where the same transaction has brought them in.
 */
export async function findFileScope(session: CopySession, projectId: number): Promise<FileScope> {
  const images = await session.query<{ id: number; name: string }>(
    'SELECT id, file_name AS name FROM image WHERE project_id = $1 ORDER BY position FOR KEY SHARE',
    [projectId],
  )
  const classes = await session.query<ScopeClass>(
    `SELECT id, class_index AS index, external_id AS "externalId", name, other_names AS "otherNames", path FROM class
     WHERE project_id = $1 AND class_index IS NOT NULL ORDER BY class_index FOR KEY SHARE`,
    [projectId],
  )
  await analyzeIfGrown(session, 'class', classes.length)
  await analyzeIfGrown(session, 'image', images.length)
  return {
    imageIds: Int32Array.from(images, (image) => image.id),
    positionOf: new Map(images.map((image, position) => [image.name, position])),
    classes,
    classIds: new Map(classes.map((one) => [one.index, one.id])),
  }
}
