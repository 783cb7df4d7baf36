import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { type FileScope, findFileScope } from '@/lib/db/data/import-scope'
import { insertModel, writePredictions } from '@/lib/db/data/write-predictions'
import { withCopySession } from '@/lib/db/session/copy-session'
import { madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'

const project = madeForEachTest(() => makeRatingProject({ tasks: 2 }))

type Row = { image: number; classes: number[]; scores: number[] | null }

/** Writes rows that no file reader returns, after `change` has altered the scope. */
const write = (rows: Row[], change: (scope: FileScope) => void = () => {}, scoreKind: 'logit' | null = 'logit') =>
  withCopySession(async (session) => {
    const scope = await findFileScope(session, project.id)
    change(scope)
    const modelId = await insertModel(session, { projectId: project.id, name: 'm', scoreKind })
    async function* images() {
      yield* rows
    }
    await writePredictions(session, { projectId: project.id, modelId, scope, images: images(), checks: 'bulk' })
  })
const good = { image: 0, classes: [2, 1], scores: [4, -1] }

test('checks rows in bulk as strictly as row by row', async () => {
  await expect(write([good], ({ imageIds }) => imageIds.fill(77))).rejects.toThrow('has an invalid image: 77')
  await expect(write([good], ({ classIds }) => classIds.set(1, 88))).rejects.toThrow('has an invalid class: 88')
  await expect(write([good, { ...good, image: 1, scores: null }])).rejects.toThrow('has an invalid score: 1')
  await expect(write([good], undefined, null)).rejects.toThrow('has an invalid score: 0')
  await expect(write([good, good])).rejects.toMatchObject({ code: '23505' })
  await expect(write([{ ...good, scores: [Number.NaN, 1] }])).rejects.toMatchObject({ code: '23514' })
  expect(await prisma.prediction.count({ where: { projectId: project.id } })).toBe(0)
  await write([good])
  expect(await prisma.prediction.count({ where: { projectId: project.id } })).toBe(2)
})
