import type { ImportedClasses } from '@/lib/contracts/data/imported'
import { type ClassTableRows, type ClassUses, findClassUses, replaceClasses } from '@/lib/db/classes/write-classes'
import { linkClassExamples } from '@/lib/db/rating/link-class-examples'
import type { CopySession } from '@/lib/db/session/copy-session'
import { AppError } from '@/lib/errors'
import { fileClassRows } from '@/lib/services/classes/file-class-rows'
import { imagenetClassRows } from '@/lib/services/classes/imagenet-class-rows'
import type { ProgressHooks } from '@/lib/services/progress'

export type ClassSource = { kind: 'imagenet-1k' } | { kind: 'file'; path: string }

export interface ClassesToWrite {
  source: ClassSource
  /** The folder of the installation, with public/imagenet-1k.json. */
  projectRoot: string
}

async function builtInRows(projectId: number, projectRoot: string): Promise<ClassTableRows> {
  const { classes, parents } = await imagenetClassRows(projectId, projectRoot)
  return { classes: classes.map((row) => [...row, null, [], null]), parents, examples: [] }
}

/** Refuses to take classes away from what was said with them. */
function refuseUsed({ classes, labels, candidates, predictions, runLabels }: ClassUses) {
  const uses = [
    [labels, 'original labels'],
    [candidates, 'candidates'],
    [predictions, 'predictions'],
    [runLabels, 'labels of runs'],
  ] as const
  const used = uses.filter(([count]) => count > 0).map(([count, what]) => `${count.toLocaleString('en')} ${what}`)
  if (classes === 0 || used.length === 0) return
  throw new AppError(
    'conflict',
    `The project has ${classes.toLocaleString('en')} classes, and ${used.join(', ')} refer to them. They cannot be replaced. Import these classes into a new project.`,
  )
}

/** Writes the classes of a project into an open transaction, in the place of those it has if nothing refers to them. */
export async function writeClasses(
  session: CopySession,
  projectId: number,
  { source, projectRoot }: ClassesToWrite,
  { onProgress, signal }: ProgressHooks = {},
): Promise<ImportedClasses> {
  const uses = await findClassUses(session, projectId)
  refuseUsed(uses)
  const rows =
    source.kind === 'file' ? await fileClassRows(projectId, source.path) : await builtInRows(projectId, projectRoot)
  const total = rows.classes.length
  signal?.throwIfAborted()
  onProgress?.('Writing classes', 0, total)
  await replaceClasses(session, projectId, rows)
  await linkClassExamples(session, projectId)
  signal?.throwIfAborted()
  onProgress?.('Writing classes', total, total)
  const classes = rows.classes.filter((row) => row[2] !== null).length
  return {
    classes,
    innerNodes: total - classes,
    parents: rows.parents.length,
    links: rows.classes.reduce((sum, row) => sum + (row[9] as readonly string[]).length, 0),
    examples: rows.examples.length,
    isReplaced: uses.classes > 0,
  }
}
