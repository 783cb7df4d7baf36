import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import { analyzeWithin, copyInto } from '@/lib/db/session/copy-tables'
import { findRow } from '@/lib/db/session/sql'

/** Writes class-first tasks: rows of `task`, with the class after its usual columns. */
export async function copyGridTasks(session: CopySession, rows: Iterable<CopyRow>): Promise<void> {
  await copyInto(session, 'task', rows, ['class_id'])
  await analyzeWithin(session, 'task')
}

/** Counts people's timed class-first votes and their mean seconds; null if there are none. */
export const findPictureTimes = (projectId: number) =>
  findRow(prisma, z.object({ answers: z.number(), meanSeconds: z.number() }))`
    SELECT count(*)::int AS answers, avg(a.active_ms)::float8 / 1000 AS "meanSeconds"
    FROM assignment a
    JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id AND t.kind = 'rating'
    JOIN rater r ON r.project_id = a.project_id AND r.id = a.rater_id AND r.kind <> 'simulated'
    WHERE a.project_id = ${projectId}::int AND a.page_id IS NOT NULL AND a.state = 'submitted' AND a.active_ms IS NOT NULL
    HAVING count(*) > 0`
