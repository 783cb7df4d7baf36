import { prisma } from '@/lib/db/client'
import { runSql } from '@/lib/db/session/sql'
import { inTransaction, lockByKey } from '@/lib/db/session/transaction'

/** Merges a project's rows into the oldest if there are more than `most`, without those of running transactions. */
export const mergeSizeChanges = (most = 500): Promise<number> =>
  inTransaction(prisma, async (tx) => {
    await lockByKey(tx, 'sizes')
    return runSql(tx)`
      WITH oldest AS (
        SELECT project_id, min(transaction_id) AS id FROM size_change WHERE transaction_id >= 0
        GROUP BY project_id HAVING count(*) > ${most}::int
      ), merged AS (
        DELETE FROM size_change s USING oldest o WHERE s.project_id = o.project_id AND s.transaction_id > o.id
        RETURNING s.*
      ), summed AS (
        SELECT project_id, sum(image_count) AS images, sum(candidate_count) AS candidates, sum(stored_count) AS stored,
          sum(labelled_count) AS labelled, sum(credited_count) AS credited, sum(task_count) AS tasks
        FROM merged GROUP BY project_id
      )
      UPDATE size_change s SET image_count = s.image_count + m.images, candidate_count = s.candidate_count + m.candidates,
        stored_count = s.stored_count + m.stored, labelled_count = s.labelled_count + m.labelled,
        credited_count = s.credited_count + m.credited, task_count = s.task_count + m.tasks
      FROM summed m JOIN oldest o ON o.project_id = m.project_id
      WHERE s.project_id = o.project_id AND s.transaction_id = o.id`
  })
