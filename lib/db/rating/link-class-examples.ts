import type { CopySession } from '@/lib/db/session/copy-session'
import { runSql } from '@/lib/db/session/sql'

/** Gives every example of a class the picture that the project has under its file name, now or from an earlier import. */
export const linkClassExamples = (session: CopySession, projectId: number) =>
  runSql(session)`
    UPDATE class_example e SET content_hash = i.content_hash FROM image i
    WHERE e.project_id = ${projectId}::int AND i.project_id = ${projectId}::int AND i.file_name = e.file_name
      AND e.content_hash IS DISTINCT FROM i.content_hash`
