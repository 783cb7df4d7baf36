import { text } from 'node:stream/consumers'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { auditAddress } from '@/lib/domain/audit/audit-view'
import type { Actor } from '@/lib/domain/permissions'
import { exportProject } from '@/lib/services/export-project'
import { errorCode, madeForFile, makeRatingProject } from '@/lib/services/testing/rating-project'
import { exportServerAudit, listAuditEvents } from './audit'

type Account = Actor & { kind: 'account' }
let admin: Account
let leaver: Account

/** More events of the same time than fit on two pages. */
const crowded = 120
const at = (day: string, time = '12:00:00') => new Date(`2026-11-${day}T${time}Z`)

const project = madeForFile(() => makeRatingProject({ tasks: 1 }))
const other = madeForFile(() => makeRatingProject({ tasks: 1 }))
beforeAll(async () => {
  admin = (await project.addMember('admin')) as Account
  leaver = (await project.addMember('admin')) as Account
  await prisma.appUser.update({ where: { id: admin.userId }, data: { name: '=Ada+1' } })
  const one = { projectId: project.id, details: {} }
  const first = { ...one, userId: admin.userId, details: { memberId: leaver.userId, from: 'rater', to: 'admin' } }
  await prisma.auditEvent.createMany({
    data: [
      { ...first, action: 'member.change-role', createdAt: at('20', '23:59:59') },
      { ...one, userId: leaver.userId, action: 'batch.stop', createdAt: at('21', '00:00:00') },
      { ...one, action: 'batch.reopen', createdAt: at('22') },
      { ...one, action: 'quality.alert', createdAt: at('22', '23:59:59.999') },
      { ...one, action: 'rater.erase', details: { raterId: 3 }, createdAt: at('23') },
      { ...one, userId: admin.userId, action: 'gone.by', createdAt: at('24') },
      { projectId: other.id, userId: admin.userId, action: 'batch.launch', details: {}, createdAt: at('22') },
      { projectId: null, userId: admin.userId, action: 'server.set-up', details: {}, createdAt: at('22') },
      { projectId: 2_000_000, action: 'project.deleted', details: { slug: 'gone' }, createdAt: at('23') },
      { projectId: 2_000_000, action: 'batch.stop', details: {}, createdAt: at('22') },
    ],
  })
  await prisma.auditEvent.createMany({
    data: Array.from({ length: crowded }, (_, imageId) => ({
      ...one,
      action: 'image-flag.settle',
      details: { imageId },
      createdAt: at('10'),
    })),
  })
})

const read = (query: Record<string, string>, actor: Actor = admin) =>
  listAuditEvents(actor, { slug: project.slug, view: auditAddress.read(query) })
const shown = async (query: Record<string, string>) => (await read(query)).events.map(({ action }) => action)
const file = async (query: Record<string, string>) => {
  const made = await exportProject(admin, { slug: project.slug, format: 'audit-csv', ...query })
  return { name: made.fileName, rows: parse(await text(made.content), { columns: true }) as Record<string, string>[] }
}

