import { z } from 'zod'
import { fetchRows } from '@/lib/db/session/fetch-rows'
import { readRows } from '@/lib/db/session/sql'
import { stopReasons } from '@/lib/domain/plan/adaptive'
import { candidatePositions, type ReleaseScope } from './scope'

export const stopLineColumns = 'candidate,batch,reason,votes,flip_chance,price'

/** Streams the stopped candidates of adaptive batches as lines of CSV, by candidate: see stopLineColumns. */
export const releasedStops = ({ session, projectId, until }: ReleaseScope) =>
  fetchRows(session, z.object({ line: z.string() }))`
    WITH candidate_place AS (${candidatePositions(projectId)})
    SELECT concat_ws(',', p.position, s.batch_id, s.reason, s.votes, coalesce(s.flip_chance::text, ''), coalesce(s.price::text, '')) AS line
    FROM label_stop s JOIN candidate_place p ON p.id = s.candidate_id
    WHERE s.project_id = ${projectId} AND s.stopped_at <= ${until} ORDER BY p.position`

export const countReleasedStops = ({ session, projectId, until }: ReleaseScope) =>
  readRows(session, z.object({ reason: z.enum(stopReasons), candidates: z.number() }))`
    SELECT reason, count(*)::int AS candidates FROM label_stop
    WHERE project_id = ${projectId}::int AND stopped_at <= ${until} GROUP BY reason ORDER BY reason`
