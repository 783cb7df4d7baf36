import { Prisma } from '@/lib/db/generated/client'
import { escapeLike } from '@/lib/db/session/sql'
import type { ImageFilter } from '@/lib/domain/images/image-filter'
import { binsOf } from '@/lib/domain/runs/score-bins'

export interface ImageScope {
  projectId: number
  /** Null before the first run; then filters on results of a run are not allowed. */
  runId: number | null
  filter: ImageFilter
  /** Whether the run stores score bins per image; older runs do not. */
  hasScoreBins: boolean
  /** The images with the part of a name that the filter has, if they were found and are few. */
  named: number[] | null
}

/** Returns the score bins of a filter; null if scores must be read. */
const scoreBinsOf = ({ filter: { score }, hasScoreBins }: ImageScope) => (score && hasScoreBins ? binsOf(score) : null)

const isOrNot = (is: boolean, condition: Prisma.Sql) => (is ? condition : Prisma.sql`NOT ${condition}`)

/** Conditions on `r`, the run_image row. */
function runConditions(runId: number, scope: ImageScope): Prisma.Sql[] {
  const { filter, projectId } = scope
  const { isChanged, isRated, labels, disagreement, margin, score } = filter
  const where: Prisma.Sql[] = []
  if (isChanged !== null) where.push(Prisma.sql`r.is_changed = ${isChanged}`)
  if (isRated !== null) where.push(Prisma.sql`r.is_rated = ${isRated}`)
  if (labels !== null) {
    const count = Number.parseInt(labels, 10)
    where.push(
      labels.endsWith('+') ? Prisma.sql`r.label_count >= ${count}::int` : Prisma.sql`r.label_count = ${count}::int`,
    )
  }
  // Compared in the stored precision, so that 0.4 finds 0.4.
  if (disagreement !== null) where.push(Prisma.sql`r.disagreement >= ${disagreement}::real`)
  if (margin !== null) where.push(Prisma.sql`r.margin <= ${margin}::real`)
  if (score !== null) {
    const bins = scoreBinsOf(scope)
    where.push(
      bins !== null
        ? Prisma.sql`r.score_bins & ${bins}::bigint <> 0`
        : Prisma.sql`r.image_id IN (
            SELECT c.image_id FROM score s JOIN candidate c ON c.project_id = s.project_id AND c.id = s.candidate_id
            WHERE s.project_id = ${projectId}::int AND s.run_id = ${runId}::int
              AND s.score BETWEEN ${score.low}::float8 AND ${score.high}::float8)`,
    )
  }
  if (filter.model !== null && filter.isWrong !== null)
    where.push(
      // The model is right if its first choice is a label; an image without labels is neither right nor wrong. The
      // planner cannot estimate how many pairs of image and class two tables share; IS TRUE makes it use a hash instead
      // of looking images up one by one.
      Prisma.sql`r.label_count > 0 AND (r.image_id IN (
        SELECT p.image_id FROM prediction p
        WHERE p.project_id = ${projectId}::int AND p.rank = 0
          AND p.model_id = (SELECT id FROM model WHERE project_id = ${projectId}::int AND name = ${filter.model})
          AND ${isOrNot(
            !filter.isWrong,
            Prisma.sql`EXISTS (SELECT FROM run_label l WHERE l.project_id = p.project_id AND l.run_id = ${runId}::int
              AND l.class_id = p.class_id AND l.image_id = p.image_id)`,
          )})) IS TRUE`,
    )
  return where
}

/** Selects the images that have a class as original label, candidate or label, or whose run kept, dropped or added it. */
function withClass(classIndex: number, { filter, projectId, runId }: ImageScope): Prisma.Sql {
  const classId = Prisma.sql`(SELECT id FROM class WHERE project_id = ${projectId}::int AND class_index = ${classIndex}::int)`
  const original = Prisma.sql`SELECT id FROM image WHERE project_id = ${projectId}::int AND original_class_id = ${classId}`
  const kept = Prisma.sql`SELECT image_id FROM run_label WHERE project_id = ${projectId}::int AND run_id = ${runId}::int AND class_id = ${classId}`
  return {
    ...{ original, kept },
    proposed: Prisma.sql`SELECT image_id FROM candidate WHERE project_id = ${projectId}::int AND class_id = ${classId}`,
    confirmed: Prisma.sql`${original} INTERSECT ${kept}`,
    lost: Prisma.sql`${original} EXCEPT ${kept}`,
    gained: Prisma.sql`${kept} EXCEPT ${original}`,
  }[filter.classAs]
}

// In two halves, each with a partial index, because imported assignments have no order.
const answeredBy = (raterId: number, projectId: number) => Prisma.sql`
  SELECT t.image_id FROM (
    SELECT task_id FROM assignment WHERE project_id = ${projectId}::int AND rater_id = ${raterId}::int
      AND submitted_order IS NOT NULL AND state = 'submitted'
    UNION ALL
    SELECT task_id FROM assignment WHERE project_id = ${projectId}::int AND rater_id = ${raterId}::int
      AND submitted_order IS NULL AND state = 'submitted'
  ) a JOIN task t ON t.project_id = ${projectId}::int AND t.id = a.task_id AND t.kind = 'rating'`

