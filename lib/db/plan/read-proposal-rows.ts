import { z } from 'zod'
import { type CopySession, withCopySession } from '@/lib/db/session/copy-session'
import { readColumns } from '@/lib/db/session/read-columns'
import { chosenImages, isIncluded } from '@/lib/db/session/row-conditions'
import { readRows, runSql } from '@/lib/db/session/sql'
import { classPairKinds } from '@/lib/domain/classes/class-pair'
import { findProposalState, type ProposalState } from './plan-query'

/** Models with predictions, images with original labels, classes with their hierarchy. Numbers are the tables'. */
export interface ProposalContentRows {
  /** By position. `originalClass` is −1 if there is none or the image is excluded, for which nothing is proposed. */
  images: { id: Int32Array; originalClass: Int32Array; isExcluded: Uint8Array }
  /** Labelable classes by index, then inner nodes by number, whose `index` is −1. */
  classes: { id: Int32Array; index: Int32Array }
  parents: { child: Int32Array; parent: Int32Array }
  /** The imported list, by image, then class. */
  listed: { image: Int32Array; class: Int32Array }
  /** By number. */
  models: ModelRows[]
}

export interface ModelRows {
  id: number
  name: string
  scoreKind: 'probability' | 'logit' | null
  /** By image, then rank. */
  image: Int32Array
  rank: Uint8Array | Int32Array
  class: Int32Array
  /** Null if the model has no kind of score. */
  score: Float32Array | null
}

export interface ProposalJudgementRows {
  /** Expert answers, by candidate. */
  golden: { candidate: Int32Array; image: Int32Array; class: Int32Array; answer: Uint8Array; isSimulated: Uint8Array }
  /** The newest conclusion on each discussed candidate: 0 no, 1 open again, 2 yes. */
  conclusions: { candidate: Int32Array; image: Int32Array; class: Int32Array; conclusion: Uint8Array }
  /** Pairs of launched tasks, and of stopped tasks with answers; without duplicates. */
  asked: { image: Int32Array; class: Int32Array }
}

export interface ProposalRows {
  state: ProposalState
  /** Null if unchanged since the caller last read it. */
  content: ProposalContentRows | null
  judgements: ProposalJudgementRows
  /** Decisions on class pairs, by the classes' numbers. */
  classPairs: ProposalClassPair[]
}

const classPairRow = z.object({ lowId: z.number(), highId: z.number(), kind: z.enum(classPairKinds) })
export type ProposalClassPair = z.infer<typeof classPairRow>

interface ReadOptions {
  /** The content's state when the caller last read it; unchanged content is not read again. */
  knownContent: string | null
  /** Called with the number of predictions read and their total; may throw. */
  onPredictions: (done: number, total: number) => void
}

/** Reads everything from one snapshot. */
export const readProposalRows = (
  projectId: number,
  { knownContent, onPredictions }: ReadOptions,
): Promise<ProposalRows> =>
  withCopySession(async (session) => {
    await runSql(session)`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`
    const state = await findProposalState(projectId, session)
    return {
      state,
      content: state.content === knownContent ? null : await readContent(session, projectId, onPredictions),
      judgements: await readJudgements(session, projectId),
      classPairs: await readRows(session, classPairRow)`
        SELECT low_id AS "lowId", high_id AS "highId", kind::text AS kind FROM class_pair
        WHERE project_id = ${projectId}::int ORDER BY low_id, high_id`,
    }
  })

const listedModel = z.object({
  id: z.number(),
  name: z.string(),
  scoreKind: z.enum(['probability', 'logit']).nullable(),
  count: z.number(),
})

