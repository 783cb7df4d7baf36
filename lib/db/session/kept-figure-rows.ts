import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { findRow, runSql } from './sql'

/** A figure by what it says and what it follows from. */
export interface FigureKey {
  projectId: number
  name: string
  basis: string
}

/** A figure that was kept for the same basis; null without one. */
export const findKeptFigure = ({ projectId, name, basis }: FigureKey, db: Db = prisma) =>
  findRow(db, z.object({ value: z.unknown() }))`
    SELECT value FROM kept_figure WHERE project_id = ${projectId}::int AND name = ${name} AND basis = ${basis}`

/** Keeps a figure in the place of the one of that name, while there is the project. */
export const writeKeptFigure = ({ projectId, name, basis }: FigureKey, value: unknown, db: Db = prisma) =>
  runSql(db)`
    INSERT INTO kept_figure (project_id, name, basis, value)
    SELECT id, ${name}, ${basis}, ${JSON.stringify(value)}::jsonb FROM project WHERE id = ${projectId}::int
    ON CONFLICT (project_id, name) DO UPDATE SET basis = EXCLUDED.basis, value = EXCLUDED.value`

/** Removes what was kept about a run that is about to go, alone or beside others: names say its number. */
export const removeRunFigures = (projectId: number, runId: number, db: Db) =>
  runSql(db)`
    DELETE FROM kept_figure WHERE project_id = ${projectId}::int AND name ~ ${`\\m${runId}\\M`}`
