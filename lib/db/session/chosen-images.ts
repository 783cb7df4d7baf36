import { type Sql, sql } from './sql'

/**
 * Selects images that were not drawn at random, so estimates for all images leave them out. `among` restricts which
 * draws (d) count.
 */
export const chosenImages = (projectId: number, among: Sql = sql`true`): Sql => sql`
  SELECT g.image_id FROM golden_draw d
  JOIN golden_image g ON g.project_id = d.project_id AND g.draw_id = d.id
  WHERE d.project_id = ${projectId}::int AND d.is_chosen AND ${among}`
