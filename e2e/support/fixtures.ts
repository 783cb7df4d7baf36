import type pg from 'pg'
import { type Browser, type BrowserContext, test as base, expect } from 'playwright/test'
import { appUrl } from '../ports'
import { ApiClient } from './api-client'
import { connectTo } from './embedded-database'
import { expectInvariants } from './invariants'
import { makeRatingProject, type RatingProjectShape } from './rating-project'
import { addMember, makeAccounts, removeProject, testPassword } from './rating-rows'

export const admin = { name: 'Ada', email: 'ada@example.org', password: 'correct horse battery' }

interface Fixtures {
  db: pg.Client
  /** Fails the test if a page logs an unexpected error. */
  quietConsole: { allow(pattern: RegExp): void }
  /** A project of three tasks with small images. After the test its invariants are checked and it is deleted. */
  ratingProject: {
    id: number
    slug: string
    addRater(): Promise<string>
    addExpert(): Promise<string>
    addAdmin(): Promise<string>
  }
  /** Creates projects with images and one rater each, and deletes them after the test. */
  newRatingProject: (shape: RatingProjectShape) => Promise<{ id: number; slug: string; email: string }>
}

/** Closes pages before their project is deleted: requests in flight would fail and be logged as errors. */
const closePages = (browser: Browser) =>
  Promise.all(browser.contexts().flatMap((context) => context.pages().map((page) => page.close())))

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs from this pattern.
  db: async ({}, use) => {
    const db = await connectTo(String(process.env.E2E_DATA_DIR))
    await use(db)
    await db.end()
  },
  quietConsole: [
    async ({ browser }, use) => {
      // An answer may overtake a prefetch for the same task, which then returns 404 and is not needed.
      const allowed = [/status of 404 .*\/assignments\/\d+\/examples\)$/]
      const errors: string[] = []
      const watch = (context: BrowserContext) => {
        context.on(
          'console',
          (message) => message.type() === 'error' && errors.push(`${message.text()} (${message.location().url})`),
        )
        context.on('weberror', (thrown) => errors.push(thrown.error().message))
      }
      browser.on('context', watch)
      await use({ allow: (pattern) => allowed.push(pattern) })
      browser.off('context', watch)
      expect(errors.filter((text) => !allowed.some((pattern) => pattern.test(text)))).toEqual([])
    },
    { auto: true },
  ],
  ratingProject: async ({ db, browser }, use) => {
    const shape = { tasks: 3, candidates: 3, quota: 2, width: 160, height: 120 }
    const project = await makeRatingProject(db, String(process.env.E2E_DATA_DIR), shape)
    const users: string[] = []
    const add = async (role: string) => {
      const [account] = await makeAccounts(db, 1)
      await addMember(db, project.id, account!.id, role)
      users.push(account!.id)
      return account!.email
    }
    await use({
      ...project,
      addRater: () => add('rater'),
      addExpert: () => add('expert'),
      addAdmin: () => add('admin'),
    })
    await closePages(browser)
    await expectInvariants(db, project.id)
    await removeProject(db, project.id)
    await db.query('DELETE FROM app_user WHERE id = ANY ($1)', [users])
  },
  newRatingProject: async ({ db, browser }, use) => {
    const made: { projectId: number; userId: string }[] = []
    await use(async (shape) => {
      const project = await makeRatingProject(db, String(process.env.E2E_DATA_DIR), shape)
      const [account] = await makeAccounts(db, 1)
      await addMember(db, project.id, account!.id, 'rater')
      made.push({ projectId: project.id, userId: account!.id })
      return { ...project, email: account!.email }
    })
    await closePages(browser)
    for (const { projectId, userId } of made) {
      await expectInvariants(db, projectId)
      await removeProject(db, projectId)
      await db.query('DELETE FROM app_user WHERE id = $1', [userId])
    }
  },
})

export { expect }

/** Signs in through the session endpoint, without the form. */
export async function signIn(context: BrowserContext, email: string, password: string = testPassword) {
  const { csrfToken } = await (await context.request.get('/api/auth/csrf')).json()
  await context.request.post('/api/auth/callback/credentials', { form: { csrfToken, email, password, json: 'true' } })
  const session = await (await context.request.get('/api/auth/session')).json()
  expect(session.subject, `signed in as ${email}`).toBeTruthy()
}

export async function apiFor(email: string, password: string = testPassword): Promise<ApiClient> {
  const client = new ApiClient(appUrl)
  await client.signIn(email, password)
  return client
}
