import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { withCopySession } from '@/lib/db/session/copy-session'
import { getRow, inlined, runSql, type Sql, sql } from '@/lib/db/session/sql'

export interface ClassCountKey {
  projectId: number
  runId: number
  inputHash: string
}

/** Intermediate results, each in a temporary table for the transaction. */
const gatherings = ({ projectId, runId }: ClassCountKey): { step: string; statements: Sql[] }[] => [
  {
    step: 'Reading votes',
    statements: [
      sql`CREATE TEMP TABLE counted_vote ON COMMIT DROP AS
       SELECT v.image_id, v.rater_id, c.class_id, v.answer
       FROM vote v
       JOIN candidate c ON c.project_id = v.project_id AND c.id = v.candidate_id
       JOIN rater r ON r.project_id = v.project_id AND r.id = v.rater_id
       WHERE v.project_id = ${projectId} AND NOT r.is_left_out AND NOT EXISTS (
         SELECT FROM run_image x WHERE x.project_id = ${projectId} AND x.run_id = ${runId} AND x.image_id = v.image_id
           AND x.exclusion IS NOT NULL)`,
    ],
  },
  {
    step: 'Reading labels and predictions',
    statements: [
      sql`CREATE TEMP TABLE counted_image ON COMMIT DROP AS
       SELECT i.id AS image_id, i.original_class_id AS class_id, r.is_rated, r.label_count, r.is_changed
       FROM run_image r JOIN image i ON i.project_id = r.project_id AND i.id = r.image_id
       WHERE r.project_id = ${projectId} AND r.run_id = ${runId}`,
      sql`CREATE TEMP TABLE counted_label ON COMMIT DROP AS
       SELECT l.image_id, l.class_id
       FROM run_label l JOIN counted_image i ON i.image_id = l.image_id
       WHERE l.project_id = ${projectId} AND l.run_id = ${runId} AND i.is_rated`,
      sql`CREATE TEMP TABLE counted_first ON COMMIT DROP AS
       SELECT p.image_id, p.class_id, count(*)::int AS models
       FROM prediction p JOIN counted_image i ON i.image_id = p.image_id
       WHERE p.project_id = ${projectId} AND p.rank = 0 AND i.is_rated AND i.label_count > 0
       GROUP BY p.image_id, p.class_id`,
      sql`ANALYZE counted_vote, counted_image, counted_label, counted_first`,
    ],
  },
  {
    step: 'Comparing answers',
    statements: [
      sql`CREATE TEMP TABLE counted_asked ON COMMIT DROP AS
       SELECT one.class_id AS low_id, other.class_id AS high_id, one.image_id,
         bool_or(one.answer = 2 AND other.answer < 2) AND bool_or(other.answer = 2 AND one.answer < 2) AS is_divided
       FROM counted_vote one
       JOIN counted_vote other
         ON other.image_id = one.image_id AND other.rater_id = one.rater_id AND other.class_id > one.class_id
       GROUP BY one.class_id, other.class_id, one.image_id`,
    ],
  },
  {
    step: 'Comparing labels',
    statements: [
      sql`CREATE TEMP TABLE counted_lost ON COMMIT DROP AS
       SELECT least(i.class_id, l.class_id) AS low_id, greatest(i.class_id, l.class_id) AS high_id, i.image_id,
         i.class_id < l.class_id AS is_low
       FROM counted_image i JOIN counted_label l ON l.image_id = i.image_id
       WHERE i.class_id IS NOT NULL AND NOT EXISTS (
         SELECT FROM counted_label own WHERE own.image_id = i.image_id AND own.class_id = i.class_id)`,
      sql`CREATE TEMP TABLE counted_named ON COMMIT DROP AS
       SELECT least(f.class_id, l.class_id) AS low_id, greatest(f.class_id, l.class_id) AS high_id, f.image_id,
         f.class_id < l.class_id AS is_low
       FROM counted_first f JOIN counted_label l ON l.image_id = f.image_id
       WHERE NOT EXISTS (
         SELECT FROM counted_label own WHERE own.image_id = f.image_id AND own.class_id = f.class_id)`,
      sql`CREATE TEMP TABLE counted_together ON COMMIT DROP AS
       SELECT one.class_id AS low_id, other.class_id AS high_id, count(*)::int AS images,
         (count(*) FILTER (WHERE EXISTS (SELECT FROM counted_first f WHERE f.image_id = one.image_id)))::int AS seen
       FROM counted_label one
       JOIN counted_label other ON other.image_id = one.image_id AND other.class_id > one.class_id
       GROUP BY one.class_id, other.class_id`,
      sql`CREATE TEMP TABLE counted_class ON COMMIT DROP AS
       SELECT l.class_id, count(*)::int AS kept,
         (count(*) FILTER (WHERE EXISTS (SELECT FROM counted_first f WHERE f.image_id = l.image_id)))::int AS seen
       FROM counted_label l GROUP BY l.class_id`,
      sql`CREATE TEMP TABLE counted_pair ON COMMIT DROP AS
       SELECT low_id, high_id, count(DISTINCT image_id)::int AS confused,
         (count(DISTINCT image_id) FILTER (WHERE kind = 'divided'))::int AS divided,
         (count(DISTINCT image_id) FILTER (WHERE kind = 'lost' AND is_low))::int AS low_lost,
         (count(DISTINCT image_id) FILTER (WHERE kind = 'lost' AND NOT is_low))::int AS high_lost,
         (count(DISTINCT image_id) FILTER (WHERE kind = 'named' AND is_low))::int AS low_named,
         (count(DISTINCT image_id) FILTER (WHERE kind = 'named' AND NOT is_low))::int AS high_named
       FROM (
         SELECT low_id, high_id, image_id, 'divided' AS kind, false AS is_low FROM counted_asked WHERE is_divided
         UNION ALL SELECT low_id, high_id, image_id, 'lost', is_low FROM counted_lost
         UNION ALL SELECT low_id, high_id, image_id, 'named', is_low FROM counted_named
         UNION ALL SELECT low_id, high_id, NULL, 'together', false FROM counted_together
       ) found
       GROUP BY low_id, high_id`,
      sql`CREATE TEMP TABLE counted_asked_pair ON COMMIT DROP AS
       SELECT low_id, high_id, count(*)::int AS asked FROM counted_asked GROUP BY low_id, high_id`,
      sql`ANALYZE counted_together, counted_class, counted_pair, counted_asked_pair`,
    ],
  },
]

