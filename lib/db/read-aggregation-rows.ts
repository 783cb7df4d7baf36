import { type CopySession, withCopySession } from './copy-session'
import { readBinaryRows } from './read-binary-rows'

/** Everything a method may look at, as columns. Numbers are those of the tables. */
export interface AggregationRows {
  /** When it was read; votes submitted later are not in it. */
  readAt: Date
  /** By rising position. `originalClass` is −1 where there is none. */
  images: { id: Int32Array; position: Int32Array; originalClass: Int32Array }
  classes: { id: Int32Array; index: Int32Array }
  /** By rising number. */
  raters: { id: Int32Array; isExpert: Uint8Array }
  /** By rising position. */
  candidates: { id: Int32Array; image: Int32Array; class: Int32Array; isOriginal: Uint8Array }
  /** By rising candidate, then rater. */
  votes: { candidate: Int32Array; rater: Int32Array; answer: Uint8Array }
  /** By rising candidate, rater, source. */
  goldenAnswers: { candidate: Int32Array; rater: Int32Array; answer: Uint8Array }
  /** By rising number. */
  models: { id: Int32Array; name: string[] }
  /** By rising model, then candidate: those that predict a candidate's class for its image. Rank 0 is the most confident. */
  predictions: { model: Int32Array; candidate: Int32Array; rank: Int32Array }
}

type ColumnKind = Int32ArrayConstructor | Uint8ArrayConstructor
type Columns<Kinds extends Record<string, ColumnKind>> = { [Name in keyof Kinds]: InstanceType<Kinds[Name]> }

interface Expected {
  /** Rows to make room for at first: as many as there are, where that is known. */
  rowCount: number
  onRow?: (count: number) => void
}

/** The columns of a query of integers, in the order of `kinds`, each in an array just as long as the result. */
async function readColumns<const Kinds extends Record<string, ColumnKind>>(
  session: CopySession,
  kinds: Kinds,
  query: string,
  { rowCount, onRow }: Expected = { rowCount: 1_024 },
): Promise<Columns<Kinds>> {
  const names = Object.keys(kinds)
  let room = Math.max(rowCount, 1)
  let columns = names.map((name) => new kinds[name](room))
  let count = 0
  await readBinaryRows(session.copyOutBinary(query), names.length, (row) => {
    if (count === room) {
      room *= 2
      columns = columns.map((column, k) => {
        const larger = new kinds[names[k]](room)
        larger.set(column)
        return larger
      })
    }
    for (let k = 0; k < columns.length; k++) columns[k][count] = row[k]
    if (++count % 65_536 === 0) onRow?.(count)
  })
  onRow?.(count)
  return Object.fromEntries(
    names.map((name, k) => [name, count === room ? columns[k] : columns[k].slice(0, count)]),
  ) as Columns<Kinds>
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
    const models = await session.query<{ id: number; name: string }>(
      'SELECT id, name FROM model WHERE project_id = $1 ORDER BY id',
      [id],
    )
    return {
      readAt,
      images: await readColumns(
        session,
        { id: Int32Array, position: Int32Array, originalClass: Int32Array },
        `SELECT id, position, original_class_id FROM image WHERE project_id = ${id} ORDER BY position`,
      ),
      classes: await readColumns(
        session,
        { id: Int32Array, index: Int32Array },
        `SELECT id, class_index FROM class WHERE project_id = ${id} AND class_index IS NOT NULL ORDER BY id`,
      ),
      raters: await readColumns(
        session,
        { id: Int32Array, isExpert: Uint8Array },
        `SELECT id, is_expert::int FROM rater WHERE project_id = ${id} ORDER BY id`,
      ),
      candidates: await readColumns(
        session,
        { id: Int32Array, image: Int32Array, class: Int32Array, isOriginal: Uint8Array },
        `SELECT id, image_id, class_id, is_original::int FROM candidate WHERE project_id = ${id} ORDER BY position`,
      ),
      goldenAnswers: await readColumns(
        session,
        { candidate: Int32Array, rater: Int32Array, answer: Uint8Array },
        `SELECT candidate_id, rater_id, answer FROM golden_answer WHERE project_id = ${id}
         ORDER BY candidate_id, rater_id, source`,
      ),
      models: {
        id: Int32Array.from(models, (model) => model.id),
        name: models.map((model) => model.name),
      },
      predictions: await readColumns(
        session,
        { model: Int32Array, candidate: Int32Array, rank: Int32Array },
        `SELECT p.model_id, c.id, p.rank FROM prediction p
         JOIN candidate c ON c.project_id = p.project_id AND c.image_id = p.image_id AND c.class_id = p.class_id
         WHERE p.project_id = ${id} ORDER BY p.model_id, c.id`,
      ),
      votes: await readColumns(
        session,
        { candidate: Int32Array, rater: Int32Array, answer: Uint8Array },
        `SELECT candidate_id, rater_id, answer FROM vote WHERE project_id = ${id} ORDER BY candidate_id, rater_id`,
        { rowCount: voteCount, onRow: (count) => onVotes?.(count, voteCount) },
      ),
    }
  })
}
