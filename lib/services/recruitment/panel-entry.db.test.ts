import { describe, expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { env } from '@/lib/env'
import { guardProject, raterRow } from '@/lib/services/access/guard-project'
import { visitProgress } from '@/lib/services/access/rating-session'
import { listProjects } from '@/lib/services/projects/read-project'
import { eraseOwnIdentity } from '@/lib/services/raters/erase-rater'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { errorCode, madeForEachTest, makeRatingProject, submitTask } from '@/lib/services/testing/rating-project'
import { ownDataFolder } from '@/lib/storage/testing/own-data-folder'
import { enterPanel, type PanelAdmission } from './enter-panel'
import { createPanel, panelSignature, updatePanel } from './panels'
import { declineConsent, isVisitOpen, stopVisit } from './visits'

env.NEXTAUTH_SECRET ??= 'a secret of the tests that is long enough'
ownDataFolder()
const project = madeForEachTest(() => makeRatingProject({ tasks: 3 }))
const admin = madeForEachTest(() => project.addMember('admin'))

const settings = {
  outcomes: {
    completed: { code: 'DONE1', address: null },
    failed: { code: 'FAIL1', address: null },
    'no-consent': { code: 'NOCON1', address: null },
    'nothing-left': { code: 'NONE1', address: null },
    stopped: { code: 'PART1', address: null },
  },
  tasksPerVisit: 2,
  places: null,
  isSigned: false,
}
const newPanel = (change = {}, kind: 'prolific' | 'generic' = 'prolific') =>
  createPanel(admin, { slug: project.slug, panel: { kind, name: 'A panel', settings: { ...settings, ...change } } })
const query = (pid: number, session: number, study = 's') => ({
  PROLIFIC_PID: `pid${String(pid).padStart(21, '0')}`,
  STUDY_ID: study.repeat(24),
  SESSION_ID: `ses${String(session).padStart(21, '0')}`,
})
let address = 0
const enter = (panelId: string, ids: Record<string, string>) =>
  enterPanel({ panelId, query: ids, network: `test ${++address}` })
function visitor(admission: PanelAdmission): Actor & { kind: 'panelist' } {
  if (!admission.isOpen) throw new Error(`not let in: ${admission.problem}`)
  return { kind: 'panelist', ...admission.panelist }
}
const place = (actor: Actor & { kind: 'panelist' }, state: string) => visitProgress(actor, state)
const submitted = (actor: Actor & { kind: 'panelist' }, count: number) =>
  prisma.raterCursor.upsert({
    where: { projectId_raterId: { projectId: project.id, raterId: actor.raterId } },
    create: { projectId: project.id, raterId: actor.raterId, submittedCount: count },
    update: { submittedCount: count },
  })

describe('entering through two panels at once', () => {
  const signed = (panelId: string, pid: string, session: string) => {
    const ids = { pid, study: 'S', session }
    return enter(panelId, { ...ids, sig: panelSignature(panelId, ids) })
  }
  const raters = (admissions: PanelAdmission[]) => new Set(admissions.map((one) => visitor(one).raterId)).size

  test('makes a Prolific participant one rater, who is asked about each image once', async () => {
    const [one, other] = [await newPanel(), await newPanel()]
    const admissions = await Promise.all([enter(one.id, query(1, 1)), enter(other.id, query(1, 2, 't'))])
    expect(raters(admissions)).toBe(1)
    for (const actor of [...admissions, ...admissions, ...admissions].map(visitor)) {
      const { task } = await leaseNextTask(actor, { slug: project.slug })
      const answers = task?.candidates.map(() => 'no' as const) ?? []
      if (task) await submitTask(actor, project.slug, task, answers)
    }
    const votes = await prisma.vote.groupBy({ by: ['candidateId'], where: { projectId: project.id }, _count: true })
    expect(new Set(votes.map(({ _count }) => _count))).toEqual(new Set([1]))
  })

  test('makes a person of generic panels one rater only if both panels share ids', async () => {
    const both = async (change: object) => {
      const [one, other] = [await newPanel(change, 'generic'), await newPanel(change, 'generic')]
      return raters(await Promise.all([signed(one.id, 'P-1', 'V-1'), signed(other.id, 'P-1', 'V-2')]))
    }
    expect(await both({})).toBe(2)
    expect(await both({ sharesIds: true })).toBe(1)
  })
})

describe('entering', () => {
  test('creates a rater for a new person, resumes the same visit, and recognizes the person on the next one', async () => {
    const { id } = await newPanel()
    const first = visitor(await enter(id, query(1, 1)))
    expect(visitor(await enter(id, query(1, 1)))).toEqual(first)
    const second = visitor(await enter(id, query(1, 2, 't')))
    expect(second.raterId).toBe(first.raterId)
    expect(second.visitId).not.toBe(first.visitId)
    const elsewhere = visitor(await enter((await newPanel()).id, query(1, 2)))
    expect(elsewhere.raterId).toBe(first.raterId)
    expect(visitor(await enter(id, query(2, 3))).raterId).not.toBe(first.raterId)
    expect(await prisma.rater.findFirst({ where: { projectId: project.id, id: first.raterId } })).toMatchObject({
      kind: 'panel',
      externalId: null,
    })
  })

  test('creates one visit for twenty concurrent requests', async () => {
    const { id } = await newPanel()
    const admissions = await Promise.all(Array.from({ length: 20 }, () => enter(id, query(1, 1))))
    expect(new Set(admissions.map((admission) => visitor(admission).visitId)).size).toBe(1)
    expect(await prisma.panelVisit.count({ where: { projectId: project.id } })).toBe(1)
  })

  test('never gives the visit of one person to another', async () => {
    const { id } = await newPanel()
    visitor(await enter(id, query(1, 1)))
    visitor(await enter(id, query(2, 2)))
    expect(await enter(id, query(2, 1))).toEqual({ isOpen: false, problem: 'other-person' })
    expect(await enter(id, query(3, 1))).toEqual({ isOpen: false, problem: 'other-person' })
  })

  test('starts no visit in a closed or full panel, and lets existing ones go on', async () => {
    const { id } = await newPanel({ places: 1 })
    const first = visitor(await enter(id, query(1, 1)))
    expect(await enter(id, query(2, 2))).toEqual({ isOpen: false, problem: 'full' })
    await updatePanel(admin, { slug: project.slug, panelId: id, change: { isOpen: false } })
    expect(await enter(id, query(2, 2))).toEqual({ isOpen: false, problem: 'closed' })
    expect(visitor(await enter(id, query(1, 1)))).toEqual(first)
  })

  test('saves one of several changes that admins make to the same field at once', async () => {
    const { id, name } = await newPanel()
    const rename = (wanted: string) =>
      updatePanel(admin, { slug: project.slug, panelId: id, change: { name: wanted }, basedOn: { name } })
    const saved = await Promise.allSettled(['One', 'Two', 'Three'].map(rename))
    expect(saved.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await prisma.auditEvent.count({ where: { projectId: project.id, action: 'panel.change' } })).toBe(1)
  })

  test('writes nothing for a preview, incomplete ids or an unknown panel', async () => {
    const { id } = await newPanel()
    const ids = query(1, 1)
    expect(await enter(id, { ...ids, PROLIFIC_PID: '{{%PROLIFIC_PID%}}' })).toMatchObject({ problem: 'preview' })
    expect(await enter(id, { ...ids, SESSION_ID: '' })).toMatchObject({ problem: 'incomplete' })
    expect(await enter('00000000-0000-4000-8000-000000000000', ids)).toMatchObject({ problem: 'unknown' })
    expect(await enter("'; DROP TABLE panel", ids)).toMatchObject({ problem: 'unknown' })
    expect(await prisma.rater.count({ where: { projectId: project.id } })).toBe(0)
  })

  test('admits nobody to a signed panel without a token', async () => {
    const { id } = await newPanel({ isSigned: true })
    expect(await enter(id, query(1, 1))).toMatchObject({ problem: 'forged' })
  })

  test('admits to a generic panel only with its own signature of these ids', async () => {
    const { id, settings: kept } = await newPanel({}, 'generic')
    expect(kept.isSigned).toBe(true)
    const other = await newPanel({}, 'generic')
    const ids = { pid: 'P-1', study: 'S', session: 'V-1' }
    const sig = panelSignature(id, ids)
    for (const wrong of [
      undefined,
      '',
      sig.slice(1),
      `${sig[0] === '0' ? '1' : '0'}${sig.slice(1)}`,
      panelSignature(other.id, ids),
      `${sig}00`,
    ])
      expect(await enter(id, { ...ids, ...(wrong === undefined ? {} : { sig: wrong }) }), wrong).toMatchObject({
        problem: 'forged',
      })
    expect(await enter(id, { ...ids, pid: 'P-2', sig })).toMatchObject({ problem: 'forged' })
    expect(visitor(await enter(id, { ...ids, sig })).projectId).toBe(project.id)
  })

  test('limits an address that tries ids', async () => {
    const { id } = await newPanel()
    // The fifth wave passes the limit of sixty.
    const tryAtOnce = (first: number) =>
      Promise.all(
        Array.from({ length: 14 }, (_, k) =>
          enterPanel({ panelId: id, query: query(first + k, first + k), network: 'one' }),
        ),
      )
    const admissions = []
    for (let first = 0; first < 70; first += 14) admissions.push(...(await tryAtOnce(first)))
    expect(admissions.filter((admission) => !admission.isOpen && admission.problem === 'too-many')).toHaveLength(10)
  })

  test('admits people with a signature even if others have tried ids from the same address', async () => {
    const { id } = await newPanel({}, 'generic')
    const ids = { pid: 'P-1', study: 'S-1', session: 'V-1' }
    const forged = Array.from({ length: 65 }, () => enterPanel({ panelId: id, query: ids, network: 'shared' }))
    expect((await Promise.all(forged)).some((one) => !one.isOpen && one.problem === 'too-many')).toBe(true)
    const signed = { ...ids, sig: panelSignature(id, ids) }
    expect(await enterPanel({ panelId: id, query: signed, network: 'shared' })).toMatchObject({ isOpen: true })
  })
})

describe('the progress of a visit', () => {
  test('returns the completion code only with the last required submission, counted from the start of the visit', async () => {
    const { id } = await newPanel()
    const first = visitor(await enter(id, query(1, 1)))
    expect(await place(first, 'rating')).toEqual({ done: 0, wanted: 2, hasFailedTest: false, exit: null })
    await submitted(first, 2)
    expect((await place(first, 'rating'))?.exit).toEqual({
      outcome: 'completed',
      code: 'DONE1',
      url: 'https://app.prolific.com/submissions/complete?cc=DONE1',
      hasSubmitted: true,
    })
    const again = visitor(await enter(id, query(1, 2, 't')))
    expect(await place(again, 'rating')).toEqual({ done: 0, wanted: 2, hasFailedTest: false, exit: null })
    await submitted(again, 3)
    expect(await place(again, 'rating')).toMatchObject({ done: 1, exit: null })
    expect((await place(first, 'disqualified'))?.exit?.outcome).toBe('completed')
  })

  test('counts a task for one visit only if a person has two at once', async () => {
    const { id } = await newPanel()
    const first = visitor(await enter(id, query(1, 1)))
    await submitted(first, 1)
    const [second, third] = [
      visitor(await enter(id, query(1, 2, 't'))),
      visitor(await enter((await newPanel()).id, query(1, 3, 'u'))),
    ]
    await submitted(first, 3)
    const both = await Promise.all([second, third].map((one) => place(one, 'rating')))
    expect(both.filter((visit) => visit?.exit?.outcome === 'completed')).toHaveLength(1)
    const [other] = both[0]?.exit ? [third] : [second]
    expect(await place(other, 'rating')).toMatchObject({ done: 0, exit: null })
    expect(await place(first, 'rating')).toMatchObject({ done: 1, exit: null })
    await submitted(first, 4)
    expect((await place(first, 'rating'))?.exit?.outcome).toBe('completed')
    await stopVisit(other, { slug: project.slug, raterId: other.raterId })
    expect(await place(other, 'rating')).toMatchObject({ done: 0, exit: { outcome: 'stopped' } })
  })

  test('has separate codes for failing, for finding no tasks and for declining consent', async () => {
    const { id } = await newPanel()
    const [failed, late, unwilling] = await Promise.all(
      [1, 2, 3].map(async (one) => visitor(await enter(id, query(one, one)))),
    )
    expect((await place(failed!, 'disqualified'))?.exit?.code).toBe('FAIL1')
    expect((await place(late!, 'finished'))?.exit?.code).toBe('NONE1')
    await declineConsent(unwilling!, { slug: project.slug, raterId: unwilling!.raterId })
    expect((await place(unwilling!, 'consent'))?.exit?.code).toBe('NOCON1')
    const { outcome, finishedAt } = await prisma.panelVisit.findFirstOrThrow({ where: { id: unwilling!.visitId } })
    expect(outcome).toBeTruthy()
    expect(finishedAt).not.toBeNull()
  })

  test('fills the template of a generic panel with its own values and the code', async () => {
    const outcomes = {
      ...settings.outcomes,
      completed: {
        code: 'C&D'.replace('&', '-'),
        address: 'https://panel.example/back?p={pid}&v={session}&c={code}&o={outcome}',
      },
    }
    const { id } = await newPanel({ outcomes }, 'generic')
    const ids = { pid: 'a@b', study: 'S', session: 'v~1' }
    const actor = visitor(await enter(id, { ...ids, sig: panelSignature(id, ids) }))
    await submitted(actor, 2)
    expect((await place(actor, 'rating'))?.exit?.url).toBe('https://panel.example/back?p=a%40b&v=v~1&c=C-D&o=completed')
  })

  test('does not exist for an account', async () => {
    expect(await visitProgress({ projectId: project.id }, 'finished')).toBeNull()
  })
})

test('leads a visit from the first task to the code, and releases tasks leased ahead', async () => {
  const { id } = await newPanel({ tasksPerVisit: 2 })
  const actor = visitor(await enter(id, query(1, 1)))
  const { slug } = project
  let ratingSession = await leaseNextTask(actor, { slug, ahead: 2 })
  for (let done = 0; done < 2; done++) {
    expect(ratingSession).toMatchObject({ state: 'rating', panel: { done, wanted: 2, exit: null } })
    expect(JSON.stringify(ratingSession)).not.toContain('DONE1')
    const sent = await submitTask(actor, slug, ratingSession.task, ['no', 'no', 'yes'], { ahead: 2 })
    ratingSession = sent.next
  }
  expect(ratingSession.panel).toMatchObject({ done: 2, wanted: 2, exit: { outcome: 'completed', code: 'DONE1' } })
  expect(ratingSession).toMatchObject({ task: null, ahead: [], held: [], undoAssignmentId: null })
  expect(await prisma.assignment.count({ where: { projectId: project.id, state: 'leased' } })).toBe(0)
  expect((await leaseNextTask(actor, { slug })).panel?.exit?.outcome).toBe('completed')
  expect(await prisma.vote.count({ where: { projectId: project.id, raterId: actor.raterId } })).toBe(6)
})

test('ends the visit of people who erase themselves, and does not let them take part again as someone else', async () => {
  const { id } = await newPanel()
  const actor = visitor(await enter(id, query(1, 1)))
  const { raterId } = actor
  const other = visitor(await enter(id, query(2, 2)))
  await expect(eraseOwnIdentity(actor, { slug: project.slug, raterId: other.raterId })).rejects.toMatchObject({
    code: 'unauthenticated',
  })
  expect(await isVisitOpen(actor)).toBe(true)
  await eraseOwnIdentity(actor, { slug: project.slug, raterId })
  expect(await prisma.panelVisit.findFirst({ where: { raterId } })).toMatchObject({
    outcome: 'stopped',
    visitKey: null,
  })
  const elsewhere = (await newPanel()).id
  for (const ids of [query(1, 1), query(1, 2), query(1, 3, 't')])
    for (const panel of [id, elsewhere])
      expect(await enter(panel, ids)).toEqual({ isOpen: false, problem: 'taken-part' })
  visitor(await enter(id, query(2, 2)))
  const { erased } = await prisma.panel.findFirstOrThrow({ where: { id } })
  expect(erased).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)])
})

