import type pg from 'pg'
import type { BrowserContext } from 'playwright/test'
import { signIn } from './fixtures'
import { addMember, makeAccounts, removeProject } from './rating-rows'

/** Signs in a new admin of a new project. `remove` deletes both. */
export async function openAsAdmin(db: pg.Client, context: BrowserContext, project: { id: number; slug: string }) {
  const account = (await makeAccounts(db, 1))[0]!
  await addMember(db, project.id, account.id, 'admin')
  await signIn(context, account.email)
  return {
    ...project,
    async remove() {
      await removeProject(db, project.id)
      await db.query('DELETE FROM app_user WHERE id = $1', [account.id])
    },
  }
}
