import type pg from 'pg'

/** Number of labels that only one of two runs has, and the number of images they are on. */
export async function countDifferingLabels(db: pg.Client, slug: string, a: number, b: number) {
  const { rows } = await db.query<{ labels: number; images: number }>(
    `WITH own AS (SELECT l.* FROM run_label l JOIN project p ON p.id = l.project_id WHERE p.slug = $1)
     SELECT count(*)::int AS labels, count(DISTINCT image_id)::int AS images FROM (
       (SELECT image_id, class_id FROM own WHERE run_id = $2 EXCEPT SELECT image_id, class_id FROM own WHERE run_id = $3)
       UNION ALL
       (SELECT image_id, class_id FROM own WHERE run_id = $3 EXCEPT SELECT image_id, class_id FROM own WHERE run_id = $2)
     ) d`,
    [slug, a, b],
  )
  return rows[0]!
}
