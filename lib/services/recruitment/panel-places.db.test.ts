import { text } from 'node:stream/consumers'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { defaultPlanSettings } from '@/lib/contracts/plan/plan'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { ownRater } from '@/lib/services/access/own-rater'
import { visitProgress } from '@/lib/services/access/rating-session'
import { readOwnQuality } from '@/lib/services/quality/read-own-quality'
import { eraseRater } from '@/lib/services/raters/erase-rater'
import { readOwnMessages, sendRaterMessage } from '@/lib/services/raters/rater-messages'
import { leaseNextTask, startTest, undoSubmission } from '@/lib/services/rating/assignments'
import { answeredTask } from '@/lib/services/testing/answered-task'
import { madeForEachTest, makeRatingProject, submitTask } from '@/lib/services/testing/rating-project'
import { enterPanel, type PanelAdmission, readEntry } from './enter-panel'
import { exportPanelVisits } from './panel-visits'
import { createPanel, listPanels, readPanelEntry, updatePanel } from './panels'
import { declineConsent, freePanelPlaces, notePresence, readOwnVisit, stopVisit } from './visits'

const project = madeForEachTest(() => makeRatingProject({ tasks: 6, quota: 10 }))
const admin = madeForEachTest(() => project.addMember('admin'))

type Visitor = Actor & { kind: 'panelist' }
const code = (name: string) => ({ code: name, address: null })
const settings = {
  outcomes: {
    completed: code('DONE1'),
    failed: code('FAIL1'),
    'no-consent': code('NOCON1'),
    'nothing-left': code('NONE1'),
    stopped: code('PART1'),
  },
  tasksPerVisit: 2,
  places: 2,
  maxMinutes: 60,
  idleMinutes: 20,
  isSigned: false,
}
const newPanel = async (change = {}) =>
  (
    await createPanel(admin, {
      slug: project.slug,
      panel: { kind: 'prolific', name: 'A panel', settings: { ...settings, ...change } },
    })
  ).id
const hex = (value: number) => String(value).padStart(24, '0')
let address = 0
const query = (person: number, session: number, study: number) => ({
  ...{ PROLIFIC_PID: hex(person), STUDY_ID: hex(study), SESSION_ID: hex(session) },
})
const enter = (panelId: string, person: number, session = person, study = 7) =>
  enterPanel({ panelId, query: query(person, session, study), network: `places ${++address}` })
function visitor(admission: PanelAdmission): Visitor {
  if (!admission.isOpen) throw new Error(`not let in: ${admission.problem}`)
  return { kind: 'panelist', ...admission.panelist }
}
const entryPage = async (panelId: string, person: number, session = person, study = 7) =>
  readEntry(await readPanelEntry(panelId), query(person, session, study))
const problem = (admission: PanelAdmission) => (admission.isOpen ? 'let in' : admission.problem)
const exit = async (actor: Visitor) => (await visitProgress(actor, 'rating'))?.exit ?? null
const outcome = async ({ visitId }: Visitor) =>
  (
    await prisma.$queryRaw<{ outcome: string | null }[]>`
    SELECT outcome::text FROM panel_visit WHERE id = ${visitId}::uuid`
  )[0]!.outcome
/** Moves an event of the visit this many minutes into the past. */
const minutesAgo = ({ visitId }: Visitor, what: 'last_seen_at' | 'left_at' | 'place_at', minutes: number) =>
  prisma.$executeRawUnsafe(
    `UPDATE panel_visit SET ${what} = now() - make_interval(mins => ${minutes}) WHERE id = '${visitId}'`,
  )
const presence = (actor: Visitor, isHere: boolean, raterId = actor.raterId) =>
  notePresence(actor, { slug: project.slug, raterId, isHere })
const stop = (actor: Visitor) => stopVisit(actor, { slug: project.slug, raterId: actor.raterId })
async function rate(actor: Visitor, count: number, answer: 'no' | 'yes' = 'no') {
  let session = await leaseNextTask(actor, { slug: project.slug })
  for (let k = 0; k < count; k++) {
    const answers = session.task!.candidates.map(() => answer)
    session = (await submitTask(actor, project.slug, session.task, answers)).next
  }
  return session
}
const visitRows = async (panelId: string): Promise<Record<string, string>[]> =>
  parse(await text((await exportPanelVisits(admin, { slug: project.slug, panelId })).content), { columns: true })
const view = async () => (await listPanels(admin, project.slug)).panels[0]!.visits

