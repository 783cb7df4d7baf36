import { prisma } from '@/lib/db/client'
import type { CopySession } from '@/lib/db/session/copy-session'
import { runSql } from '@/lib/db/session/sql'

export interface NewAccuracy {
  model: string
  original: number
  reassessed: number
  parametersMillion: number | null
}

/** Returns whether the source had any before. */
export async function writeAccuracies(
  session: CopySession,
  projectId: number,
  source: string,
  rows: readonly NewAccuracy[],
): Promise<boolean> {
  const before = await runSql(session)`
    DELETE FROM outside_accuracy WHERE project_id = ${projectId}::int AND source = ${source}`
  const columns = ['project_id', 'source', 'name', 'position', 'original', 'reassessed', 'parameters_million']
  await session.copyIn(
    'outside_accuracy',
    columns,
    rows.map((row, position) => [
      projectId,
      source,
      row.model,
      position,
      row.original,
      row.reassessed,
      row.parametersMillion,
    ]),
  )
  return before > 0
}

export const findOutsideAccuracies = (projectId: number) =>
  prisma.outsideAccuracy.findMany({
    where: { projectId },
    omit: { projectId: true, position: true },
    orderBy: [{ source: 'asc' }, { position: 'asc' }],
  })