describe('the audit trail', () => {
  test('shows the newest events first, and none of other projects or the server', async () => {
    expect((await shown({})).slice(0, 7)).toEqual([
      ...['gone.by', 'rater.erase', 'quality.alert', 'batch.reopen', 'batch.stop', 'member.change-role'],
      'image-flag.settle',
    ])
    expect((await read({})).total).toBe(6 + crowded)
  })

  test('of the server includes deleted projects, but nothing else of any project', async () => {
    const { content } = await exportServerAudit({ kind: 'operator' })
    const rows = parse(await text(content), { columns: true }) as Record<string, string>[]
    expect(rows.map(({ action }) => action)).toEqual(['project.deleted', 'server.set-up'])
    expect(rows[0]!.details).toBe('{"slug":"gone"}')
  })

  test('requires an admin of the project', async () => {
    expect(await errorCode(read({}, await project.addMember('expert')))).toBe('forbidden')
    expect(await errorCode(read({}, await project.addRater()))).toBe('forbidden')
    expect(await errorCode(read({}, await project.addVisitor()))).toBe('not-found')
    expect(await errorCode(read({}, await other.addMember('admin')))).toBe('not-found')
    const stranger = await other.addMember('admin')
    expect(await errorCode(exportProject(stranger, { slug: project.slug, format: 'audit-csv' }))).toBe('not-found')
  })

  test('filters by person: an account, the command line, the server or a rater', async () => {
    expect(await shown({ person: admin.userId })).toEqual(['gone.by', 'member.change-role'])
    expect(await shown({ person: 'server' })).toEqual(['quality.alert'])
    expect(await shown({ person: 'rater' })).toEqual(['rater.erase'])
    expect(await shown({ person: 'command-line', from: '2026-11-11' })).toEqual(['batch.reopen'])
    expect(await shown({ person: other.slug, kind: 'members' })).toEqual(['member.change-role'])
  })

  test('filters by kind and by days in UTC, both ends included', async () => {
    expect(await shown({ kind: 'batches' })).toEqual(['batch.reopen', 'batch.stop'])
    expect(await shown({ from: '2026-11-21', to: '2026-11-22' })).toEqual([
      'quality.alert',
      'batch.reopen',
      'batch.stop',
    ])
    expect(await shown({ to: '2026-11-09' })).toEqual([])
    expect(await shown({ kind: 'batches', from: '2026-02-31', to: '2026-11-21' })).toEqual(['batch.stop'])
  })

  test('shows each of many simultaneous events on exactly one page', async () => {
    const pages = await Promise.all(['1', '2', '3', '99'].map((page) => read({ kind: 'images', page })))
    expect(pages.map(({ page, pageCount, events }) => [page, pageCount, events.length])).toEqual([
      [1, 3, 50],
      [2, 3, 50],
      [3, 3, 20],
      [3, 3, 20],
    ])
    const images = pages.slice(0, 3).flatMap(({ events }) => events.map(({ details }) => details.imageId))
    expect(images).toEqual(Array.from({ length: crowded }, (_, k) => crowded - 1 - k))
  })

  test('names the actor and the affected member until the account is deleted', async () => {
    const [event] = (await read({ kind: 'members' })).events
    expect(event).toMatchObject({ account: { id: admin.userId, name: '=Ada+1' }, nameless: null, memberName: 'Test' })
    await prisma.appUser.delete({ where: { id: leaver.userId } })
    const { events, people } = await read({ person: leaver.userId })
    expect(events.map(({ account }) => account)).toEqual([{ id: leaver.userId, name: null }])
    expect(people).toEqual([
      { id: admin.userId, name: '=Ada+1' },
      { id: leaver.userId, name: null },
    ])
    expect((await read({ kind: 'members' })).events[0]!.memberName).toBeNull()
  })
})

test('an export refuses what would be ignored and leave more in the file', async () => {
  await expect(file({ from: '2026-02-31' })).rejects.toMatchObject({
    fields: { from: 'Enter a day, such as 2026-11-27.' },
  })
  await expect(file({ rater: '5' })).rejects.toMatchObject({ fields: { rater: 'There is no such parameter.' } })
  const votes = exportProject(admin, { slug: project.slug, format: 'votes-csv', rater: '5' })
  await expect(votes).rejects.toThrow('The export votes-csv has no parameter rater.')
})

test('does not reveal the rater number of an expert who added a class', async () => {
  const details = { imageId: 0, classId: 1, raterId: 77 }
  const event = { projectId: other.id, action: 'golden.add-class', details }
  await prisma.auditEvent.create({ data: event })
  const { events } = await listAuditEvents(await other.addMember('admin'), {
    slug: other.slug,
    view: auditAddress.read({ kind: 'golden' }),
  })
  expect(events.map((one) => one.details)).toEqual([{ imageId: 0, classId: 1 }])
})

describe('the file', () => {
  test('contains the filtered events, without texts that spreadsheets evaluate', async () => {
    const { name, rows } = await file({ kind: 'members' })
    expect(name).toBe(`${project.slug}-audit.csv`)
    expect(rows).toEqual([
      {
        id: expect.stringMatching(/^\d+$/),
        time: '2026-11-20T23:59:59.000Z',
        person: "'=Ada+1",
        kind: 'members',
        action: 'member.change-role',
        what: 'Changed a member’s role',
        about: 'From rater to admin.',
        details: expect.stringContaining(leaver.userId),
      },
    ])
  })

  test('reads pages without gaps, even for simultaneous events', async () => {
    const more = Array.from({ length: 1_900 }, (_, k) => ({
      ...{ projectId: other.id, action: 'rater.pause', createdAt: at('15') },
      details: { raterId: k },
    }))
    await prisma.auditEvent.createMany({ data: more })
    const member = await other.addMember('admin')
    const { content } = await exportProject(member, { slug: other.slug, format: 'audit-csv', kind: 'raters' })
    const rows = parse(await text(content), { columns: true }) as Record<string, string>[]
    expect(rows.map(({ about }) => about)).toEqual(more.map((_, k) => `Rater ${more.length - 1 - k}.`))
  })
})
