import { z } from 'zod'
import { classFacts } from '@/lib/contracts/classes/class'
import { prisma } from '@/lib/db/client'
import { readRows } from '@/lib/db/session/sql'

const classRow = z.object({
  ...classFacts.omit({ figures: true, shares: true, agreement: true }).shape,
  index: z.number().nullable(),
  links: z.array(z.string()),
  parents: z.array(z.number()),
  examples: z.array(z.string()),
  translations: z.record(
    z.string(),
    z.object({
      ...{ name: z.string(), otherNames: z.array(z.string()) },
      ...{ gloss: z.string().nullable(), note: z.string().nullable() },
    }),
  ),
})
export type ClassFileRow = z.infer<typeof classRow>

/** Returns labelable classes by index, then inner nodes by number. */
export const findClassFileRows = (projectId: number): Promise<ClassFileRow[]> =>
  readRows(prisma, classRow)`
    SELECT c.id, c.class_index AS index, c.external_id AS "externalId", c.name, c.other_names AS "otherNames", c.gloss, c.note,
      c.wikipedia_url AS "wikipediaUrl", c.path, c.links,
      ARRAY(SELECT p.parent_id FROM class_parent p WHERE p.project_id = c.project_id AND p.child_id = c.id
        ORDER BY p.parent_id) AS parents,
      ARRAY(SELECT e.file_name FROM class_example e WHERE e.project_id = c.project_id AND e.class_id = c.id
        ORDER BY e.position) AS examples,
      coalesce((
        SELECT jsonb_object_agg(t.language, jsonb_build_object('name', t.name, 'otherNames', t.other_names, 'gloss', t.gloss, 'note', t.note))
        FROM class_translation t WHERE t.project_id = c.project_id AND t.class_id = c.id
      ), '{}') AS translations
    FROM class c WHERE c.project_id = ${projectId}::int ORDER BY c.class_index NULLS LAST, c.id`
