import { text } from 'node:stream/consumers'
import { beforeEach, describe, expect, test } from 'vitest'
import type { RatingSession } from '@/lib/contracts/rating/rating'
import { prisma } from '@/lib/db/client'
import { type Actor, operator } from '@/lib/domain/permissions'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { adjudicationTaskOf } from '@/lib/services/adjudication/next-adjudication'
import { exportClasses } from '@/lib/services/data/export-data'
import { importClasses } from '@/lib/services/data/import-parts'
import { accessAsExpert } from '@/lib/services/golden/golden-expert'
import { findGoldenClasses, readGoldenClass } from '@/lib/services/golden/golden-image'
import { leaseNextTask, undoSubmission } from '@/lib/services/rating/assignments'
import { saveRaterSettings } from '@/lib/services/rating/rater-settings'
import { readOwnHistory } from '@/lib/services/rating/read-own-history'
import { madeForEachTest, makeRatingProject, submitTask } from '@/lib/services/testing/rating-project'
import { emptyProject } from '@/lib/services/testing/remove-project'
import { importTranslations } from './import-translations'
import { changeLanguages, readLanguages } from './languages'
import { findSuggestibleClasses, readOwnSuggestions, saveOwnSuggestions } from './suggestions'

const scratch = scratchFolder()
let admin: Actor
let rater: Actor
const project = madeForEachTest(() => makeRatingProject({ tasks: 4 }))
beforeEach(async () => {
  ;[admin, rater] = await Promise.all([project.addMember('admin'), project.addRater()])
})

const bring = (content: string, isPreview = false) =>
  importTranslations(admin, { slug: project.slug, path: scratch('names.csv', content), isPreview })
const german = `index,name_de,aliases_de,gloss_de,note_de
0,Schleie,Tinca tinca,ein Fisch,
1,Goldfisch,,,Nur im Glas.
`
const open = (screens = 'de', actor = rater) => leaseNextTask(actor, { slug: project.slug, screens })
const namesOf = ({ task }: RatingSession) =>
  Object.fromEntries(task!.candidates.map(({ name, lang }) => [name, lang] as const))
const shownLanguages = (assignmentId: number) =>
  prisma.shownCandidate
    .findMany({ where: { projectId: project.id, assignmentId }, orderBy: { candidateId: 'asc' } })
    .then((rows) => rows.map(({ language }) => language))

