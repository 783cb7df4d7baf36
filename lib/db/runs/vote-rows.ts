import { copyRows } from '@/lib/db/session/copy-rows'

export interface ExportedVote {
  fileName: string
  classIndex: number
  classExternalId: string | null
  raterId: number
  raterExternalId: string | null
  raterKind: string
  answer: number
  isLeftOut: boolean
}

/** Every vote of a project, by the order of the candidates in its files, then by rater. */
export async function* voteRows(projectId: number): AsyncGenerator<ExportedVote, void, undefined> {
  const rows = copyRows(`
    SELECT i.file_name, k.class_index, k.external_id, r.id, r.external_id, r.kind, v.answer, r.is_left_out
    FROM vote v
    JOIN candidate c ON c.project_id = v.project_id AND c.id = v.candidate_id
    JOIN image i ON i.project_id = c.project_id AND i.id = c.image_id
    JOIN class k ON k.project_id = c.project_id AND k.id = c.class_id
    JOIN rater r ON r.project_id = v.project_id AND r.id = v.rater_id
    WHERE v.project_id = ${Math.trunc(projectId)}
    ORDER BY c.position, v.rater_id`)
  for await (const [
    fileName,
    classIndex,
    classExternalId,
    raterId,
    raterExternalId,
    raterKind,
    answer,
    isLeftOut,
  ] of rows) {
    yield {
      fileName: fileName ?? '',
      classIndex: Number(classIndex),
      classExternalId,
      raterId: Number(raterId),
      raterExternalId,
      raterKind: raterKind ?? '',
      answer: Number(answer),
      isLeftOut: isLeftOut === 't',
    }
  }
}
