import { beforeEach, describe, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { accessAsRater } from '@/lib/services/access/rating-session'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { errorCode, madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'
import { consentTemplate } from '@/lib/wording/texts/document'
import { listClassNotes, setClassNote } from './class-notes'
import { compareDocumentVersions, confirmDocument, readDocument, readDocumentHistory, saveDocument } from './documents'

let admin: Actor
let rater: Actor
const project = madeForEachTest(() => makeRatingProject({ tasks: 1 }))
beforeEach(async () => {
  ;[admin, rater] = await Promise.all([project.addMember('admin'), project.addRater()])
})

const write = (text: string, basedOn: number | null) =>
  saveDocument(admin, { slug: project.slug, kind: 'guidelines', text, basedOn })
const read = (actor: Actor = rater) => readDocument(actor, { slug: project.slug, kind: 'guidelines' })
const raterIdOf = async (actor: Actor) => (await accessAsRater(actor, project.slug)).raterId
const confirm = async (version: number, actor: Actor = rater, pageOf = actor) =>
  confirmDocument(actor, { slug: project.slug, kind: 'guidelines', version, raterId: await raterIdOf(pageOf) })
const events = () =>
  prisma.auditEvent.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' }, select: { action: true } })

describe('a text that raters read', () => {
  test('gets a new version for each new wording, and none for the same wording again', async () => {
    expect(await write('Look twice.', null)).toEqual({ version: 1, isNew: true })
    expect(await write('  Look twice.\r\n', 1)).toEqual({ version: 1, isNew: false })
    expect(await write('Look once.', 1)).toEqual({ version: 2, isNew: true })
    const history = await readDocumentHistory(admin, { slug: project.slug, kind: 'guidelines' })
    expect(history.text).toBe('Look once.')
    expect(history.versions.map(({ version, author, charCount }) => [version, author, charCount])).toEqual([
      [2, 'Test', 10],
      [1, 'Test', 11],
    ])
    expect(await events()).toEqual([{ action: 'document.save' }, { action: 'document.save' }])
  })

  test('is rejected as consent while it contains placeholders of the template', async () => {
    const consent = (text: string) => saveDocument(admin, { slug: project.slug, kind: 'consent', text, basedOn: null })
    for (const template of Object.values(consentTemplate))
      await expect(consent(template)).rejects.toMatchObject({
        code: 'invalid-input',
        message: expect.stringMatching(/^The text still has placeholders in square brackets: \[.+\] and \d+ more\./),
      })
    await expect(consent('Taking part in [name of the study]')).rejects.toThrow('[name of the study]. Replace')
    expect(await consent('Taking part in [our study](https://example.org)')).toEqual({ version: 1, isNew: true })
    expect(await write('Toys [such as cars] do not count.', null)).toEqual({ version: 1, isNew: true })
  })

  test('is not overwritten by an admin who has not seen the newest version', async () => {
    await write('One', null)
    expect(await errorCode(write('Two', null))).toBe('conflict')
    const all = await Promise.all(['Two', 'Three', 'Four', 'Five', 'Six'].map((text) => errorCode(write(text, 1))))
    expect(all.sort()).toEqual(['conflict', 'conflict', 'conflict', 'conflict', 'no error'])
  })

  test('is shown as safe HTML, with the changes since the rater read it last', async () => {
    await write('# Rules\n\nLook twice at <b>every</b> picture.', null)
    expect(await read()).toMatchObject({ version: 1, lastRead: null, changes: null })
    expect((await read()).html).toContain('<h2>Rules</h2>\n<p>Look twice at &lt;b&gt;every&lt;/b&gt;')
    await confirm(1)
    expect(await read()).toMatchObject({ version: 1, lastRead: { version: 1 }, changes: null })
    await write('# Rules\n\nLook twice at <b>every</b> picture.\n\nToys do not count.', 1)
    await write('# Rules\n\nLook once at <b>every</b> picture.\n\n**Toys** do not [count](https://example.org).', 2)
    const { version, lastRead, changes } = await read()
    expect([version, lastRead?.version]).toEqual([3, 1])
    expect(changes?.map((line) => line.state !== 'gap' && [line.state, line.parts.at(-1)?.text])).toEqual([
      ['same', 'Rules'],
      ['changed', ' at <b>every</b> picture.'],
      ['added', 'Toys do not count (https://example.org).'],
    ])
  })

  test('is out of force once its newest version is empty, and can be restored', async () => {
    await write('One', null)
    await confirm(1)
    await write('', 1)
    expect(await read()).toMatchObject({ version: null, html: '', lastRead: { version: 1 } })
    expect(await write('One', 2)).toEqual({ version: 3, isNew: true })
    expect(await read()).toMatchObject({ version: 3, changes: [] })
  })

  test('is confirmed in its current version, and only once', async () => {
    await write('One', null)
    expect(await errorCode(confirm(2))).toBe('conflict')
    await confirm(1)
    const first = (await read()).lastRead
    await confirm(1)
    expect((await read()).lastRead).toEqual(first)
    await write('Two', 1)
    expect(await errorCode(confirm(1))).toBe('conflict')
    const { versions } = await readDocumentHistory(admin, { slug: project.slug, kind: 'guidelines' })
    expect(versions.map(({ version, readerCount }) => [version, readerCount])).toEqual([
      [2, 0],
      [1, 1],
    ])
  })

  test("is not confirmed by the page of another rater, whose session this rater's replaced in the browser", async () => {
    await write('One', null)
    const now = await project.addVisitor()
    await raterIdOf(rater)
    expect(await errorCode(confirm(1, now, rater))).toBe('unauthenticated')
    expect((await read(now)).lastRead).toBeNull()
    await confirm(1, now)
    expect((await read(now)).lastRead).toMatchObject({ version: 1 })
  })

  test('does not create a rater for someone who only opens it', async () => {
    await write('One', null)
    await read(admin)
    await read(rater)
    expect(await prisma.rater.count({ where: { projectId: project.id } })).toBe(0)
  })

  test('can be compared between any two versions', async () => {
    await write('One', null)
    await write('Two', 1)
    const place = { slug: project.slug, kind: 'guidelines' } as const
    const { text, changes } = await compareDocumentVersions(admin, { ...place, version: 1, from: 2 })
    expect(text).toBe('One')
    expect(changes?.map(({ state }) => state)).toEqual(['removed', 'added'])
    expect((await compareDocumentVersions(admin, { ...place, version: 1 })).changes).toBeNull()
    expect(await errorCode(compareDocumentVersions(admin, { ...place, version: 3 }))).toBe('not-found')
  })

  test('cannot be changed once it is saved, not even in the database', async () => {
    await write('One', null)
    await expect(
      prisma.$executeRaw`UPDATE document_version SET text = 'Two' WHERE project_id = ${project.id}::int`,
    ).rejects.toThrow()
  })
})

describe('a translation of a text', () => {
  const german = (text: string, basedOn: number | null) =>
    saveDocument(admin, { slug: project.slug, kind: 'guidelines', text, basedOn, language: 'de' })
  const open = (screens: string) => leaseNextTask(rater, { slug: project.slug, screens })
  beforeEach(async () => {
    await prisma.project.update({ where: { slug: project.slug }, data: { languages: ['de'] } })
  })

  test('is shown to readers of its language, and either version counts as read', async () => {
    await write('Look twice.', null)
    expect(await german('Schau zweimal hin.', null)).toEqual({ version: 2, isNew: true })
    expect((await open('de')).state).toBe('guidelines')
    expect(await read()).toMatchObject({ version: 2, language: 'de', html: '<p>Schau zweimal hin.</p>' })
    await confirm(2)
    expect((await open('de')).state).toBe('rating')
    expect((await open('en')).state).toBe('rating')
    expect(await read()).toMatchObject({ version: 1, language: 'en', lastRead: { version: 2 }, changes: null })
    const readings = await prisma.documentReading.findMany({
      where: { projectId: project.id },
      select: { document: { select: { language: true, ofVersion: true } } },
    })
    expect(readings).toEqual([{ document: { language: 'de', ofVersion: 1 } }])
  })

  test('can be corrected without being read again, while a new text has to be read by all', async () => {
    await write('One', null)
    await german('Eins', null)
    await open('de')
    await confirm(2)
    await german('Eins.', 2)
    expect((await open('de')).state).toBe('rating')
    expect(await errorCode(confirm(2))).toBe('conflict')
    await write('Two', 1)
    expect((await open('de')).state).toBe('guidelines')
    // An outdated translation is shown to nobody.
    expect(await read()).toMatchObject({ version: 4, language: 'en', changes: null })
    expect(await german('Eins.', 3)).toEqual({ version: 5, isNew: true })
    expect(await german('Eins.', 5)).toEqual({ version: 5, isNew: false })
    const { version, changes } = await read()
    expect([version, changes?.length]).toEqual([5, 1])
  })

  test('is listed in the history as current, outdated or missing', async () => {
    await prisma.project.update({ where: { slug: project.slug }, data: { languages: ['de', 'fr'] } })
    const history = (language?: string) =>
      readDocumentHistory(admin, { slug: project.slug, kind: 'guidelines', language })
    await write('One', null)
    await german('Eins', null)
    expect(await history()).toMatchObject({
      ...{ text: 'One', version: 1, ownLanguage: 'en' },
      languages: [
        { language: 'de', state: 'current' },
        { language: 'fr', state: 'missing' },
      ],
    })
    await write('Two', 1)
    expect(await history('de')).toMatchObject({
      text: 'Eins',
      version: 2,
      ownText: 'Two',
      languages: [{ state: 'outdated' }, {}],
    })
    expect(await errorCode(history('es'))).toBe('not-found')
  })

  test('needs a language of the project and a text to translate', async () => {
    expect(await errorCode(german('Eins', null))).toBe('conflict')
    await write('One', null)
    const spanish = { slug: project.slug, kind: 'guidelines', text: 'Uno', basedOn: null, language: 'es' } as const
    expect(await errorCode(saveDocument(admin, spanish))).toBe('conflict')
    expect(await errorCode(german('Eins', 1))).toBe('conflict')
  })
})

describe('a note on a class', () => {
  const note = (classId: number, text: string, actor: Actor = admin) =>
    setClassNote(actor, { slug: project.slug, classId, note: text })

  test('is saved, found and removed, with an audit event for each change', async () => {
    await note(1, '  Only the whole animal.\r\n')
    await note(1, 'Only the whole animal.')
    const list = (query: string) => listClassNotes(admin, { slug: project.slug, query })
    expect(await list('')).toMatchObject({
      noteCount: 1,
      classes: [{ classId: 1, name: 'class 1', note: 'Only the whole animal.' }],
    })
    expect((await list('class')).classes.map(({ classId }) => classId)).toEqual([1, 0, 2])
    expect((await list('class 2')).classes.map(({ classId }) => classId)).toEqual([2])
    await note(1, ' ')
    expect(await list('')).toEqual({ noteCount: 0, classes: [], hasClasses: true })
    expect(await events()).toEqual([{ action: 'class.note' }, { action: 'class.note' }])
  })

  test('needs a class of the project', async () => {
    expect(await errorCode(note(99, 'x'))).toBe('not-found')
  })
})

describe('texts and notes', () => {
  test('can be written by admins only, whatever other roles somebody has', async () => {
    const expert = await project.addMember('expert')
    const { slug } = project
    for (const actor of [rater, expert]) {
      expect(await errorCode(saveDocument(actor, { slug, kind: 'consent', text: 'x', basedOn: null }))).toBe(
        'forbidden',
      )
      expect(await errorCode(readDocumentHistory(actor, { slug, kind: 'consent' }))).toBe('forbidden')
      expect(await errorCode(compareDocumentVersions(actor, { slug, kind: 'consent', version: 1 }))).toBe('forbidden')
      expect(await errorCode(setClassNote(actor, { slug, classId: 0, note: 'x' }))).toBe('forbidden')
      expect(await errorCode(listClassNotes(actor, { slug, query: '' }))).toBe('forbidden')
    }
  })

  test('are not found by members of other projects', async () => {
    const other = await makeRatingProject({ tasks: 1 })
    const stranger = await other.addMember('admin')
    await write('One', null)
    const { slug } = project
    expect(await errorCode(read(stranger))).toBe('not-found')
    expect(await errorCode(confirm(1, stranger))).toBe('not-found')
    expect(await errorCode(saveDocument(stranger, { slug, kind: 'guidelines', text: 'x', basedOn: 1 }))).toBe(
      'not-found',
    )
    expect(await errorCode(readDocumentHistory(stranger, { slug, kind: 'guidelines' }))).toBe('not-found')
    expect(await errorCode(setClassNote(stranger, { slug, classId: 0, note: 'x' }))).toBe('not-found')
    expect(await errorCode(listClassNotes(stranger, { slug, query: '' }))).toBe('not-found')
  })
})
