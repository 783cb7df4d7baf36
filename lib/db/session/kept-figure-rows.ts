import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { findRow, runSql } from './sql'

/** `name` says what the figure is, `basis` what it was computed from. */
export interface FigureKey {
  projectId: number
  name: string
  basis: string
}

/** Returns null if the stored figure has another basis. */
export const findKeptFigure = ({ projectId, name, basis }: FigureKey, db: Db) =>
  findRow(db, z.object({ value: z.unknown() }))`
    SELECT value FROM kept_figure WHERE project_id = ${projectId}::int AND name = ${name} AND basis = ${basis}`

/** Does nothing if the project no longer exists. */
export const writeKeptFigure = ({ projectId, name, basis }: FigureKey, value: unknown, db: Db) =>
  runSql(db)`
    INSERT INTO kept_figure (project_id, name, basis, value)
    SELECT id, ${name}, ${basis}, ${JSON.stringify(value)}::jsonb FROM project WHERE id = ${projectId}::int
    ON CONFLICT (project_id, name) DO UPDATE SET basis = EXCLUDED.basis, value = EXCLUDED.value`

/** Deletes the figures of a run, including comparisons with others; their names contain its number. */
export const removeRunFigures = (projectId: number, runId: number, db: Db) =>
  runSql(db)`
    DELETE FROM kept_figure WHERE project_id = ${projectId}::int AND name ~ ${`\\m${runId}\\M`}`