const writeFigures = ({ projectId, runId }: ClassCountKey) => sql`
  INSERT INTO class_figure (project_id, run_id, class_id, original_count, rated_count, labelled_count, confirmed_count,
    changed_count, kept_count, candidate_count, no_count, maybe_count, yes_count, first_count, right_count)
  SELECT ${projectId}, ${runId}, c.id, coalesce(o.original, 0), coalesce(o.rated, 0), coalesce(o.labelled, 0),
    coalesce(o.confirmed, 0), coalesce(o.changed, 0), coalesce(k.kept, 0), coalesce(v.candidates, 0), coalesce(v.no, 0),
    coalesce(v.maybe, 0), coalesce(v.yes, 0), coalesce(f.first, 0), coalesce(f.hits, 0)
  FROM class c
  LEFT JOIN (
    SELECT i.class_id, count(*) AS original, count(*) FILTER (WHERE i.is_rated) AS rated,
      count(*) FILTER (WHERE i.is_rated AND i.label_count > 0) AS labelled,
      count(*) FILTER (WHERE l.image_id IS NOT NULL) AS confirmed,
      count(*) FILTER (WHERE i.is_rated AND i.is_changed) AS changed
    FROM counted_image i LEFT JOIN counted_label l ON l.image_id = i.image_id AND l.class_id = i.class_id
    GROUP BY i.class_id
  ) o ON o.class_id = c.id
  LEFT JOIN counted_class k ON k.class_id = c.id
  LEFT JOIN (
    SELECT class_id, count(DISTINCT image_id) AS candidates, count(*) FILTER (WHERE answer = 0) AS no,
      count(*) FILTER (WHERE answer = 1) AS maybe, count(*) FILTER (WHERE answer = 2) AS yes
    FROM counted_vote GROUP BY class_id
  ) v ON v.class_id = c.id
  LEFT JOIN (
    SELECT p.class_id, sum(p.models) AS first, sum(p.models) FILTER (WHERE l.image_id IS NOT NULL) AS hits
    FROM counted_first p LEFT JOIN counted_label l ON l.image_id = p.image_id AND l.class_id = p.class_id
    GROUP BY p.class_id
  ) f ON f.class_id = c.id
  WHERE c.project_id = ${projectId} AND c.class_index IS NOT NULL`

