import type { CopySession } from '@/lib/db/session/copy-session'

export interface NewProjectRow {
  slug: string
  name: string
  description: string
  ratersPerTask: number
  /** Null when the command line makes it. */
  userId: string | null
}

/**
 * Makes a project within a bulk load and gives its number. Its admins are the account that asked and those that set the
 * server up, so that what the command line imports can be opened in the browser. A slug that is taken is a unique
 * violation.
 */
export async function insertProject(session: CopySession, row: NewProjectRow): Promise<number> {
  const [{ id }] = await session.query<{ id: number }>(
    'INSERT INTO project (slug, name, description, raters_per_task) VALUES ($1, $2, $3, $4) RETURNING id',
    [row.slug, row.name, row.description, row.ratersPerTask],
  )
  await session.query(
    `INSERT INTO membership (project_id, user_id, role)
     SELECT $1, id, 'admin' FROM app_user WHERE is_owner OR id = $2::uuid`,
    [id, row.userId],
  )
  return id
}
