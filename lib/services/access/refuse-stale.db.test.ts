import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { operator } from '@/lib/domain/permissions'
import { changeMemberRole } from '@/lib/services/accounts/members'
import { decideClassPair } from '@/lib/services/classes/decide-class-pair'
import { updateFetchHosts } from '@/lib/services/data/project-data'
import { updateProject } from '@/lib/services/projects/update-project'
import { updateQuality } from '@/lib/services/quality/quality-settings'
import { writeExplanation } from '@/lib/services/quality/training-texts'
import { createPanel, updatePanel } from '@/lib/services/recruitment/panels'
import { madeForFile, makeRatingProject } from '@/lib/services/testing/rating-project'
import { setClassNote } from '@/lib/services/texts/class-notes'
import type { BaselineValues } from './refuse-stale'

const project = madeForFile(() => makeRatingProject({ tasks: 1 }))

/** Opens a form in two tabs: the first saves, and the second is refused until it has loaded the saved values. */
async function twoTabs(
  opened: BaselineValues,
  save: (text: string, basedOn: BaselineValues) => Promise<unknown>,
  saved: BaselineValues,
) {
  await save('first', opened)
  await expect(save('second', opened)).rejects.toMatchObject({ code: 'conflict' })
  await save('second', saved)
}

test("keeps one tab's form from overwriting what another tab saved", async () => {
  const { slug, id } = project
  await twoTabs({ name: slug }, (name, basedOn) => updateProject(operator, { slug, changes: { name }, basedOn }), {
    name: 'first',
  })
  const quality = (share: number) => ({ goldenShare: share, qualification: null, rules: [] })
  await twoTabs(
    quality(0),
    (text, basedOn) => updateQuality(operator, { slug, settings: quality(text === 'first' ? 0.1 : 0.2), basedOn }),
    quality(0.1),
  )
  await twoTabs({ hosts: [] }, (text, basedOn) => updateFetchHosts(operator, { slug, hosts: [text], basedOn }), {
    hosts: ['first'],
  })
  await twoTabs({ note: null }, (note, basedOn) => setClassNote(operator, { slug, classId: 0, note, basedOn }), {
    note: 'first',
  })
  await twoTabs(
    { decision: null, note: '' },
    (note, basedOn) => decideClassPair(operator, { slug, first: 1, second: 2, decision: 'apart', note, basedOn }),
    { decision: 'apart', note: 'first' },
  )
  await prisma.goldenDraw.create({ data: { projectId: id, id: 1, seed: 1, size: 1, isStratified: false } })
  await prisma.goldenImage.create({ data: { projectId: id, imageId: 0, drawId: 1, position: 0 } })
  await twoTabs({ text: '' }, (text, basedOn) => writeExplanation(operator, { slug, candidateId: 0, text, basedOn }), {
    text: 'first',
  })
  await project.addMember('admin')
  const member = await project.addMember('rater')
  const memberId = member.kind === 'account' ? member.userId : ''
  const roleOf = (text: string) => (text === 'first' ? 'admin' : 'expert')
  await twoTabs(
    { role: 'rater' },
    (text, basedOn) => changeMemberRole(operator, { slug, memberId, role: roleOf(text), basedOn }),
    { role: 'admin' },
  )
  const none = { code: null, address: null }
  const settings = {
    outcomes: { completed: none, failed: none, 'no-consent': none, 'nothing-left': none },
    tasksPerVisit: null,
    places: null,
    isSigned: false,
  }
  const panel = await createPanel(operator, { slug, panel: { kind: 'prolific', name: 'opened', settings } })
  await twoTabs(
    { name: 'opened', settings: panel.settings },
    (name, basedOn) => updatePanel(operator, { slug, panelId: panel.id, change: { name, settings }, basedOn }),
    { name: 'first', settings: panel.settings },
  )
  expect(await prisma.project.findUnique({ where: { id } })).toMatchObject({ name: 'second', fetchHosts: ['second'] })
})