describe('a place', () => {
  test('is given once, however many ask for the last one at once', async () => {
    const id = await newPanel({ places: 3 })
    const entries = await Promise.all(Array.from({ length: 12 }, (_, k) => enter(id, k + 1)))
    expect(entries.map(problem).sort()).toEqual([...Array(9).fill('full'), ...Array(3).fill('let in')])
    expect(await view()).toMatchObject({ begun: 3, open: 3, placesTaken: 3 })
  })

  test('is freed by the worker when the page was closed, after silence, and when the time is over', async () => {
    const id = await newPanel({ places: 4 })
    const all = await Promise.all([1, 2, 3, 4].map(async (person) => visitor(await enter(id, person))))
    const [closed, silent, late, atWork] = all as [Visitor, Visitor, Visitor, Visitor]
    await presence(closed, false)
    await freePanelPlaces()
    expect(await Promise.all(all.map(outcome))).toEqual([null, null, null, null])
    await minutesAgo(closed, 'left_at', 4)
    await minutesAgo(silent, 'last_seen_at', 21)
    await minutesAgo(late, 'place_at', 61)
    await minutesAgo(atWork, 'last_seen_at', 19)
    expect(await freePanelPlaces()).toBeGreaterThanOrEqual(3)
    expect(await Promise.all(all.map(outcome))).toEqual(['left', 'left', 'timed-out', null])
    expect(await view()).toMatchObject({ begun: 4, open: 1, placesTaken: 1, outcomes: { left: 2, 'timed-out': 1 } })
  })

  test('is kept by people who reload the page or go on working', async () => {
    const actor = visitor(await enter(await newPanel(), 1))
    await presence(actor, false)
    await presence(actor, true)
    await minutesAgo(actor, 'last_seen_at', 19)
    await rate(actor, 1)
    await freePanelPlaces()
    expect(await prisma.panelVisit.findFirst({ where: { id: actor.visitId } })).toMatchObject({
      leftAt: null,
      outcome: null,
      lastSeenAt: expect.toSatisfy((at: Date) => Date.now() - at.getTime() < 60_000),
    })
  })

  test('is not changed by the page of another participant, whose session this one replaced in the browser', async () => {
    const id = await newPanel()
    const [earlier, now] = [visitor(await enter(id, 1)), visitor(await enter(id, 2))]
    const leftAt = async () => (await prisma.panelVisit.findFirst({ where: { id: now.visitId } }))!.leftAt
    await presence(now, false, earlier.raterId)
    expect(await leftAt()).toBeNull()
    await presence(now, false)
    await presence(now, true, earlier.raterId)
    expect(await leftAt()).not.toBeNull()
  })

  test('shows when its participant was last active, not when the visit began or was ended by the server', async () => {
    const [silent, active] = [visitor(await enter(await newPanel(), 1)), visitor(await enter(await newPanel(), 2))]
    await prisma.$executeRaw`UPDATE panel_visit SET started_at = now() - interval '2 hours'`
    await minutesAgo(silent, 'last_seen_at', 30)
    await minutesAgo(active, 'last_seen_at', 5)
    await freePanelPlaces()
    const minutes = (await listPanels(admin, project.slug)).panels.map(({ visits }) =>
      Math.round((Date.now() - Date.parse(visits.lastAt!)) / 60_000),
    )
    expect(minutes).toEqual([5, 30])
  })

  test('is free at the entry even if no worker runs', async () => {
    const id = await newPanel({ places: 1 })
    const first = visitor(await enter(id, 1))
    expect(problem(await enter(id, 2))).toBe('full')
    await minutesAgo(first, 'last_seen_at', 30)
    expect(problem(await enter(id, 2))).toBe('let in')
  })

  test('is freed by declined consent, a failed test and a stop, and kept by completed work', async () => {
    const id = await newPanel({ places: 1 })
    const failing = visitor(await enter(id, 1))
    expect((await visitProgress(failing, 'disqualified'))?.exit).toMatchObject({ outcome: 'failed', code: 'FAIL1' })
    const stopping = visitor(await enter(id, 2))
    await stop(stopping)
    const finishing = visitor(await enter(id, 3))
    await rate(finishing, 2)
    expect(await exit(finishing)).toMatchObject({ code: 'DONE1' })
    expect(problem(await enter(id, 4))).toBe('full')
    expect(await view()).toMatchObject({
      ...{ begun: 3, open: 0, placesTaken: 1, tasks: 2 },
      outcomes: { failed: 1, stopped: 1, completed: 1 },
    })
  })
})

describe('without work', () => {
  const setProject = (data: { isPaused: boolean }) => prisma.project.update({ where: { id: project.id }, data })

  test('nobody new is admitted, whether the project is paused or has no open task', async () => {
    const id = await newPanel()
    await setProject({ isPaused: true })
    expect(problem(await enter(id, 1))).toBe('closed')
    await setProject({ isPaused: false })
    await prisma.task.updateMany({ where: { projectId: project.id }, data: { isLaunched: false } })
    expect(problem(await enter(id, 1))).toBe('closed')
    expect(await prisma.rater.count({ where: { projectId: project.id } })).toBe(0)
  })

  test('a visit keeps its place only for submitted tasks, and goes on later if one is free', async () => {
    const id = await newPanel({ places: 2 })
    const [idle, busy] = [visitor(await enter(id, 1)), visitor(await enter(id, 2))]
    await rate(busy, 1)
    for (const one of [idle, busy]) expect((await visitProgress(one, 'paused'))?.exit?.code).toBe('NONE1')
    expect(await view()).toMatchObject({ open: 0, placesTaken: 1, outcomes: { 'nothing-left': 2 } })
    const next = visitor(await enter(id, 3))
    expect(await exit(idle)).toMatchObject({ code: 'NONE1' })
    expect(await exit(busy)).toBeNull()
    await stop(next)
    expect(await exit(idle)).toBeNull()
  })
})

