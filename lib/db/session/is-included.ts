import { raw, type Sql, sql } from './sql'

/** Whether the image of a row is not excluded. `row` is the row's name in the statement, `column` that of its image. */
export const isIncluded = (row: string, column = 'image_id'): Sql => sql`NOT EXISTS (
  SELECT FROM image_exclusion x WHERE x.project_id = ${raw(row)}.project_id AND x.image_id = ${raw(`${row}.${column}`)})`
