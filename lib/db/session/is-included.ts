import { raw, type Sql, sql } from './sql'

/** SQL for whether the image of a row is not excluded. `row` is the row's alias, `column` the column with its image. */
export const isIncluded = (row: string, column = 'image_id'): Sql => sql`NOT EXISTS (
  SELECT FROM image_exclusion x WHERE x.project_id = ${raw(row)}.project_id AND x.image_id = ${raw(`${row}.${column}`)})`