describe('someone who comes back late', () => {
  test('is admitted if a place is free, with all earlier work', async () => {
    const id = await newPanel({ places: 1 })
    const first = visitor(await enter(id, 1))
    await rate(first, 1)
    await minutesAgo(first, 'last_seen_at', 30)
    const second = visitor(await enter(id, 2))
    await stop(second)
    expect(visitor(await enter(id, 1))).toEqual(first)
    expect(await visitProgress(first, 'rating')).toEqual({ done: 1, wanted: 2, hasFailedTest: false, exit: null })
    expect(problem(await enter(id, 3))).toBe('full')
  })

  test('gets the code for partial work if no place is free, through the link too, and is refused without any', async () => {
    const id = await newPanel({ places: 3 })
    const [left, late, idle] = await Promise.all([1, 2, 3].map(async (person) => visitor(await enter(id, person))))
    for (const actor of [left!, late!]) await rate(actor, 1)
    for (const actor of [left!, idle!]) await minutesAgo(actor, 'last_seen_at', 30)
    await minutesAgo(late!, 'place_at', 61)
    await Promise.all([4, 5, 6].map(async (person) => visitor(await enter(id, person))))
    expect(visitor(await enter(id, 1))).toEqual(left)
    expect(await exit(left!)).toMatchObject({ outcome: 'left', code: 'PART1', hasSubmitted: true })
    // A new session is the one that is paid.
    expect(visitor(await enter(id, 2, 12))).toEqual(late)
    expect(await exit(late!)).toMatchObject({ outcome: 'timed-out', code: 'PART1', hasSubmitted: true })
    expect(await prisma.panelVisit.findFirst({ where: { id: late!.visitId } })).toMatchObject({ visitKey: hex(12) })
    expect(problem(await enter(id, 3))).toBe('place-gone')
    expect(await view()).toMatchObject({ open: 3, placesTaken: 3, outcomes: { left: 2, 'timed-out': 1 } })
  })

  test('is back while tasks are searched, and during a pause gets the code of those who stayed, if a place is free', async () => {
    const id = await newPanel({ places: 1 })
    const first = visitor(await enter(id, 1))
    const leave = async () => {
      await minutesAgo(first, 'last_seen_at', 30)
      await freePanelPlaces()
    }
    await rate(first, 1)
    await leave()
    expect((await visitProgress(first, 'looking'))?.exit).toBeNull()
    expect(await outcome(first)).toBeNull()
    await leave()
    expect((await visitProgress(first, 'paused'))?.exit).toMatchObject({ outcome: 'nothing-left', code: 'NONE1' })
    expect(await exit(first)).toBeNull()
    await leave()
    visitor(await enter(id, 2))
    for (const state of ['looking', 'paused'])
      expect((await visitProgress(first, state))?.exit, state).toMatchObject({ outcome: 'left', code: 'PART1' })
    expect((await view()).placesTaken).toBe(1)
  })

  test('continues on the open page only if a place is free, and otherwise gets the code for partial work', async () => {
    const id = await newPanel({ places: 1 })
    const first = visitor(await enter(id, 1))
    await rate(first, 1)
    await minutesAgo(first, 'last_seen_at', 30)
    await freePanelPlaces()
    expect(await exit(first)).toBeNull()
    await minutesAgo(first, 'last_seen_at', 30)
    visitor(await enter(id, 2))
    expect(await exit(first)).toMatchObject({ outcome: 'left', code: 'PART1' })
    expect((await leaseNextTask(first, { slug: project.slug })).task).toBeNull()
  })

  test('does not take the place of a replacement after the time is over', async () => {
    const id = await newPanel({ places: 1 })
    const first = visitor(await enter(id, 1))
    await minutesAgo(first, 'place_at', 61)
    await freePanelPlaces()
    expect(await exit(first)).toMatchObject({ outcome: 'timed-out', code: 'PART1' })
    expect(problem(await enter(id, 2))).toBe('let in')
    expect(problem(await enter(id, 1))).toBe('place-gone')
  })

  test('never shares the last place with somebody who enters at the same time', async () => {
    const id = await newPanel({ places: 2 })
    const left = await Promise.all([1, 2].map(async (person) => visitor(await enter(id, person))))
    for (const one of left) await minutesAgo(one, 'last_seen_at', 30)
    await freePanelPlaces()
    const [back, ...entries] = await Promise.all([
      exit(left[0]!),
      enter(id, 2),
      enter(id, 3),
      enter(id, 4),
      enter(id, 5),
    ])
    const letIn = entries.filter(({ isOpen }) => isOpen).length + (back === null ? 1 : 0)
    expect(letIn).toBe(2)
    expect((await view()).placesTaken).toBe(2)
  })
})

test('the entry page says at once why a participant would not be let in, and changes nothing', async () => {
  const id = await newPanel({ places: 3, pay: { amount: 3, currency: 'GBP' } })
  const [stopped, left, late] = await Promise.all([1, 2, 3].map(async (person) => visitor(await enter(id, person))))
  await rate(late!, 1)
  await stop(stopped!)
  for (const actor of [left!, late!]) await minutesAgo(actor, 'last_seen_at', 30)
  const entries = [
    ...[
      [5, 5],
      [2, 2],
      [2, 22],
      [3, 3],
      [1, 1],
      [1, 11],
      [5, 1],
    ].map(([person, session]) => ({ person, session })),
  ] as { person: number; session: number }[]
  const shown = () =>
    Promise.all(
      entries.map(async ({ person, session }) => {
        const { problem: found, terms } = await entryPage(id, person, session)
        return found ?? (terms ? 'terms' : 'enters')
      }),
    )
  // A free place.
  expect(await shown()).toEqual(['terms', 'terms', 'terms', 'terms', 'enters', 'taken-part', 'other-person'])
  await Promise.all([6, 7, 8].map(async (person) => visitor(await enter(id, person))))
  expect(await shown()).toEqual(['full', 'place-gone', 'place-gone', 'enters', 'enters', 'taken-part', 'other-person'])
  for (const { person, session } of entries) {
    const { problem: found } = await entryPage(id, person, session)
    expect(problem(await enter(id, person, session))).toBe(found ?? 'let in')
  }
  const panel = await readPanelEntry(id)
  expect(await readEntry({ ...panel!, isOpen: false }, query(9, 9, 7))).toMatchObject({ problem: 'closed' })
  const signed = { ...panel!, settings: { ...panel!.settings, isSigned: true } }
  expect(await readEntry(signed, query(2, 2, 7))).toEqual({ problem: 'forged', terms: null })
  expect(await readEntry(null, {})).toEqual({ problem: 'unknown', terms: null })
})

