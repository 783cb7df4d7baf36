import { z } from 'zod'
import { type Connection, findRow, getValue } from '@/lib/db/session/sql'

export const hasImages = async (on: Connection, projectId: number): Promise<boolean> =>
  (await findRow(on, z.object({}))`SELECT FROM image WHERE project_id = ${projectId}::int LIMIT 1`) !== null

export const findRatersPerTask = (on: Connection, projectId: number): Promise<number> =>
  getValue(on, z.int())`SELECT raters_per_task FROM project WHERE id = ${projectId}::int`
