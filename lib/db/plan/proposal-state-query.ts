import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { chosenImages } from '@/lib/db/session/chosen-images'
import { launchedTaskCount } from '@/lib/db/session/project-counts'
import { type Connection, getRow, raw, sql } from '@/lib/db/session/sql'

/** Fingerprints of everything that a plan of proposals is computed from; they change with it. */
const proposalState = z.object({
  /** Models with their predictions, images with their original labels, classes with their hierarchy. */
  content: z.string(),
  /** Expert answers and conclusions, tasks launched, and decisions on class pairs. */
  judgements: z.string(),
})
export type ProposalState = z.infer<typeof proposalState>

const sumOfHashes = (value: string) => raw(`coalesce(sum(hashtextextended(${value}, 0)), 0)`)

// Predictions count by their model's time of change, because reading millions of them would take as long as planning.
/** `on` determines the snapshot: a bulk load reads its own. */
export const findProposalState = (projectId: number, on: Connection = prisma): Promise<ProposalState> =>
  getRow(on, proposalState)`
  SELECT concat_ws(' ',
    (SELECT string_agg(concat_ws(':', id, name, score_kind, extract(epoch FROM changed_at)), ',' ORDER BY id)
     FROM model WHERE project_id = ${projectId}::int AND NOT is_scored_only),
    (SELECT concat_ws(':', count(*), ${sumOfHashes(`concat_ws(':', id, position, coalesce(original_class_id, -1))`)})
     FROM image WHERE project_id = ${projectId}::int),
    (SELECT concat_ws(':', count(*), ${sumOfHashes('image_id::text')}) FROM image_exclusion WHERE project_id = ${projectId}::int),
    (SELECT concat_ws(':', count(*), ${sumOfHashes(`concat_ws(':', id, coalesce(class_index, -1))`)})
     FROM class WHERE project_id = ${projectId}::int),
    (SELECT concat_ws(':', count(*), ${sumOfHashes(`concat_ws(':', child_id, parent_id)`)})
     FROM class_parent WHERE project_id = ${projectId}::int),
    (SELECT concat_ws(':', count(*), ${sumOfHashes(`concat_ws(':', image_id, class_id)`)})
     FROM listed_candidate WHERE project_id = ${projectId}::int)
  ) AS content,
  concat_ws(' ',
    (SELECT concat_ws(':', count(*), ${sumOfHashes(`concat_ws(':', g.candidate_id, g.rater_id, g.answer, r.kind)`)})
     FROM golden_answer g JOIN rater r ON r.project_id = g.project_id AND r.id = g.rater_id
     WHERE g.project_id = ${projectId}::int AND r.is_expert AND g.source = 'expert'),
    (SELECT concat_ws(':', count(*), max(id)) FROM golden_note WHERE project_id = ${projectId}::int AND conclusion IS NOT NULL),
    (SELECT concat_ws(':', count(*), ${sumOfHashes('image_id::text')}) FROM (${chosenImages(projectId)}) chosen),
    concat_ws(':', ${launchedTaskCount(sql`${projectId}::int`)}, (
      SELECT id FROM task WHERE project_id = ${projectId}::int AND kind = 'rating' AND is_launched ORDER BY id DESC LIMIT 1)),
    (SELECT concat_ws(':', count(*), ${sumOfHashes(`concat_ws(':', low_id, high_id, kind)`)})
     FROM class_pair WHERE project_id = ${projectId}::int)
  ) AS judgements`
