import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

const row = z.object({ projectId: z.number(), state: z.string() })

/**
 * Projects that check raters by gold questions, each with a text that changes whenever what its experts say may have: by
 * their answers, their conclusions, the images that are golden; and whenever a batch was launched, since gold questions have
 * the shapes of ordinary ones.
 */
export async function findGoldenTruthStates(db: Db = prisma) {
  return readRows(db, row)`
    SELECT p.id AS "projectId", concat_ws(':',
      (SELECT concat_ws(',', count(*), max(g.answered_at)) FROM golden_answer g
        WHERE g.project_id = p.id AND g.source = 'expert'),
      (SELECT max(n.id) FROM golden_note n WHERE n.project_id = p.id AND n.conclusion IS NOT NULL),
      (SELECT count(*) FROM golden_image i WHERE i.project_id = p.id),
      (SELECT concat_ws(',', count(*), max(e.created_at)) FROM image_exclusion e WHERE e.project_id = p.id),
      (SELECT concat_ws(',', count(*), max(b.launched_at)) FROM batch b WHERE b.project_id = p.id AND b.launched_at IS NOT NULL)) AS state
    FROM project p
    WHERE p.archived_at IS NULL AND ((p.quality ->> 'goldenShare')::float8 > 0 OR jsonb_typeof(p.quality -> 'qualification') = 'object')`
}