async function readContent(
  session: CopySession,
  projectId: number,
  onPredictions: ReadOptions['onPredictions'],
): Promise<ProposalContentRows> {
  const images = await readColumns(session, { id: Int32Array, originalClass: Int32Array, isExcluded: Uint8Array })`
    SELECT id, CASE WHEN is_included THEN original_class_id END, (NOT is_included)::int
    FROM (SELECT i.*, ${isIncluded('i', 'id')} AS is_included FROM image i) i
    WHERE project_id = ${projectId} ORDER BY position`
  const classes = await readColumns(session, { id: Int32Array, index: Int32Array })`
    SELECT id, class_index FROM class WHERE project_id = ${projectId} ORDER BY class_index NULLS LAST, id`
  const parents = await readColumns(session, { child: Int32Array, parent: Int32Array })`
    SELECT child_id, parent_id FROM class_parent WHERE project_id = ${projectId} ORDER BY child_id, parent_id`
  const list = await readColumns(session, { image: Int32Array, class: Int32Array })`
    SELECT image_id, class_id FROM listed_candidate WHERE project_id = ${projectId} ORDER BY image_id, class_id`
  const listed = await readRows(session, listedModel)`
    SELECT m.id, m.name, m.score_kind AS "scoreKind", count(p.image_id)::int AS count
    FROM model m LEFT JOIN prediction p ON p.project_id = m.project_id AND p.model_id = m.id AND ${isIncluded('p')}
    WHERE m.project_id = ${projectId}::int AND NOT m.is_scored_only GROUP BY m.project_id, m.id ORDER BY m.id`
  const total = listed.reduce((sum, model) => sum + model.count, 0)
  const models: ModelRows[] = []
  let done = 0
  for (const { count, ...model } of listed) {
    models.push({
      ...model,
      ...(await readPredictions(session, projectId, model, count, (k) => onPredictions(done + k, total))),
    })
    done += count
  }
  return { images, classes, parents, listed: list, models }
}

async function readPredictions(
  session: CopySession,
  projectId: number,
  model: Pick<ModelRows, 'id' | 'scoreKind'>,
  rowCount: number,
  onRow: (count: number) => void,
) {
  // A real has four bytes like an int4, so its bits are read as an integer and reinterpreted below.
  const { scoreBits, ...columns } = await readColumns(
    session,
    { image: Int32Array, rank: Int32Array, class: Int32Array, scoreBits: Int32Array },
    { rowCount, onRow },
  )`
    SELECT image_id, rank, class_id, score FROM prediction p
    WHERE project_id = ${projectId} AND model_id = ${model.id} AND ${isIncluded('p')} ORDER BY image_id, rank`
  const score = model.scoreKind === null ? null : new Float32Array(scoreBits.buffer, 0, scoreBits.length)
  return { ...columns, score }
}

const candidateColumns = { candidate: Int32Array, image: Int32Array, class: Int32Array }

const readJudgements = async (session: CopySession, projectId: number): Promise<ProposalJudgementRows> => ({
  golden: await readColumns(session, { ...candidateColumns, answer: Uint8Array, isSimulated: Uint8Array })`
      SELECT c.id, c.image_id, c.class_id, g.answer, (r.kind = 'simulated')::int
      FROM golden_answer g
      JOIN rater r ON r.project_id = g.project_id AND r.id = g.rater_id
      JOIN candidate c ON c.project_id = g.project_id AND c.id = g.candidate_id
      WHERE g.project_id = ${projectId} AND r.is_expert AND g.source = 'expert' AND ${isIncluded('c')}
        AND c.image_id NOT IN (${chosenImages(projectId)})
      ORDER BY c.id, r.id`,
  conclusions: await readColumns(session, { ...candidateColumns, conclusion: Uint8Array })`
      SELECT DISTINCT ON (c.id) c.id, c.image_id, c.class_id, n.conclusion
      FROM golden_note n JOIN candidate c ON c.project_id = n.project_id AND c.id = n.candidate_id
      WHERE n.project_id = ${projectId} AND n.conclusion IS NOT NULL AND ${isIncluded('c')}
        AND c.image_id NOT IN (${chosenImages(projectId)})
      ORDER BY c.id, n.id DESC`,
  asked: await readColumns(session, { image: Int32Array, class: Int32Array })`
      SELECT c.image_id, c.class_id FROM candidate c WHERE c.project_id = ${projectId} AND c.id IN (
        SELECT tc.candidate_id FROM task_candidate tc
        JOIN task t ON t.project_id = tc.project_id AND t.id = tc.task_id
        WHERE tc.project_id = ${projectId} AND t.kind = 'rating' AND (t.is_launched OR t.submitted > 0)
      ) ORDER BY c.id`,
})