describe('the session of a participant', () => {
  test("gives access to one project with a rater's permissions", async () => {
    const other = await makeRatingProject({ tasks: 1 })
    const actor = visitor(await enter((await newPanel()).id, query(1, 1)))
    expect((await guardProject(actor, project.slug, 'rater')).role).toBe('rater')
    expect((await raterRow.read(actor, project.slug)).raterId).toBe(actor.raterId)
    for (const role of ['admin', 'expert'] as const)
      expect(await errorCode(guardProject(actor, project.slug, role))).toBe('not-found')
    expect(await errorCode(guardProject(actor, other.slug, 'rater'))).toBe('not-found')
    expect(await errorCode(raterRow.read(actor, other.slug))).toBe('not-found')
    expect(await listProjects(actor)).toEqual([])
  })

  test('loses access once the identity is erased, and cannot be forged in a session', async () => {
    const actor = visitor(await enter((await newPanel()).id, query(1, 1)))
    const stranger = visitor(await enter((await newPanel()).id, query(2, 1)))
    expect(await isVisitOpen(actor)).toBe(true)
    expect(await isVisitOpen({ ...actor, raterId: stranger.raterId })).toBe(false)
    expect(await isVisitOpen({ ...actor, visitId: 'nonsense' })).toBe(false)
    await prisma.raterIdentity.deleteMany({ where: { projectId: project.id, raterId: actor.raterId } })
    expect(await isVisitOpen(actor)).toBe(false)
  })

  test('never returns codes, panels or keys', async () => {
    const actor = visitor(await enter((await newPanel()).id, query(1, 1)))
    expect(await errorCode(updatePanel(actor, { slug: project.slug, panelId: actor.visitId, change: {} }))).toBe(
      'not-found',
    )
    expect(JSON.stringify(await place(actor, 'rating'))).not.toContain('DONE1')
  })
})