describe('importing translations', () => {
  test('previews what is added and missing without writing', async () => {
    const outcome = await bring(german, true)
    expect(outcome).toEqual({
      classes: 3,
      languages: [
        {
          ...{ language: 'de', isNew: true, names: 2, glosses: 1, notes: 1, added: 2, changed: 0, same: 0 },
          missing: ['class 2'],
        },
      ],
    })
    expect((await readLanguages(admin, project.slug)).further).toEqual([])
    expect(await bring(german)).toEqual(outcome)
    const languages = await readLanguages(admin, project.slug)
    expect(languages).toEqual({
      ...{ own: 'en', classes: 3, glosses: 3, notes: 0 },
      further: [{ language: 'de', names: 2, glosses: 1, notes: 1 }],
    })
  })

  test('keeps blank fields and counts changes', async () => {
    await bring(german)
    const again = await bring('id,name_de\nsecret-class-0,Schlei\nsecret-class-1,Goldfisch\nsecret-class-2,Hai\n')
    expect(again.languages[0]).toMatchObject({ added: 1, changed: 1, same: 1, names: 3, glosses: 1, missing: [] })
    const rows = await prisma.classTranslation.findMany({
      where: { projectId: project.id },
      orderBy: { classId: 'asc' },
      omit: { projectId: true },
    })
    expect(rows[0]).toEqual({
      ...{ classId: 0, language: 'de', name: 'Schlei', otherNames: ['Tinca tinca'], gloss: 'ein Fisch', note: null },
    })
    const events = await prisma.auditEvent.findMany({
      where: { projectId: project.id, action: 'project.import-translations' },
      orderBy: { id: 'asc' },
    })
    expect(events.map(({ details }) => details)).toEqual([
      { languages: ['German'], added: 2, changed: 0 },
      { languages: ['German'], added: 1, changed: 1 },
    ])
  })

  test('refuses an invalid file as a whole, with file, line and field', async () => {
    const cases: [string, RegExp][] = [
      [
        'id,name_de\nsecret-class-0,A\nn9,B\n',
        /names\.csv, line 3, field "id": expected the id of a class .+ found "n9"/,
      ],
      ['index,name_de\n7,A\n', /line 2, field "index": expected the index of a class/],
      [
        'class,name_de\nclass 0,A\nclass 0,B\n',
        /line 3: expected each class once in de, found the class of line 2 again/,
      ],
      ['index,name_de\n0,Kran\n1,kran\n', /line 3, field "name_de": .+ "kran", which is also the name of line 2/],
      ['index,name_en\n0,tench\n', /line 2, field "name_en": expected a further language, found en, the language of/],
      ['index,name_de\n0,\n', /the file: expected at least one name in a further language, found none/],
    ]
    for (const [content, message] of cases) await expect(bring(content), content).rejects.toThrow(message)
    await expect(bring('index,name_de\n7,x\n0,Schleie\n8,y\n')).rejects.toThrow(
      /line 2, field "index": expected .+, found 2 others: 7 in line 2, 8 in line 4\. /,
    )
    expect(await prisma.classTranslation.count({ where: { projectId: project.id } })).toBe(0)
    await bring(german)
    await expect(bring('index,name_de\n2,schleie\n')).rejects.toThrow(/also the name of the class “class 0”/)
  })

  test('imports a thousand classes in three languages within seconds', async () => {
    const big = await makeRatingProject({ tasks: 1, candidates: 1_000 })
    const languages = ['de', 'fr', 'es']
    const head = ['id', ...languages.flatMap((tag) => [`name_${tag}`, `aliases_${tag}`, `gloss_${tag}`])].join(',')
    const lines = Array.from({ length: 1_000 }, (_, k) =>
      [
        `secret-class-${k}`,
        ...languages.flatMap((tag) => [`${tag} ${k}`, `a${k}|b${k}`, `gloss ${k} `.repeat(8)]),
      ].join(','),
    )
    const startedAt = performance.now()
    const made = await importTranslations(operator, {
      slug: big.slug,
      path: scratch('names.csv', [head, ...lines].join('\n')),
    })
    const seconds = (performance.now() - startedAt) / 1000
    expect(made.languages.map(({ names, added }) => [names, added])).toEqual([1, 2, 3].map(() => [1_000, 1_000]))
    console.log(`3,000 translations imported in ${seconds.toFixed(2)} s`)
  })

  test('requires an admin', async () => {
    for (const actor of [rater, await project.addMember('expert')]) {
      const file = scratch('names.csv', german)
      await expect(importTranslations(actor, { slug: project.slug, path: file })).rejects.toMatchObject({
        code: 'forbidden',
      })
      await expect(readLanguages(actor, project.slug)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(changeLanguages(actor, { slug: project.slug, own: 'en', further: [] })).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
  })
})

describe('names on the rating screen', () => {
  test('use the language of the screens if translated, each marked with its language', async () => {
    await bring(german)
    const session = await open()
    expect(session.language).toBe('de')
    expect(session.project.languages).toEqual(['en', 'de'])
    expect(namesOf(session)).toEqual({ Schleie: 'de', Goldfisch: 'de', 'class 2': 'en' })
    const one = (name: string) => session.task!.candidates.find((candidate) => candidate.name === name)
    expect(one('Schleie')).toMatchObject({ otherNames: ['Tinca tinca'], gloss: 'ein Fisch', pathLang: 'en' })
    expect(one('Schleie')?.glossLang).toBeUndefined()
    expect(one('Schleie')?.wikipediaUrl).toContain('https://de.wikipedia.org/')
    expect(one('Goldfisch')).toMatchObject({ gloss: 'a gloss', glossLang: 'en', note: 'Nur im Glas.', otherNames: [] })
    expect(one('class 2')).toMatchObject({ gloss: 'a gloss', lang: 'en' })
    expect(one('class 2')?.wikipediaUrl).toContain('https://en.wikipedia.org/')
    expect(await shownLanguages(session.task!.assignmentId)).toEqual(['de', 'de', null])
  })

  test("fall back to the project's own language", async () => {
    expect((await open()).language).toBe('en')
    await bring(german)
    expect(namesOf(await open('fr'))).toEqual({ 'class 0': 'en', 'class 1': 'en', 'class 2': 'en' })
    expect(namesOf(await open('de-AT'))).toMatchObject({ Schleie: 'de' })
  })

  test('change with the language of the screens, even in a held task, whose answers record it', async () => {
    await bring(german)
    const before = await open('en')
    const after = await open('de')
    expect(after.task!.assignmentId).toBe(before.task!.assignmentId)
    expect(
      after.task!.candidates.map(({ name }) => name.replace('Schleie', 'class 0').replace('Goldfisch', 'class 1')),
    ).toEqual(before.task!.candidates.map(({ name }) => name))
    await submitTask(rater, project.slug, after.task, ['no', 'no', 'no'])
    expect(await shownLanguages(after.task!.assignmentId)).toEqual(['de', 'de', null])
    const back = await open('en')
    expect(namesOf(back)).toMatchObject({ 'class 0': 'en' })
    // Submitted answers keep the names that were shown, also when reopened.
    expect(await shownLanguages(after.task!.assignmentId)).toEqual(['de', 'de', null])
    const { turns } = await readOwnHistory(rater, project.slug)
    expect(turns[0]!.answers.map(({ name }) => name).sort()).toEqual(['Goldfisch', 'Schleie', 'class 2'])
    const reopened = await undoSubmission(rater, { slug: project.slug, assignmentId: after.task!.assignmentId })
    expect(namesOf(reopened)).toMatchObject({ Schleie: 'de' })
  })

  test('stay in the language that a rater has chosen', async () => {
    await bring(german)
    await bring('index,name_fr\n0,tanche\n')
    await open('de')
    const settings = { keys: {}, language: null, names: 'fr' }
    await saveRaterSettings(rater, { slug: project.slug, settings })
    const session = await open('de')
    expect(session).toMatchObject({ language: 'fr', settings: { names: 'fr' } })
    expect(namesOf(session)).toMatchObject({ tanche: 'fr', 'class 1': 'en' })
    await saveRaterSettings(rater, { slug: project.slug, settings: { ...settings, names: 'en' } })
    expect(namesOf(await open('de'))).toMatchObject({ 'class 0': 'en' })
  })

  test('are translated for panel visitors', async () => {
    await bring(german)
    const visitor = await project.addVisitor()
    expect(namesOf(await open('de', visitor))).toMatchObject({ Schleie: 'de' })
  })

  test("fall back to the project's own language once theirs is removed", async () => {
    await bring(german)
    const { task } = await open()
    await changeLanguages(admin, { slug: project.slug, own: 'en', further: [] })
    expect(namesOf(await leaseNextTask(rater, { slug: project.slug }))).toMatchObject({ 'class 0': 'en' })
    expect(await shownLanguages(task!.assignmentId)).toEqual([null, null, null])
    expect(await prisma.classTranslation.count({ where: { projectId: project.id } })).toBe(0)
  })
})

test('finds and suggests classes by translated names', async () => {
  await bring(german)
  const { task } = await open()
  const of = { slug: project.slug, assignmentId: task!.assignmentId }
  const find = (query: string) => findSuggestibleClasses(rater, { ...of, query })
  expect((await find('schlei')).classes).toEqual([
    { name: 'Schleie', otherNames: ['Tinca tinca'], gloss: 'ein Fisch', lang: 'de', glossLang: 'de' },
  ])
  expect((await find('tinca')).classes.map(({ name }) => name)).toEqual(['Schleie'])
  expect((await find('class 1')).classes).toEqual([
    { name: 'Goldfisch', otherNames: [], gloss: 'a gloss', lang: 'de', glossLang: 'en' },
  ])
  const saved = await saveOwnSuggestions(rater, { ...of, names: ['schleie', 'class 2', 'Sofa'] })
  const said = (suggestions: typeof saved.suggestions) =>
    suggestions.map(({ name, isClass }) => `${name} ${isClass}`).sort()
  expect(said(saved.suggestions)).toEqual(['Schleie true', 'Sofa false', 'class 2 true'])
  await open('en')
  const { suggestions } = await readOwnSuggestions(rater, of)
  expect(said(suggestions)).toEqual(['Sofa false', 'class 0 true', 'class 2 true'])
})

test('lets experts find and judge classes by names in their language', async () => {
  await bring(german)
  const expert = await project.addMember('expert')
  const { slug } = project
  const find = async (query: string) => (await findGoldenClasses(expert, { slug, query })).classes
  expect((await find('schlei')).map(({ name, lang }) => [name, lang])).toEqual([['class 0', 'en']])
  const access = await accessAsExpert(expert, slug, 'de')
  expect(await find('schlei')).toMatchObject([{ name: 'Schleie', gloss: 'ein Fisch', lang: 'de', glossLang: 'de' }])
  expect((await readGoldenClass(expert, { slug, classId: 1 })).node).toMatchObject({
    ...{ name: 'Goldfisch', lang: 'de', gloss: 'a gloss', glossLang: 'en' },
  })
  const task = await adjudicationTaskOf(access, 0)
  expect(task?.candidate).toMatchObject({ name: 'Schleie', lang: 'de', gloss: 'ein Fisch', pathLang: 'en' })
  expect(task?.others.map(({ name, lang }) => [name, lang])).toEqual([
    ['Goldfisch', 'de'],
    ['class 2', 'en'],
  ])
})

test('imports exported classes with translations unchanged, as CSV and JSON', async () => {
  const source = `index,id,names,gloss,parents,labelable,name_de,aliases_de,gloss_de,note_de,name_pt-BR
0,a,tench,a fish,fish,,Schleie,Tinca|Schlei \\| Fisch,"ein Fisch,
lang",Nur Fische.,tenca
1,b,goldfish,,fish,,Goldfisch,,,,
,f,fish,,,false,Fisch,,,,
`
  const [first, ...others] = [await emptyProject(), await emptyProject(), await emptyProject()]
  const rowsOf = (projectId: number) =>
    prisma.classTranslation.findMany({
      ...{ where: { projectId }, omit: { projectId: true } },
      orderBy: [{ classId: 'asc' }, { language: 'asc' }],
    })
  const bringClasses = async (slug: string, content: string) =>
    importClasses(operator, { slug, source: { kind: 'file', path: scratch('names.csv', content) }, projectRoot: '.' })
  await bringClasses(first.slug, source)
  const expected = await rowsOf(first.id)
  expect(expected.map(({ classId, language, name }) => [classId, language, name])).toEqual([
    [0, 'de', 'Schleie'],
    [0, 'pt-BR', 'tenca'],
    [1, 'de', 'Goldfisch'],
    [2, 'de', 'Fisch'],
  ])
  for (const [k, format] of (['csv', 'json'] as const).entries()) {
    const { content } = await exportClasses(first, format)
    await bringClasses(others[k]!.slug, await text(content))
    expect(await rowsOf(others[k]!.id), format).toEqual(expected)
    const { languages } = await prisma.project.findUniqueOrThrow({ where: { id: others[k]!.id } })
    expect(languages).toEqual(['de', 'pt-BR'])
  }
})
