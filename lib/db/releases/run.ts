import type { CopySession } from '@/lib/db/session/copy-session'

/** A run as a release holds it. */
export interface ReleasedRun {
  number: number
  method: string
  parameters: Record<string, unknown>
  seed: number | null
  codeVersion: string
  inputHash: string
  votesUntil: Date
  voteCount: number
  raterParameters: unknown
  prior: number | null
  threshold: number
  logLikelihood: number | null
  iterations: number
  hasConverged: boolean
  stopReason: string
  labelCount: number
  changedImageCount: number
  history: unknown
  evaluation: unknown
  createdAt: Date
}

export async function findReleasedRun(
  session: CopySession,
  projectId: number,
  runId: number,
): Promise<ReleasedRun | null> {
  const rows = await session.query<ReleasedRun>(
    `SELECT id AS number, method, parameters, seed, code_version AS "codeVersion", input_hash AS "inputHash",
       votes_until AS "votesUntil", vote_count AS "voteCount", rater_parameters AS "raterParameters", prior, threshold,
       log_likelihood AS "logLikelihood", iterations, has_converged AS "hasConverged", stop_reason AS "stopReason",
       label_count AS "labelCount", changed_image_count AS "changedImageCount", history, evaluation,
       created_at AS "createdAt"
     FROM aggregation_run WHERE project_id = $1 AND id = $2`,
    [projectId, runId],
  )
  return rows[0] ?? null
}
