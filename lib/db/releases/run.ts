import { z } from 'zod'
import type { CopySession } from '@/lib/db/session/copy-session'
import { columnsOf, findRow } from '@/lib/db/session/sql'

/** A run as a release holds it. */
const releasedRun = z.object({
  number: z.number(),
  method: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  seed: z.number().nullable(),
  codeVersion: z.string(),
  inputHash: z.string(),
  votesUntil: z.date(),
  voteCount: z.number(),
  raterParameters: z.unknown(),
  prior: z.number().nullable(),
  threshold: z.number(),
  logLikelihood: z.number().nullable(),
  iterations: z.number(),
  hasConverged: z.boolean(),
  stopReason: z.string(),
  labelCount: z.number(),
  changedImageCount: z.number(),
  history: z.unknown(),
  evaluation: z.unknown(),
  createdAt: z.date(),
})
export type ReleasedRun = z.infer<typeof releasedRun>

export const findReleasedRun = (session: CopySession, projectId: number, runId: number): Promise<ReleasedRun | null> =>
  findRow(session, releasedRun)`
    SELECT id AS number, ${columnsOf(releasedRun.omit({ number: true }))}
    FROM aggregation_run WHERE project_id = ${projectId}::int AND id = ${runId}::int`
