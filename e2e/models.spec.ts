import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expectNoSeriousViolations } from './support/axe'
import { expect, signIn, test } from './support/fixtures'
import { makeJudgedProject } from './support/judged-rows'
import { addMember, makeAccounts, removeProject } from './support/rating-rows'

const timm = path.resolve('../shared/imagenet/timm-accuracies.csv')
const published = existsSync(timm)
  ? readFileSync(timm, 'utf8')
  : `model,original,reassessed\n${Array.from({ length: 40 }, (_, k) => `m${k},${60 + k / 2},${70 + k / 3}`).join('\n')}\n`
const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

test('imports models from a table, scores them, moves the threshold and compares published accuracies', async ({
  page,
  context,
  db,
}) => {
  const project = await makeJudgedProject(db)
  const [admin] = await makeAccounts(db, 1)
  await addMember(db, project.id, admin!.id, 'admin')
  await signIn(context, admin!.email)
  await page.goto(`/projects/${project.slug}/models`)
  const table = page.getByRole('region', { name: 'Models' })
  const rowOf = (name: string) => table.getByRole('row').filter({ hasText: name })
  // Models that can propose labels are scored separately and marked.
  await expect(rowOf('delta')).toContainText('33%', { timeout: 60_000 })
  await expect(rowOf('delta')).toContainText('can propose labels')
  await expect(rowOf('Original labels')).toBeVisible()

  const dialog = page.getByRole('dialog', { name: 'Add models for scoring' })
  await page.getByRole('button', { name: 'Add models' }).click()
  await expect(dialog).toBeVisible()
  await expectNoSeriousViolations(page, 'models to be added')
  await dialog
    .getByLabel('Files of models', { exact: true })
    .setInputFiles([
      file('models.csv', 'name,file\nlenient,one.json\nstrict,two.json\n'),
      file('one.json', '[1,0,0]'),
      file('two.json', '[0,0,1]'),
    ])
  await dialog.getByRole('button', { name: 'Add models' }).click()
  await expect(dialog).toBeHidden()
  await expect(rowOf('lenient')).toContainText('67%', { timeout: 60_000 })
  await expect(rowOf('strict')).toContainText('67%')

  for (const name of ['Compare lenient', 'Compare strict']) {
    const box = page.getByRole('checkbox', { name })
    await box.click()
    await expect(box).toBeChecked()
  }
  await expect(page).toHaveURL(/compare=\d+(,|%2C)\d+$/)
  await expect(page.getByRole('heading', { name: 'Two models on the same images' })).toBeVisible()
  await expect(page.getByText('lenient versus strict:')).toBeVisible()

  const ranking = page.getByRole('region', { name: 'Ranking at this threshold' })
  const ranked = (name: string) => ranking.getByRole('row').filter({ hasText: name })
  await expect(ranked('lenient')).toContainText('67%')
  await page.getByRole('slider', { name: /^Keep labels with a score of/ }).fill('20')
  await expect(ranked('lenient')).toContainText('100%')
  await expect(ranked('strict')).toContainText('67%')
  await expect(page).toHaveURL(/at=0\.2$/)
  await page.reload()
  await expect(page.getByRole('slider', { name: /^Keep labels with a score of 0\.2 or/ })).toBeVisible()
  // Keys before hydration are lost.
  await expect(async () => {
    await page.getByRole('slider', { name: /^Keep labels with a score of/ }).press('ArrowLeft')
    await expect(page.getByRole('slider', { name: /^Keep labels with a score of 0\.1/ })).toBeVisible({
      timeout: 1_000,
    })
  }).toPass()

  const accuracies = page.getByRole('dialog', { name: 'Add published accuracies' })
  await page.getByRole('button', { name: 'Add published accuracies' }).click()
  await accuracies.getByLabel('Files of accuracies', { exact: true }).setInputFiles(file('published.csv', published))
  await accuracies.getByRole('button', { name: 'Add accuracies' }).click()
  await expect(page.getByText('At 81%, as in the literature')).toBeVisible({ timeout: 60_000 })
  if (existsSync(timm)) {
    await expect(page.getByText('0.9402', { exact: true })).toBeVisible()
    await expect(page.getByText('0.5756', { exact: true })).toBeVisible()
  }
  const chart = page.getByRole('application', { name: 'Reassessed accuracy, Original accuracy' })
  await chart.focus()
  await chart.press('ArrowRight')
  await expect(chart).toContainText(/Original accuracy .*%/)
  await expectNoSeriousViolations(page, 'models')

  await rowOf('strict').getByRole('link', { name: 'strict' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('strict')
  await expect(page.getByRole('region', { name: 'Accuracy by class' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Images it gets wrong' })).toHaveAttribute(
    'href',
    /images\?model=strict&wrong=yes$/,
  )
  await expectNoSeriousViolations(page, 'model')

  await page.goto(`/projects/${project.slug}/models`)
  const lines = page.getByText('At 81%, as in the literature')
  await expect(lines).toBeVisible()
  await page.getByRole('button', { name: 'Remove published' }).click()
  await expect(lines).toBeHidden()
  await page.goto('about:blank')
  await removeProject(db, project.id)
})