/** Pairs that nothing confuses and that no image keeps together have no row. */
const writeConfusions = ({ projectId, runId }: ClassCountKey) => sql`
  INSERT INTO class_confusion (project_id, run_id, low_id, high_id, asked_count, divided_count, original_count,
    low_lost_count, high_lost_count, seen_count, low_named_count, high_named_count, either_count, together_count,
    confused_count)
  SELECT ${projectId}, ${runId}, x.low_id, x.high_id, coalesce(a.asked, 0), x.divided,
    low.labelled_count + high.labelled_count, x.low_lost, x.high_lost,
    coalesce(kl.seen, 0) + coalesce(kh.seen, 0) - 2 * coalesce(t.seen, 0), x.low_named, x.high_named,
    coalesce(kl.kept, 0) + coalesce(kh.kept, 0) - coalesce(t.images, 0), coalesce(t.images, 0), x.confused
  FROM counted_pair x
  JOIN class_figure low ON low.project_id = ${projectId} AND low.run_id = ${runId} AND low.class_id = x.low_id
  JOIN class_figure high ON high.project_id = ${projectId} AND high.run_id = ${runId} AND high.class_id = x.high_id
  LEFT JOIN counted_asked_pair a ON a.low_id = x.low_id AND a.high_id = x.high_id
  LEFT JOIN counted_class kl ON kl.class_id = x.low_id
  LEFT JOIN counted_class kh ON kh.class_id = x.high_id
  LEFT JOIN counted_together t ON t.low_id = x.low_id AND t.high_id = x.high_id`

/**
 * Counts every class and every pair of classes for a run, and replaces earlier counts in one transaction. Inputs are
 * the run's labels, the votes of raters who are not excluded on images that the run did not exclude, the original
 * labels and the models' first choices.
 * Unrated images count only by their original label.
 *
 * Two classes are confused on an image by raters, if one rater says yes to the first and not to the second, and another
 * rater the reverse; by the original label, if it is one of them and the run keeps only the other; by models, if a
 * model's first choice is one of them and the run keeps only the other.
 */
export function writeClassCount(
  key: ClassCountKey,
  onStep: (step: string, done: number, total: number) => void,
): Promise<{ classCount: number; pairCount: number }> {
  const { projectId, runId, inputHash } = key
  const steps = gatherings(key)
  return withCopySession(async (session) => {
    await runSql(session)`SET LOCAL work_mem = '96MB'`
    await runSql(session)`SET LOCAL jit = off`
    // A concurrent count of the same run waits here and then repeats it, which changes nothing.
    await runSql(session)`
      DELETE FROM class_count WHERE project_id = ${projectId}::int AND run_id = ${runId}::int`
    await runSql(session)`
      INSERT INTO class_count (project_id, run_id, input_hash) VALUES (${projectId}::int, ${runId}::int, ${inputHash})
      ON CONFLICT (project_id, run_id) DO UPDATE SET input_hash = excluded.input_hash, counted_at = now()`
    await runSql(session)`
      DELETE FROM class_confusion WHERE project_id = ${projectId}::int AND run_id = ${runId}::int`
    await runSql(session)`
      DELETE FROM class_figure WHERE project_id = ${projectId}::int AND run_id = ${runId}::int`
    const total = steps.length + 1
    for (const [done, { step, statements }] of steps.entries()) {
      onStep(step, done, total)
      for (const statement of statements) await runSql(session)`${inlined(statement)}`
    }
    onStep('Writing counts', steps.length, total)
    await runSql(session)`${writeFigures(key)}`
    // Without statistics, the join would scan the table once per pair.
    await runSql(session)`ANALYZE class_figure`
    await runSql(session)`${writeConfusions(key)}`
    await runSql(session)`ANALYZE class_confusion`
    onStep('Writing counts', total, total)
    return getRow(session, z.object({ classCount: z.number(), pairCount: z.number() }))`
      SELECT (SELECT count(*)::int FROM class_figure WHERE project_id = ${projectId}::int AND run_id = ${runId}::int) AS "classCount",
      (SELECT count(*)::int FROM class_confusion WHERE project_id = ${projectId}::int AND run_id = ${runId}::int) AS "pairCount"`
  })
}

const stateRow = z.object({ inputHash: z.string().nullable(), countedAt: z.date().nullable(), input: z.string() })

/** Returns what classes were counted from for a run, and the inputs now: models as last changed, excluded raters. */
export const findClassCountState = (projectId: number, runId: number) =>
  getRow(prisma, stateRow)`
    SELECT count.input_hash AS "inputHash", count.counted_at AS "countedAt", json_build_array(
      (SELECT json_agg(json_build_array(id, changed_at) ORDER BY id) FROM model WHERE project_id = ${projectId}::int),
      (SELECT json_agg(id ORDER BY id) FROM rater WHERE project_id = ${projectId}::int AND is_left_out)
    )::text AS input
    FROM (SELECT) one
    LEFT JOIN class_count count ON count.project_id = ${projectId}::int AND count.run_id = ${runId}::int`
