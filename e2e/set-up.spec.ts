import { expectNoSeriousViolations } from './support/axe'
import { admin, expect, test } from './support/fixtures'

test.describe.configure({ mode: 'serial' })

test('refuses set-up without the printed link', async ({ page, request, quietConsole }) => {
  quietConsole.allow(/status of 40[0-9]/)
  await page.goto('/')
  await expect(page.getByRole('main')).toContainText(/link/i)
  await page.goto('/setup?token=guessed')
  await expect(page.getByLabel('Password')).toHaveCount(0)
  const refused = await request.post('/api/setup', { data: { token: 'guessed', ...admin, withDemo: false } })
  expect(refused.status()).toBe(403)
})

test('shows the set-up page and its errors in the chosen language', async ({ page, quietConsole }) => {
  quietConsole.allow(/status of 400/)
  await page.goto(String(process.env.E2E_SETUP_LINK))
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Admin-Konto anlegen')
  await expect(page.getByLabel('Demoprojekt hinzufügen')).toBeChecked()
  await page.getByLabel('Name').fill(admin.name)
  await page.getByLabel('E-Mail').fill(admin.email)
  await page.getByLabel('Passwort').fill('qwertyuiop')
  await page.getByRole('button', { name: 'Admin-Konto anlegen' }).click()
  await expect(page.getByText('Nimm nicht nur Tasten, Ziffern oder Buchstaben, die aufeinander folgen.')).toBeVisible()
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Create admin account')
})

test('the printed link creates the admin account and the demo project', async ({ page }) => {
  await page.goto(String(process.env.E2E_SETUP_LINK))
  await expect(page.getByLabel(/demo project/i)).toBeChecked()
  await expectNoSeriousViolations(page, '/setup')
  await page.getByLabel('Name').fill(admin.name)
  await page.getByLabel('E-mail').fill(admin.email)
  await page.getByLabel('Password').fill(admin.password)
  await page.getByRole('button', { name: 'Create admin account' }).click()
  await expect(page).toHaveURL(/\/projects\/demo$/, { timeout: 60_000 })
  await expect(page.getByRole('main')).toContainText('552 of 920 votes', { timeout: 60_000 })
  // The release is the last part of the demo.
  await expect(async () => {
    await page.goto('/projects/demo/releases')
    await expect(page.getByRole('main')).toContainText('Release 1 is current', { timeout: 2_000 })
  }).toPass({ timeout: 60_000 })
  await expect(page.getByRole('main')).toContainText('simulated')
})

test('the set-up link works only once', async ({ page, request, quietConsole }) => {
  quietConsole.allow(/status of 40[0-9]/)
  const token = new URL(String(process.env.E2E_SETUP_LINK)).searchParams.get('token')
  const again = await request.post('/api/setup', {
    data: { token, ...admin, email: 'eve@example.org', withDemo: false },
  })
  expect([403, 409]).toContain(again.status())
  await page.goto(String(process.env.E2E_SETUP_LINK))
  await expect(page).toHaveURL(/sign-in/)
})

test('serves icons, manifest and robots.txt, and asks search engines not to index pages', async ({ request }) => {
  const page = await request.get('/sign-in')
  expect(page.headers()['x-robots-tag']).toBe('noindex, nofollow')
  const html = await page.text()
  const links = [...html.matchAll(/<link rel="(?:icon|apple-touch-icon|manifest)"[^>]*href="([^"]+)"/g)].map(
    (m) => m[1]!,
  )
  expect(links).toHaveLength(4)
  const manifest = await (await request.get('/manifest.webmanifest')).json()
  const icons: string[] = manifest.icons.map((icon: { src: string }) => icon.src)
  for (const file of [...links, ...icons]) expect((await request.get(file)).status(), file).toBe(200)
  expect(await (await request.get('/robots.txt')).text()).toContain('Allow: /r/\nDisallow: /\n')
})