/** Conditions that do not depend on a run's row. */
function imageConditions(imageId: Prisma.Sql, scope: ImageScope): Prisma.Sql[] {
  const { projectId, filter, named } = scope
  const { classIndex, rater, flag, isGolden, isAdjudicated, isExcluded, isSent } = filter
  const where: Prisma.Sql[] = []
  const among = (images: Prisma.Sql, is = true) => where.push(isOrNot(is, Prisma.sql`${imageId} IN (${images})`))
  if (named !== null) among(Prisma.sql`SELECT unnest(${named}::int[])`)
  if (classIndex !== null) among(withClass(classIndex, scope))
  if (rater !== null) among(answeredBy(rater, projectId))
  if (flag !== null)
    among(Prisma.sql`SELECT image_id FROM image_flag WHERE project_id = ${projectId}::int
      ${flag === 'any' ? Prisma.empty : flag === 'comment' ? Prisma.sql`AND comment IS NOT NULL` : Prisma.sql`AND kinds @> ARRAY[${flag}]`}`)
  if (isGolden !== null)
    among(
      Prisma.sql`SELECT c.image_id FROM rater e
        JOIN golden_answer g ON g.project_id = e.project_id AND g.rater_id = e.id AND g.source = 'expert'
        JOIN candidate c ON c.project_id = g.project_id AND c.id = g.candidate_id
        WHERE e.project_id = ${projectId}::int AND e.is_expert`,
      isGolden,
    )
  if (isAdjudicated !== null)
    among(
      Prisma.sql`SELECT c.image_id FROM adjudication d JOIN candidate c ON c.project_id = d.project_id AND c.id = d.candidate_id
        WHERE d.project_id = ${projectId}::int AND NOT d.is_undone`,
      isAdjudicated,
    )
  if (isExcluded !== null)
    among(Prisma.sql`SELECT image_id FROM image_exclusion WHERE project_id = ${projectId}::int`, isExcluded)
  if (isSent !== null)
    among(
      Prisma.sql`SELECT c.image_id FROM adjudication_request q
        JOIN candidate c ON c.project_id = q.project_id AND c.id = q.candidate_id
        WHERE q.project_id = ${projectId}::int AND NOT EXISTS (SELECT FROM adjudication d
          WHERE d.project_id = q.project_id AND d.candidate_id = q.candidate_id AND NOT d.is_undone)`,
      isSent,
    )
  return where
}

const readsNames = ({ filter, named }: ImageScope) => filter.name !== '' && named === null

/** A condition on `i`, the image. Text without letters needs no case folding, and ASCII text needs no locale. */
export function isNamed(part: string): Prisma.Sql {
  const collation = /^[ -~]*$/.test(part) ? Prisma.sql`COLLATE "C"` : Prisma.empty
  const likes = part.toLowerCase() === part.toUpperCase() ? Prisma.sql`LIKE` : Prisma.sql`ILIKE`
  return Prisma.sql`i.file_name ${collation} ${likes} ${`%${escapeLike(part)}%`}`
}

/** Ascending sort key that precedes the image's position; null for position alone. Each has an index on run_image. */
const sortKey = {
  position: null,
  disagreement: Prisma.sql`(- coalesce(r.disagreement, -1))`,
  threshold: Prisma.sql`coalesce(r.margin, 2)`,
}

/** Parts of a query for a filter's images. */
export interface ShownImages {
  id: Prisma.Sql
  position: Prisma.Sql
  /** Null if sorted by position alone. */
  sort: Prisma.Sql | null
  rising: Prisma.Sql
  from: Prisma.Sql
  where: Prisma.Sql
}

/** Reads results from run_image and joins the image table only for columns that it alone has. */
export function shownImagesOf(scope: ImageScope): ShownImages {
  const { projectId, runId, filter } = scope
  const where = runId === null ? [] : runConditions(runId, scope)
  const sort = runId === null ? null : sortKey[filter.order]
  const usesRun = where.length > 0 || sort !== null
  const id = usesRun ? Prisma.sql`r.image_id` : Prisma.sql`i.id`
  if (usesRun) where.push(Prisma.sql`r.project_id = ${projectId}::int AND r.run_id = ${runId}::int`)
  else where.push(Prisma.sql`i.project_id = ${projectId}::int`)
  if (runId === null && filter.isRated !== null)
    where.push(
      isOrNot(
        filter.isRated,
        Prisma.sql`EXISTS (SELECT FROM candidate c WHERE c.project_id = i.project_id AND c.image_id = i.id AND c.vote_count > 0)`,
      ),
    )
  where.push(...imageConditions(id, scope))
  if (readsNames(scope)) where.push(isNamed(filter.name))
  const joined = Prisma.sql`JOIN image i ON i.project_id = r.project_id AND i.id = r.image_id`
  const position = usesRun ? Prisma.sql`r.position` : Prisma.sql`i.position`
  return {
    ...{ id, position, sort },
    rising: sort ? Prisma.sql`${sort}, ${position}` : position,
    from: usesRun ? Prisma.sql`run_image r ${readsNames(scope) ? joined : Prisma.empty}` : Prisma.sql`image i`,
    where: Prisma.join(where, ' AND '),
  }
}

/** Selects a filter's images as (id, position, sort). */
export function shownImages(scope: ImageScope): Prisma.Sql {
  const { id, position, sort, from, where } = shownImagesOf(scope)
  return Prisma.sql`SELECT ${id} AS id, ${position} AS position, ${sort ?? Prisma.sql`0`}::float8 AS sort FROM ${from} WHERE ${where}`
}

/** Whether the images are in a short list, such as a rare name, or scores are needed. Others may show most images. */
export function isNarrow(scope: ImageScope): boolean {
  const { classIndex, rater, flag, score, isGolden, isAdjudicated, isExcluded, isSent } = scope.filter
  const isListed = classIndex !== null || rater !== null || flag !== null || scope.named !== null
  const isFew = [isGolden, isAdjudicated, isExcluded, isSent].includes(true)
  return isListed || isFew || (score !== null && scoreBinsOf(scope) === null)
}