describe('a second session of the same person', () => {
  test('continues the first visit, even if both start at once', async () => {
    const id = await newPanel()
    const first = visitor(await enter(id, 1, 1))
    await rate(first, 1)
    const both = await Promise.all([enter(id, 1, 2), enter(id, 1, 3)])
    for (const one of both) expect(visitor(one)).toEqual(first)
    expect(await visitProgress(first, 'rating')).toMatchObject({ done: 1 })
    expect(await view()).toMatchObject({ begun: 1, placesTaken: 1 })
    expect(await prisma.rater.count({ where: { projectId: project.id } })).toBe(1)
  })

  test('reports that they have taken part once the first visit is over', async () => {
    const id = await newPanel()
    const done = visitor(await enter(id, 1, 1))
    await rate(done, 2)
    const stopped = visitor(await enter(id, 2, 2))
    await stop(stopped)
    expect(problem(await enter(id, 1, 11))).toBe('taken-part')
    expect(problem(await enter(id, 2, 12))).toBe('taken-part')
    expect(await exit(visitor(await enter(id, 1, 1)))).toMatchObject({ code: 'DONE1' })
  })

  test('does not show an unverified person what the first session left', async () => {
    const id = await newPanel()
    const actor = visitor(await enter(id, 1, 1))
    expect((await ownRater(actor, project.slug)).raterId).toBe(actor.raterId)
    const { slug } = project
    const messages = () => readOwnMessages(actor, { slug })
    expect([await readOwnQuality(actor, slug), await messages()]).toMatchObject([{ submitted: 0 }, []])
    await enter(id, 1, 2)
    for (const read of [ownRater, readOwnQuality, () => messages()])
      await expect(read(actor, slug)).rejects.toMatchObject({ code: 'forbidden' })
    // A new message is for whoever rates now.
    await sendRaterMessage(admin, { slug, raterIds: [actor.raterId], text: 'Hello' })
    expect(await readOwnMessages(actor, { slug, isUnread: true })).toMatchObject([{ text: 'Hello' }])
  })

  test('does not show an unverified person what was done through signed links of another panel', async () => {
    const signed = await newPanel({ places: null })
    for (const study of [1, 2, 3, 4]) await enter(signed, 1, study, study)
    const change = { settings: { ...settings, places: null, isSigned: true } }
    await updatePanel(admin, { slug: project.slug, panelId: signed, change })
    const actor = visitor(await enter(await newPanel(), 1, 9))
    await expect(ownRater(actor, project.slug)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('training and test', () => {
  const qualify = { trainingTasks: 1, testTasks: 2, passMark: 0.9, attempts: 1 }
  async function withTest(change = {}, testTasks = 2) {
    await project.addControlTasks('training', 1)
    await project.addControlTasks('test', testTasks)
    await prisma.project.update({
      where: { id: project.id },
      data: { quality: { goldenShare: 0, qualification: { ...qualify, ...change }, rules: [] } },
    })
    return newPanel({ places: null })
  }

  test('do not count as tasks of the visit, so a failed test leads to its own code', async () => {
    const panelId = await withTest()
    const actor = visitor(await enter(panelId, 1))
    await rate(actor, 1)
    expect((await visitRows(panelId))[0]).toMatchObject({ outcome: '', share_earned: '0.2' })
    expect(await visitProgress(actor, 'rating')).toMatchObject({ done: 0, exit: null })
    await startTest(actor, { slug: project.slug, raterId: actor.raterId })
    const session = await rate(actor, 2, 'yes')
    expect(session.state).toBe('disqualified')
    expect(session.panel).toMatchObject({ done: 0, exit: { outcome: 'failed', code: 'FAIL1' } })
    expect(await prisma.vote.count({ where: { projectId: project.id } })).toBe(0)
    // Those who failed have earned the pay for training and test.
    expect((await visitRows(panelId))[0]).toMatchObject({ outcome: 'failed', rating_tasks: '0', share_earned: '0.6' })
    await prisma.documentVersion.create({
      data: { projectId: project.id, kind: 'consent', version: 1, text: 'Agree?' },
    })
    const again = await leaseNextTask(actor, { slug: project.slug })
    expect([again.state, again.panel?.exit?.code]).toEqual(['disqualified', 'FAIL1'])
  })

  test('is not started by the page of another participant, who entered in another tab before', async () => {
    const id = await withTest()
    const [earlier, now] = [visitor(await enter(id, 1)), visitor(await enter(id, 2))]
    await rate(now, 1)
    await expect(startTest(now, { slug: project.slug, raterId: earlier.raterId })).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    expect((await leaseNextTask(now, { slug: project.slug })).state).toBe('test-ready')
  })

  test('are paid after the end of a visit as they were then, whatever changes afterwards', async () => {
    const panelId = await withTest()
    const [failing, leaving, stopping, erased] = await Promise.all(
      [1, 2, 3, 4].map(async (person) => visitor(await enter(panelId, person))),
    )
    for (const actor of [failing!, leaving!, stopping!, erased!]) await rate(actor, 1)
    await startTest(failing!, { slug: project.slug, raterId: failing!.raterId })
    await rate(failing!, 2, 'yes')
    await minutesAgo(leaving!, 'last_seen_at', 30)
    await freePanelPlaces()
    await stop(stopping!)
    await eraseRater(admin, { slug: project.slug, raterId: erased!.raterId })
    const shares = async () =>
      (await visitRows(panelId)).map(({ rater, share_earned }) => [Number(rater), share_earned])
    const earned = [[failing!.raterId, '0.6'], ...[leaving!, stopping!, erased!].map(({ raterId }) => [raterId, '0.2'])]
    expect(await shares()).toEqual(expect.arrayContaining(earned))
    // Neither new settings, nor a test that is passed in another study, nor a late answer.
    const where = { projectId: project.id }
    await prisma.rater.updateMany({ where, data: { qualifiedAt: new Date(), disqualifiedAt: null } })
    await prisma.raterCursor.updateMany({ where, data: { submittedCount: { increment: 1 } } })
    for (const qualification of [null, { ...qualify, trainingTasks: 0, testTasks: 1 }]) {
      await prisma.project.update({ where: { id: project.id }, data: { quality: { qualification } } })
      expect(await shares()).toEqual(expect.arrayContaining(earned))
    }
    // Those that a server of the previous version began and ended are computed.
    await prisma.$executeRaw`UPDATE panel_visit SET plan = NULL, progress = NULL WHERE project_id = ${project.id}::int`
    expect((await shares()).map(([, share]) => share)).toEqual(Array(4).fill('0.3333'))
  })

  test('are computed anew for a visit that goes on', async () => {
    const panelId = await withTest()
    const actor = visitor(await enter(panelId, 1))
    await minutesAgo(actor, 'last_seen_at', 30)
    await freePanelPlaces()
    expect(await visitRows(panelId)).toMatchObject([{ outcome: 'left', share_earned: '0' }])
    await enter(panelId, 1)
    await rate(actor, 1)
    expect(await visitRows(panelId)).toMatchObject([{ outcome: '', share_earned: '0.2' }])
  })

  test('are paid in the visit in which they were done', async () => {
    const { slug } = project
    const panelId = await withTest({ attempts: 3 }, 6)
    const share = async (visit: Visitor) =>
      (await visitRows(panelId)).find(({ session_id }) => session_id === sessions.get(visit))?.share_earned
    const sessions = new Map<Visitor, string>()
    const begin = async (session: number) => {
      const actor = visitor(await enter(panelId, 1, session, session))
      sessions.set(actor, hex(session))
      return actor
    }
    const first = await begin(1)
    await rate(first, 1)
    await startTest(first, { slug, raterId: first.raterId })
    await rate(first, 1, 'yes')
    await stop(first)
    expect(await share(first)).toBe('0.4')
    // The rest of a running attempt.
    const second = await begin(2)
    expect((await readOwnVisit(second, slug)).plan).toMatchObject({ trainingTasks: 0, testTasks: 1 })
    expect((await rate(second, 1, 'yes')).panel).toMatchObject({ hasFailedTest: true })
    expect(await share(second)).toBe('0.3333')
    await stop(second)
    // A new attempt, after one that failed in another visit.
    const third = await begin(3)
    expect((await readOwnVisit(third, slug)).plan).toMatchObject({ trainingTasks: 0, testTasks: 2 })
    expect((await leaseNextTask(third, { slug })).panel).toMatchObject({ hasFailedTest: false })
    expect(await share(third)).toBe('0')
    await startTest(third, { slug, raterId: third.raterId })
    await rate(third, 1, 'yes')
    expect(await share(third)).toBe('0.25')
    expect((await rate(third, 1, 'yes')).panel).toMatchObject({ hasFailedTest: true })
    expect(await share(third)).toBe('0.5')
    await startTest(third, { slug, raterId: third.raterId })
    expect((await leaseNextTask(third, { slug })).step).toMatchObject({ kind: 'test', done: 0, total: 2 })
    expect(await share(third)).toBe('0.5')
    expect(await Promise.all([first, second].map(share))).toEqual(['0.4', '0.3333'])
  })

  test('get the code for partial work if the tasks run out and that outcome has no code, but not without an answer', async () => {
    const panelId = await withTest()
    const outcomes = { ...settings.outcomes, 'nothing-left': { code: null, address: null } }
    await updatePanel(admin, {
      slug: project.slug,
      panelId,
      change: { settings: { ...settings, places: null, outcomes } },
    })
    const [trained, idle] = [visitor(await enter(panelId, 1)), visitor(await enter(panelId, 2))]
    await rate(trained, 1)
    for (const [actor, code] of [
      [trained, 'PART1'],
      [idle, null],
    ] as const)
      expect((await visitProgress(actor, 'no-test'))?.exit).toMatchObject({ outcome: 'nothing-left', code })
  })

  test('come before all required tasks', async () => {
    const actor = visitor(await enter(await withTest(), 1))
    await rate(actor, 1)
    await prisma.rater.update({
      where: { projectId_id: { projectId: project.id, id: actor.raterId } },
      data: { qualifiedAt: new Date() },
    })
    expect((await rate(actor, 1)).panel).toEqual({ done: 1, wanted: 2, hasFailedTest: false, exit: null })
    expect((await rate(actor, 1)).panel).toMatchObject({ done: 2, exit: { code: 'DONE1' } })
    expect(await view()).toMatchObject({ tasks: 2 })
  })
})

test('a pause ends a visit as failed, whatever is submitted after it', async () => {
  const actor = visitor(await enter(await newPanel(), 1))
  const { slug } = project
  await rate(actor, 1)
  const { task } = await leaseNextTask(actor, { slug })
  const setPause = (pausedAt: Date | null) =>
    prisma.rater.updateMany({ where: { projectId: project.id, id: actor.raterId }, data: { pausedAt } })
  await setPause(new Date())
  expect(await leaseNextTask(actor, { slug })).toMatchObject({ panel: { exit: { code: 'FAIL1' } } })
  const { outcome: saved, next } = await submitTask(actor, slug, task, ['no', 'no', 'no'])
  expect([saved, next.panel]).toMatchObject(['accepted', { done: 2, exit: { code: 'FAIL1' } }])
  await stop(actor)
  expect(await outcome(actor)).toBe('failed')
  await setPause(null)
  expect((await leaseNextTask(actor, { slug })).panel?.exit?.code).toBe('DONE1')
  await setPause(new Date())
  expect((await leaseNextTask(actor, { slug })).panel?.exit?.code).toBe('DONE1')
})

describe('stopping', () => {
  test('keeps every answer, frees leases, and permanently gives the code for partial work', async () => {
    const actor = visitor(await enter(await newPanel(), 1))
    await rate(actor, 1)
    await stop(actor)
    const session = await leaseNextTask(actor, { slug: project.slug, ahead: 2 })
    expect(session).toMatchObject({ task: null, panel: { done: 1, exit: { code: 'PART1', hasSubmitted: true } } })
    expect(await prisma.vote.count({ where: { projectId: project.id } })).toBe(3)
    expect(await prisma.assignment.count({ where: { projectId: project.id, state: 'leased' } })).toBe(0)
    await stop(actor)
    expect(await exit(actor)).toMatchObject({ outcome: 'stopped' })
  })

  test('does not end the visit of a participant who entered in a second tab meanwhile', async () => {
    const id = await newPanel()
    const [earlier, now] = [visitor(await enter(id, 1)), visitor(await enter(id, 2))]
    const page = { slug: project.slug, raterId: earlier.raterId }
    for (const end of [stopVisit, declineConsent])
      await expect(end(now, page)).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(await outcome(now)).toBeNull()
  })

  test('refuses answers from another browser afterwards, except those it already has', async () => {
    const actor = visitor(await enter(await newPanel(), 1))
    const { slug } = project
    const first = (await leaseNextTask(actor, { slug })).task
    const { task } = (await submitTask(actor, slug, first, ['no', 'no', 'no'])).next
    await stop(actor)
    await expect(submitTask(actor, slug, task, ['no', 'no', 'no'])).rejects.toMatchObject({ code: 'visit-over' })
    expect((await submitTask(actor, slug, first, ['no', 'no', 'no'])).outcome).toBe('repeated')
    expect(await visitProgress(actor, 'rating')).toMatchObject({ done: 1, exit: { outcome: 'stopped' } })
  })

  test('is what declining a new consent text does after the first task, and answers given later are refused', async () => {
    const { id: projectId, slug } = project
    const id = await newPanel()
    const actors = await Promise.all([1, 2].map(async (person) => visitor(await enter(id, person))))
    await rate(actors[0]!, 1)
    const tasks = await Promise.all(actors.map(async (actor) => (await leaseNextTask(actor, { slug })).task))
    await prisma.documentVersion.create({ data: { projectId, kind: 'consent', version: 1, text: 'Agree?' } })
    for (const [k, actor] of actors.entries()) {
      expect((await leaseNextTask(actor, { slug })).state).toBe('consent')
      await declineConsent(actor, { slug, raterId: actor.raterId })
      expect((await leaseNextTask(actor, { slug })).panel?.exit?.code).toBe(k === 0 ? 'PART1' : 'NOCON1')
      await expect(submitTask(actor, slug, tasks[k], ['no', 'no', 'no'])).rejects.toMatchObject({ code: 'visit-over' })
    }
    expect(await Promise.all(actors.map(outcome))).toEqual(['stopped', 'no-consent'])
    expect(await prisma.vote.count({ where: { projectId } })).toBe(3)
  })

  test('changes nothing for people who had finished, and is for panels only', async () => {
    const actor = visitor(await enter(await newPanel(), 1))
    await rate(actor, 2)
    await stop(actor)
    expect(await exit(actor)).toMatchObject({ outcome: 'completed', code: 'DONE1' })
    const { id: assignmentId } = await prisma.assignment.findFirstOrThrow({ where: { projectId: project.id } })
    await expect(undoSubmission(actor, { slug: project.slug, assignmentId })).rejects.toMatchObject({
      code: 'visit-over',
    })
    await expect(
      stopVisit(await project.addRater(), { slug: project.slug, raterId: actor.raterId }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('what a visit takes and is paid', () => {
  const pay = { amount: 3, currency: 'GBP' }
  const read = (actor: Actor) => readOwnVisit(actor, project.slug)

  test('is estimated from the plan, including training and test, and also shown to the admin', async () => {
    await project.addControlTasks('training', 3)
    await project.addControlTasks('test', 1)
    const qualification = { trainingTasks: 2, testTasks: 2, passMark: 0.9, attempts: 1 }
    await prisma.project.update({ where: { id: project.id }, data: { quality: { qualification } } })
    await prisma.batch.create({
      data: {
        ...{ projectId: project.id, id: 7, name: 'draft', state: 'draft' },
        plan: { settings: { ...defaultPlanSettings, secondsPerCandidate: 5 } },
      },
    })
    const actor = visitor(await enter(await newPanel({ pay, tasksPerVisit: 4 }), 1))
    const plan = {
      ...{ wanted: 4, trainingTasks: 2, testTasks: 1, from: 'chosen' },
      ...{ secondsPerTask: 15, secondsPerTraining: 15, secondsPerTest: 15 },
    }
    expect(await read(actor)).toEqual({ plan, pay, maxMinutes: 60, hasPartialCode: true })
    expect((await listPanels(admin, project.slug)).panels[0]!.plan).toEqual(plan)
    await expect(read(await project.addRater())).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('stays as agreed when an admin edits the panel meanwhile', async () => {
    const panelId = await newPanel({ pay })
    const actor = visitor(await enter(panelId, 1))
    const changed = { ...settings, tasksPerVisit: 5, maxMinutes: 10, pay: { amount: 1, currency: 'EUR' } }
    await updatePanel(admin, { slug: project.slug, panelId, change: { settings: changed } })
    const later = visitor(await enter(panelId, 2))
    await Promise.all([minutesAgo(actor, 'place_at', 59), minutesAgo(later, 'place_at', 11)])
    await freePanelPlaces()
    expect(await outcome(actor)).toBeNull()
    expect(await outcome(later)).toBe('timed-out')
    expect(await read(actor)).toMatchObject({ plan: { wanted: 2 }, pay, maxMinutes: 60 })
    expect(await read(later)).toMatchObject({ plan: { wanted: 5 }, pay: changed.pay, maxMinutes: 10 })
    // A server of the previous version starts visits without terms.
    await prisma.$executeRaw`UPDATE panel_visit SET terms = NULL WHERE id = ${later.visitId}::uuid`
    expect(await read(later)).toMatchObject({ plan: { wanted: 5 }, pay: changed.pay, maxMinutes: 10 })
    expect((await rate(actor, 2)).panel).toMatchObject({ done: 2, wanted: 2, exit: { outcome: 'completed' } })
  })

  const shown = async (panelId: string, person: number, session: number, study: number) =>
    (await entryPage(panelId, person, session, study)).terms

  test('is shown at the entry to those who return with nothing to read, without what they had done before', async () => {
    const where = { projectId: project.id }
    await project.addControlTasks('training', 1)
    await project.addControlTasks('test', 1)
    const qualification = { trainingTasks: 1, testTasks: 1, passMark: 0.9, attempts: 1 }
    await prisma.project.update({ where: { id: project.id }, data: { quality: { qualification } } })
    const panelId = await newPanel({ pay, places: null })
    expect(await shown(panelId, 1, 1, 7)).toMatchObject({ plan: { trainingTasks: 1, testTasks: 1 }, pay })
    await prisma.documentVersion.create({ data: { ...where, kind: 'consent', version: 1, text: 'Agree?' } })
    // New participants see it above the text.
    expect(await shown(panelId, 1, 1, 7)).toBeNull()
    const actor = visitor(await enter(panelId, 1))
    expect(await shown(panelId, 1, 2, 8)).toBeNull()
    await prisma.documentReading.create({ data: { ...where, raterId: actor.raterId, kind: 'consent', version: 1 } })
    await rate(actor, 1)
    expect(await shown(panelId, 1, 1, 7)).toBeNull()
    expect(await shown(panelId, 1, 2, 8)).toMatchObject({ plan: { wanted: 2, trainingTasks: 0, testTasks: 1 }, pay })
    expect(await shown(panelId, 2, 3, 8)).toBeNull()
    await prisma.documentVersion.create({ data: { ...where, kind: 'consent', version: 2, text: 'Still?' } })
    expect(await shown(panelId, 1, 2, 8)).toBeNull()
  })

  test('is shown at the entry as agreed to those who continue a visit', async () => {
    const panelId = await newPanel({ pay, places: null })
    await enter(panelId, 1)
    const changed = { ...settings, tasksPerVisit: 5, maxMinutes: null, pay: null }
    await updatePanel(admin, { slug: project.slug, panelId, change: { settings: changed } })
    const agreed = { plan: { wanted: 2 }, pay, maxMinutes: 60 }
    expect(await shown(panelId, 1, 1, 7)).toMatchObject(agreed)
    expect(await shown(panelId, 1, 2, 7)).toMatchObject(agreed)
    // Nor with a link that is not signed, if it must be.
    await updatePanel(admin, { slug: project.slug, panelId, change: { settings: { ...changed, isSigned: true } } })
    expect(await shown(panelId, 1, 1, 7)).toBeNull()
    await updatePanel(admin, { slug: project.slug, panelId, change: { settings: changed } })
    // Not those of another person, nor those of another study.
    expect(await shown(panelId, 2, 1, 7)).toBeNull()
    expect(await shown(panelId, 1, 3, 8)).toBeNull()
  })

  test('is not shown at the entry of a closed or full panel, except to those who continue a visit', async () => {
    const panelId = await newPanel({ pay, places: 1 })
    const actor = visitor(await enter(panelId, 1))
    expect(await shown(panelId, 2, 2, 7)).toBeNull()
    expect(await shown(panelId, 1, 1, 7)).toMatchObject({ pay })
    await minutesAgo(actor, 'last_seen_at', 30)
    expect(await shown(panelId, 2, 2, 7)).toMatchObject({ pay })
    await updatePanel(admin, { slug: project.slug, panelId, change: { isOpen: false } })
    expect(await shown(panelId, 2, 2, 7)).toBeNull()
    expect(await shown(panelId, 1, 1, 7)).toMatchObject({ pay })
  })

  test('is still that of its own tasks after a later visit in another study was paid', async () => {
    const panelId = await newPanel({ pay, places: null })
    const left = visitor(await enter(panelId, 1))
    await rate(left, 1)
    await minutesAgo(left, 'last_seen_at', 21)
    await freePanelPlaces()
    const later = visitor(await enter(panelId, 1, 11, 8))
    await rate(later, 1)
    await stop(later)
    const part = { rating_tasks: '1', share_earned: '0.5', pay_earned: '1.5' }
    expect(await visitRows(panelId)).toMatchObject([
      { outcome: 'left', ...part },
      { outcome: 'stopped', ...part },
    ])
  })

  test('is exported for admins, with the ids of everyone who is not erased, and summed', async () => {
    const panelId = await newPanel({ pay, places: null })
    const [done, part, erased] = await Promise.all(
      [1, 2, 3].map(async (person) => visitor(await enter(panelId, person))),
    )
    await rate(done!, 2)
    await rate(part!, 1)
    await stop(part!)
    const ofPart = { projectId: project.id, raterId: part!.raterId }
    await prisma.raterIdentity.updateMany({ where: ofPart, data: { platformKey: '-1' } })
    await eraseRater(admin, { slug: project.slug, raterId: erased!.raterId })
    const rows = await visitRows(panelId)
    const row = (visit: Visitor) => rows.find(({ rater }) => rater === String(visit.raterId))
    expect(row(done!)).toMatchObject({
      ...{ participant_id: hex(1), session_id: hex(1), outcome: 'completed', completion_code: 'DONE1' },
      ...{ rating_tasks: '2', rating_tasks_wanted: '2', share_earned: '1', pay_earned: '3', currency: 'GBP' },
    })
    expect(row(part!)).toMatchObject({
      ...{ participant_id: "'-1", outcome: 'stopped', completion_code: 'PART1' },
      ...{ rating_tasks: '1', share_earned: '0.5', pay_earned: '1.5' },
    })
    expect(row(erased!)).toMatchObject({ participant_id: '', session_id: '', outcome: 'stopped' })
    expect(await view()).toMatchObject({ costs: [{ currency: 'GBP', completed: 3, partial: 1.5 }] })
    expect(await prisma.auditEvent.count({ where: { projectId: project.id, action: 'panel.export' } })).toBe(1)
    for (const [actor, code] of [
      [done!, 'not-found'],
      [await project.addRater(), 'forbidden'],
    ] as const)
      await expect(exportPanelVisits(actor, { slug: project.slug, panelId })).rejects.toMatchObject({ code })
  })

  test('includes answers that arrive after the time is over, but none of a later visit', async () => {
    const panelId = await newPanel({ tasksPerVisit: 4, pay, places: null })
    const late = visitor(await enter(panelId, 1))
    const { task } = await rate(late, 1)
    await minutesAgo(late, 'place_at', 61)
    await freePanelPlaces()
    const row = async () => (await visitRows(panelId)).find(({ session_id }) => session_id === hex(1))
    expect(await row()).toMatchObject({ outcome: 'timed-out', rating_tasks: '1', share_earned: '0.25' })
    const submitted = await submitTask(late, project.slug, task, ['no', 'no', 'no'])
    expect(submitted.next.panel).toMatchObject({ done: 2, exit: { outcome: 'timed-out', code: 'PART1' } })
    expect(await row()).toMatchObject({ outcome: 'timed-out', rating_tasks: '2', share_earned: '0.5' })
    await rate(visitor(await enter(panelId, 1, 2, 8)), 1)
    await exit(late)
    expect(await row()).toMatchObject({ rating_tasks: '2', share_earned: '0.5' })
  })

  test('uses measured times once there are enough, and has no training for qualified people', async () => {
    await project.addControlTasks('training', 1)
    await prisma.project.update({
      where: { id: project.id },
      data: { quality: { qualification: { trainingTasks: 1, testTasks: 1, passMark: 0.9 } } },
    })
    for (let rater = 100; rater < 109; rater++) {
      await prisma.rater.create({ data: { projectId: project.id, id: rater, kind: 'human' } })
      for (let taskId = 0; taskId < 6; taskId++)
        await answeredTask({
          ...{ projectId: project.id, raterId: rater, taskId, order: taskId + 1 },
          ...{ answers: [0, 0, 0], activeMs: 6_000 },
        })
    }
    const id = await newPanel()
    const actor = visitor(await enter(id, 1))
    expect((await read(actor)).plan).toMatchObject({ from: 'measured', trainingTasks: 1 })
    await prisma.$executeRaw`UPDATE rater SET qualified_at = now() - interval '1 day'
      WHERE project_id = ${project.id}::int AND id = ${actor.raterId}::int`
    expect(await read(actor)).toMatchObject({ plan: { trainingTasks: 0, testTasks: 0, secondsPerTask: 6 }, pay: null })
  })
})
