import { z } from 'zod'
import { classFacts } from '@/lib/contracts/classes/class'
import type { Db } from '@/lib/db/client'
import type { CopySession } from '@/lib/db/session/copy-session'
import { analyzeIfGrown } from '@/lib/db/session/copy-tables'
import { type Connection, findRow, readRows, runSql } from '@/lib/db/session/sql'
import { lockByKey, lockProjectOrConflict } from '@/lib/db/session/transaction'
import { conflict } from '@/lib/errors'
import { findActiveImport } from './upload-use-query'

/** Jobs that remove data which an import could refer to. */
const removals: Record<string, string> = {
  'remove-images': 'Images of this project are being removed.',
  'delete-imported-votes': 'Imported votes of this project are being deleted.',
}

/**
 * Locks a project as `lockProject` does, for an import. Throws AppError `conflict` if the project has been deleted, or
 * while images or votes are being removed: data about them would be deleted with them, without having been counted.
 */
export async function lockForImport(on: Connection, projectId: number): Promise<void> {
  const locked = await runSql(on)`
    SELECT FROM project WHERE id = ${projectId}::int AND deleted_at IS NULL FOR NO KEY UPDATE`
  if (locked === 0) throw conflict('The project has been deleted in the meantime. Nothing was imported.')
  const removal = await findRow(on, z.object({ kind: z.string() }))`
    SELECT kind FROM job WHERE project_id = ${projectId}::int AND kind = ANY(${Object.keys(removals)}::text[])
      AND state IN ('queued', 'running') LIMIT 1`
  if (removal) throw conflict(`${removals[removal.kind]} Nothing was imported. Import again when that is done.`)
}

/** Locks a project, and the start of imports, until the commit. Throws AppError `conflict` if an import is active. */
export async function lockWithoutImport(projectId: number, db: Db): Promise<void> {
  await lockByKey(db, 'importStart', projectId)
  if (await findActiveImport(projectId, db))
    throw conflict(
      'An import of this project is running or waiting. Nothing was removed. Wait until the import finishes, or cancel it, and try again.',
    )
  await lockProjectOrConflict(db, projectId)
}

const scopeClass = classFacts.pick({
  id: true,
  index: true,
  externalId: true,
  name: true,
  otherNames: true,
  path: true,
})
type ScopeClass = z.infer<typeof scopeClass>

/** A project's images and classes as files name them, and their numbers. */
export interface FileScope {
  /** By position. */
  imageIds: Int32Array
  /** Position by file name. */
  positionOf: Map<string, number>
  classes: ScopeClass[]
  /** Class number by class index. */
  classIds: Map<number, number>
}

/** Throws AppError `conflict` for a project without images or classes. `when` says when to import them. */
export function expectFilled(
  { imageIds, classes }: Record<'imageIds' | 'classes', ArrayLike<unknown>>,
  when: string,
): void {
  for (const [what, { length }] of Object.entries({ images: imageIds, classes }))
    if (length === 0) throw conflict(`The project has no ${what} yet. Import them ${when}.`)
}

/** Images that an import in the same transaction could not read, but its other files may refer to. */
export interface SkippedImages {
  /** File names of the whole source, in its order. */
  source: readonly string[]
  names: ReadonlySet<string>
  /** How many images of the source are new to the project. */
  added: number
}

/** Placeholder id of a skipped image. */
export const notImported = -1

/** Inserts the skipped images, so that lists by position match the source. */
function withSkipped(images: { id: number; name: string }[], { source, names, added }: SkippedImages) {
  const before = images.slice(0, images.length - added)
  const isBefore = new Set(before.map(({ name }) => name))
  const idOf = new Map(images.map(({ id, name }) => [name, id]))
  const after = source.filter((name) => !isBefore.has(name) && (names.has(name) || idOf.has(name)))
  return [...before, ...after.map((name) => ({ id: idOf.get(name) ?? notImported, name }))]
}

/**
 * Returns the images and classes to which files of a project can refer. Positions count up from 0 without gaps, unlike
 * the images' own.
 *
 * Locks them against deletion until the transaction ends, as a foreign key to each would, and updates statistics if the
 * same transaction inserted them.
 */
export async function findFileScope(
  session: CopySession,
  projectId: number,
  skipped?: SkippedImages | null,
): Promise<FileScope> {
  const found = await readRows(session, z.object({ id: z.number(), name: z.string() }))`
    SELECT id, file_name AS name FROM image WHERE project_id = ${projectId}::int ORDER BY position FOR KEY SHARE`
  const classes = await readRows(session, scopeClass)`
    SELECT id, class_index AS index, external_id AS "externalId", name, other_names AS "otherNames", path FROM class
    WHERE project_id = ${projectId}::int AND class_index IS NOT NULL ORDER BY class_index FOR KEY SHARE`
  await analyzeIfGrown(session, 'class', classes.length)
  await analyzeIfGrown(session, 'image', found.length)
  const images = skipped && skipped.names.size > 0 ? withSkipped(found, skipped) : found
  return {
    imageIds: Int32Array.from(images, (image) => image.id),
    positionOf: new Map(images.map((image, position) => [image.name, position])),
    classes,
    classIds: new Map(classes.map((one) => [one.index, one.id])),
  }
}
