import { type CopySession, withCopySession } from './copy-session'
import { readIntRows } from './read-int-rows'

/** Everything a method may look at, as columns. Numbers are those of the tables. */
export interface AggregationRows {
  /** When it was read; votes submitted later are not in it. */
  readAt: Date
  /** By rising position. */
  images: { id: number[]; position: number[]; originalClass: number[] }
  classes: { id: number[]; index: number[] }
  /** By rising number. */
  raters: { id: number[]; isExpert: number[] }
  /** By rising position. */
  candidates: { id: number[]; image: number[]; class: number[]; isOriginal: number[] }
  /** By rising candidate, then rater. */
  votes: { candidate: number[]; rater: number[]; answer: number[] }
  /** By rising candidate, rater, source. */
  goldenAnswers: { candidate: number[]; rater: number[]; answer: number[] }
}

type Columns<Name extends string> = Record<Name, number[]>

async function readColumns<const Name extends string>(
  session: CopySession,
  names: readonly Name[],
  query: string,
  onRow?: (count: number) => void,
): Promise<Columns<Name>> {
  const columns = names.map((): number[] => [])
  let count = 0
  await readIntRows(session.copyOut(query), names.length, (row) => {
    for (let k = 0; k < columns.length; k++) columns[k].push(row[k])
    if (++count % 65_536 === 0) onRow?.(count)
  })
  onRow?.(count)
  return Object.fromEntries(names.map((name, k) => [name, columns[k]])) as Columns<Name>
}

/** Reads it all from one snapshot. `onVotes` is told how many votes have been read, of how many, and may throw. */
export function readAggregationRows(
  projectId: number,
  onVotes?: (done: number, total: number) => void,
): Promise<AggregationRows> {
  const id = Math.trunc(projectId)
  return withCopySession(async (session) => {
    await session.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    // Sorting a million votes in memory is faster than on disk, and this setting ends with the transaction.
    await session.query(`SET LOCAL work_mem = '64MB'`)
    const [{ readAt, voteCount }] = await session.query<{ readAt: Date; voteCount: number }>(
      `SELECT now() AS "readAt", coalesce(sum(vote_count), 0)::float8 AS "voteCount" FROM candidate WHERE project_id = $1`,
      [id],
    )
    return {
      readAt,
      images: await readColumns(
        session,
        ['id', 'position', 'originalClass'],
        `SELECT id, position, coalesce(original_class_id, -1) FROM image WHERE project_id = ${id} ORDER BY position`,
      ),
      classes: await readColumns(
        session,
        ['id', 'index'],
        `SELECT id, class_index FROM class WHERE project_id = ${id} AND class_index IS NOT NULL ORDER BY id`,
      ),
      raters: await readColumns(
        session,
        ['id', 'isExpert'],
        `SELECT id, is_expert::int FROM rater WHERE project_id = ${id} ORDER BY id`,
      ),
      candidates: await readColumns(
        session,
        ['id', 'image', 'class', 'isOriginal'],
        `SELECT id, image_id, class_id, is_original::int FROM candidate WHERE project_id = ${id} ORDER BY position`,
      ),
      goldenAnswers: await readColumns(
        session,
        ['candidate', 'rater', 'answer'],
        `SELECT candidate_id, rater_id, answer FROM golden_answer WHERE project_id = ${id}
         ORDER BY candidate_id, rater_id, source`,
      ),
      votes: await readColumns(
        session,
        ['candidate', 'rater', 'answer'],
        `SELECT candidate_id, rater_id, answer FROM vote WHERE project_id = ${id} ORDER BY candidate_id, rater_id`,
        (count) => onVotes?.(count, voteCount),
      ),
    }
  })
}
