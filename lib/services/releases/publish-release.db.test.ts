import { text as textOfStream } from 'node:stream/consumers'
import { beforeAll, expect, test } from 'vitest'
import { publishResult, storedFacts } from '@/lib/contracts/releases/release'
import { prisma } from '@/lib/db/client'
import { readReleasePart } from '@/lib/db/releases/part-rows'
import { sha256 } from '@/lib/db/sha256'
import { type Actor, operator } from '@/lib/domain/permissions'
import { loadedSnapshot } from '@/lib/formats/release/loaded-snapshot'
import { tableFiles } from '@/lib/formats/release/table-files'
import { exportProject } from '@/lib/services/export-project'
import { startJob } from '@/lib/services/jobs/job-state'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { listReleases, withdrawRelease } from './list-releases'
import { openRelease } from './open-release'
import { publishRelease } from './publish-release'
import { verifyRelease } from './verify-release'

const said = { notes: '', license: '' }
let project: Awaited<ReturnType<typeof aggregatedProject>>
let runId: number
const idle = 91
const modelRun = { sha256: 'ab', images: 2 }
beforeAll(async () => {
  project = await aggregatedProject()
  // Someone who opened a page for experts and answered nothing.
  await prisma.rater.create({ data: { projectId: project.id, id: idle, kind: 'human' } })
  await prisma.model.create({ data: { projectId: project.id, id: 1, name: 'net', computedBy: [modelRun] } })
  runId = (await project.aggregate()).runId
})

const publish = (wanted: Partial<Parameters<typeof publishRelease>[1]> = {}, actor: Actor = operator) =>
  publishRelease(actor, { slug: project.slug, projectRoot: process.cwd(), ...said, ...wanted })

async function textOf(releaseId: number, name: string): Promise<string> {
  const chunks: Buffer[] = []
  for await (const bytes of readReleasePart({ projectId: project.id, releaseId, name })) chunks.push(bytes)
  return Buffer.concat(chunks).toString('utf8')
}

async function all<Row>(blocks: AsyncIterable<readonly Row[]>): Promise<Row[]> {
  const rows: Row[] = []
  for await (const block of blocks) rows.push(...block)
  return rows
}

test('only lets admins of the project publish, withdraw and list', async () => {
  for (const role of ['rater', 'expert'] as const) {
    const actor = await project.account(role)
    await expect(publish({}, actor)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listReleases(actor, project.slug)).rejects.toMatchObject({ code: 'forbidden' })
  }
  const stranger = await project.account()
  await expect(publish({}, stranger)).rejects.toMatchObject({ code: 'not-found' })
  const input = { slug: project.slug, version: '1', reason: 'None of mine.' }
  await expect(withdrawRelease(stranger, input)).rejects.toMatchObject({ code: 'not-found' })
  expect(await prisma.release.count({ where: { projectId: project.id } })).toBe(0)
})

test('contains the labels, scores and votes of its run, exactly as in the tables', async () => {
  const made = publishResult.parse(await publish({ notes: 'First.', license: 'CC BY 4.0' }))
  expect(made).toMatchObject({ version: '1', runId })
  const source = await openRelease(operator, { slug: project.slug, version: made.version })
  expect(source.head).toMatchObject({ version: '1', contentHash: made.checksum, withdrawnBecause: null })

  const { facts } = await prisma.release.findUniqueOrThrow({
    where: { projectId_id: { projectId: project.id, id: made.releaseId } },
  })
  const { counts, candidateSources, models } = storedFacts.parse(facts).hashed
  expect(candidateSources).toEqual(['import'])
  expect(models.map(({ name, computedBy }) => [name, computedBy])).toEqual([['net', [modelRun]]])
  const pairs = await prisma.candidate.findMany({ where: { projectId: project.id }, include: { image: true } })
  const rated = new Map(pairs.map(({ image }) => [image.id, image.originalClassId]))
  expect(counts.originalCandidates).toBe(pairs.filter(({ isOriginal }) => isOriginal).length)
  expect(counts.unaskedOriginals).toBe(rated.size - (counts.originalCandidates ?? 0))
  expect(counts.goldenLabels).toEqual({
    voted: 3,
    votedAgainst: 0,
    unvoted: 0,
    unvotedAgainst: 0,
    unreviewedImages: 2,
    unreviewedWithoutOriginal: 0,
  })

  const images = await all(source.images())
  const rows = await prisma.image.findMany({
    where: { projectId: project.id },
    orderBy: { position: 'asc' },
    include: { runLabels: { where: { runId }, include: { class: true } } },
  })
  expect(images.map(({ fileName, labels }) => [fileName, labels])).toEqual(
    rows.map((row) => [row.fileName, row.runLabels.map((label) => label.class.classIndex ?? -1).sort((a, b) => a - b)]),
  )
  const candidates = await all(source.candidates())
  const scores = await prisma.score.findMany({
    where: { projectId: project.id, runId },
    orderBy: { candidate: { position: 'asc' } },
  })
  expect(candidates.map(({ score }) => score)).toEqual(scores.map(({ score }) => score))
  const kept = candidates.filter(({ isKept }) => isKept)
  for (const { image, classIndex } of kept) expect(images[image]!.labels).toContain(classIndex)

  const votes = await all(source.votes())
  expect(votes).toHaveLength(made.votes)
  const stored = await prisma.vote.findMany({
    where: { projectId: project.id },
    include: { shown: { include: { candidate: true } } },
  })
  const keyOf = (candidate: number, rater: number, answer: number) => `${candidate} ${rater} ${answer}`
  expect(new Set(votes.map((vote) => keyOf(vote.candidate, vote.rater, vote.answer)))).toEqual(
    new Set(stored.map((vote) => keyOf(vote.shown.candidate.position, vote.raterId, vote.answer))),
  )
  const raters = await all(source.raters())
  expect(raters.reduce((sum, { voteCount }) => sum + voteCount, 0)).toBe(made.votes)
  const everyone = await prisma.rater.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })
  expect(raters.map(({ rater }) => rater)).toEqual(everyone.flatMap(({ id }) => (id === idle ? [] : [id])))
  const golden = await all(source.golden())
  expect(golden).toHaveLength(await prisma.goldenAnswer.count({ where: { projectId: project.id } }))
})

test('gives the same parts for the same run, under the next version', async () => {
  const again = await publish()
  expect(again.version).toBe('2')
  const [first, second] = await Promise.all(
    ['1', '2'].map((version) => verifyRelease(operator, { slug: project.slug, version })),
  )
  expect(second!.parts).toEqual(first!.parts)
  expect(second!.checksum).not.toBe(first!.checksum)
  expect([first!.isIntact, second!.isIntact]).toEqual([true, true])
})

test("has the hash of sha256sum's list of its parts, facts and card as its content hash", async () => {
  const release = await prisma.release.findFirstOrThrow({ where: { projectId: project.id, version: '1' } })
  const parts = await prisma.releasePart.findMany({ where: { projectId: project.id, releaseId: release.id } })
  const { hashed, card } = storedFacts.parse(release.facts)
  const sums = new Map<string, string>()
  for (const { name } of parts) sums.set(name, sha256(await textOf(release.id, name)))
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : value !== null && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([key, held]) => [key, sorted(held)]),
          )
        : value
  sums.set('facts.json', sha256(`${JSON.stringify(sorted(hashed))}\n`))
  sums.set('card.md', sha256(card))
  const names = [...sums.keys()].sort()
  expect(sha256(names.map((name) => `${sums.get(name)}  ${name}\n`).join(''))).toBe(release.checksum)
})

test('rejects a version that is taken, and leaves nothing of the attempt', async () => {
  const before = await prisma.releasePart.count({ where: { projectId: project.id } })
  await expect(publish({ version: '1' })).rejects.toMatchObject({
    code: 'conflict',
    fields: { version: expect.stringContaining('already') },
  })
  const controller = new AbortController()
  const onProgress = (step: string) => step === 'Writing votes' && controller.abort(new Error('stopped'))
  const input = { slug: project.slug, projectRoot: process.cwd(), ...said, version: 'cut-off' }
  await expect(publishRelease(operator, input, { signal: controller.signal, onProgress })).rejects.toThrow('stopped')
  expect(await prisma.releasePart.count({ where: { projectId: project.id } })).toBe(before)
  expect(await prisma.release.count({ where: { projectId: project.id, version: 'cut-off' } })).toBe(0)
})

test('returns the running job if the same release is requested while it is being published', async () => {
  const ask = (notes = '') =>
    startJob(operator, { slug: project.slug, kind: 'publish-release', input: { runId, notes, license: '' } })
  const asked = await Promise.all(Array.from({ length: 10 }, () => ask()))
  const { id } = asked[0]!
  expect(asked.map((job) => job.id)).toEqual(Array(10).fill(id))
  await prisma.job.updateMany({ where: { projectId: project.id, id }, data: { state: 'running' } })
  expect((await ask()).id).toBe(id)
  expect((await ask('With other notes.')).id).not.toBe(id)
  await prisma.job.updateMany({ where: { projectId: project.id, id }, data: { state: 'succeeded' } })
  expect((await ask()).id).not.toBe(id)
})

test('cannot be changed in the database, nor can its parts, run and scores', async () => {
  const key = { projectId: project.id, releaseId: 1 }
  const refused = (code: string) => expect.objectContaining({ message: expect.stringContaining(code) })
  const changes: Record<string, string> = {
    'UPDATE release SET notes = $$other$$ WHERE project_id = P AND id = 1': 'RA001',
    'DELETE FROM release WHERE project_id = P AND id = 1': 'RA001',
    'UPDATE release_part SET row_count = 0 WHERE project_id = P AND release_id = 1': 'RA001',
    'DELETE FROM release_part WHERE project_id = P AND release_id = 1': 'RA001',
    "INSERT INTO release_part (project_id, release_id, name, row_count, byte_size, sha256) VALUES (P, 1, 'more', 0, 0, repeat('0', 64))":
      'RA001',
    "UPDATE release_chunk SET bytes = '' WHERE project_id = P AND release_id = 1": 'RA001',
    'DELETE FROM release_chunk WHERE project_id = P AND release_id = 1': 'RA001',
    "INSERT INTO release_chunk (project_id, release_id, part_name, position, bytes) VALUES (P, 1, 'votes.csv', 99, '')":
      'RA001',
    'UPDATE aggregation_run SET threshold = 0 WHERE project_id = P': 'RA001',
    'DELETE FROM aggregation_run WHERE project_id = P': 'RA001',
    'DELETE FROM score WHERE project_id = P': 'RA001',
    'UPDATE score SET score = 0 WHERE project_id = P': 'RA002',
    'DELETE FROM run_label WHERE project_id = P': 'RA001',
    'DELETE FROM run_image WHERE project_id = P': 'RA001',
    'TRUNCATE release_chunk': 'RA002',
  }
  for (const [sql, code] of Object.entries(changes))
    await expect(
      prisma.$executeRawUnsafe(sql.replaceAll(' P', ` ${project.id}`).replaceAll('(P', `(${project.id}`)),
      sql,
    ).rejects.toEqual(refused(code))
  expect(await prisma.releasePart.count({ where: key })).toBeGreaterThan(10)
})

test('is withdrawn once, with a permanent reason, and stays readable', async () => {
  const input = { slug: project.slug, version: '2', reason: 'Counted twice.' }
  expect((await withdrawRelease(operator, input)).withdrawn?.reason).toBe('Counted twice.')
  await expect(withdrawRelease(operator, { ...input, reason: 'Another.' })).rejects.toMatchObject({ code: 'conflict' })
  const row = { projectId: project.id }
  await expect(prisma.releaseWithdrawal.updateMany({ where: row, data: { reason: 'Else.' } })).rejects.toThrow('RA002')
  await expect(prisma.releaseWithdrawal.deleteMany({ where: row })).rejects.toThrow('RA002')
  const { releases } = await listReleases(operator, project.slug)
  expect(releases.map(({ version, withdrawn }) => [version, withdrawn?.reason ?? null])).toEqual([
    ['2', 'Counted twice.'],
    ['1', null],
  ])
  for (const one of releases) {
    const labelled = await prisma.runImage.count({
      where: { projectId: project.id, runId: one.runId, labelCount: { gt: 0 } },
    })
    expect(one).toMatchObject({ labelledImageCount: labelled })
  }
  const source = await openRelease(operator, { slug: project.slug, version: '2' })
  expect(source.head.withdrawnBecause).toBe('Counted twice.')
  expect(source.head.citation).toContain('. Withdrawn on ')
  expect((await all(source.images())).length).toBeGreaterThan(0)
})

test('names its authors in facts, card, citation and files, and only if it has any', async () => {
  const authors = ['Ada Lovelace', 'Charles Babbage']
  const { releaseId, version } = await publish({ authors, version: 'cited' })
  const factsOf = async (id: number) => {
    const where = { projectId_id: { projectId: project.id, id } }
    return storedFacts.parse((await prisma.release.findUniqueOrThrow({ where })).facts)
  }
  const { hashed, card, citation } = await factsOf(releaseId)
  expect(hashed.authors).toEqual(authors)
  expect(card).toContain('**Authors:** Ada Lovelace; Charles Babbage')
  expect(citation.text).toMatch(/^Ada Lovelace and Charles Babbage\. /)
  const { head } = await openRelease(operator, { slug: project.slug, version })
  expect([head.authors, head.citation]).toEqual([authors, citation.text])
  expect((await verifyRelease(operator, { slug: project.slug, version })).isIntact).toBe(true)
  const without = await publish({ authors: [], version: 'uncited' })
  expect((await factsOf(without.releaseId)).hashed).not.toHaveProperty('authors')
})

test('excludes answers given after the run, and is rejected if data of the run have changed', async () => {
  const vote = await prisma.vote.findFirstOrThrow({ where: { projectId: project.id } })
  const later = new Date(Date.now() + 60_000)
  const { candidateId } = vote
  const expert = await prisma.rater.findFirstOrThrow({ where: { projectId: project.id, isExpert: true } })
  const key = { projectId: project.id, candidateId, raterId: expert.id, source: 'adjudication' } as const
  await prisma.goldenAnswer.create({ data: { ...key, answer: 2, answeredAt: later } })
  const before = await verifyRelease(operator, { slug: project.slug, version: '1' })
  const made = await publish({ version: 'later' })
  expect(made.parts.find(({ name }) => name === 'golden.csv')?.sha256).toBe(
    before.parts.find(({ name }) => name === 'golden.csv')?.sha256,
  )
  const { raterId } = vote
  await prisma.rater.update({
    where: { projectId_id: { projectId: project.id, id: raterId } },
    data: { isExcluded: true },
  })
  await expect(publish({ version: 'refused' })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/has changed since.*Aggregate again/s),
  })
  await prisma.rater.update({
    where: { projectId_id: { projectId: project.id, id: raterId } },
    data: { isExcluded: false },
  })
})

test('reveals no identity: no account, address, name or key of a person is in any part or fact', async () => {
  const actor = await project.account('rater')
  if (actor.kind !== 'account') throw new Error('An account was asked for.')
  const voter = await prisma.vote.findFirstOrThrow({ where: { projectId: project.id } })
  const secrets = { email: 'who.is.this@example.org', platform: 'crowd-of-names', platformKey: 'worker-key-4711' }
  await prisma.raterIdentity.create({
    data: { projectId: project.id, raterId: voter.raterId, userId: actor.userId, ...secrets },
  })
  await prisma.rater.updateMany({
    where: { projectId: project.id, id: voter.raterId },
    data: { settings: { keys: 'personal-setting' }, externalId: 'worker-of-a-file' },
  })
  const note = { author: 'Erika Mustermann', text: 'Ask Erika about it.', conclusion: null }
  await prisma.goldenNote.create({
    data: { projectId: project.id, id: 1, candidateId: voter.candidateId, userId: actor.userId, ...note },
  })
  const flag = { kinds: ['offensive'], comment: 'My neighbour is in this picture.' }
  await prisma.imageFlag.create({
    data: { projectId: project.id, imageId: voter.imageId, raterId: voter.raterId, ...flag },
  })
  const made = await publish({ version: 'private' }, { kind: 'operator', askedBy: actor.userId })
  const release = await prisma.release.findFirstOrThrow({ where: { projectId: project.id, id: made.releaseId } })
  let text = JSON.stringify(release.facts)
  for (const { name } of made.parts) text += await textOf(made.releaseId, name)
  const forbidden = [
    actor.userId,
    ...Object.values(secrets),
    'personal-setting',
    'worker-of-a-file',
    note.author,
    note.text,
    flag.comment,
  ]
  for (const secret of forbidden) expect(text).not.toContain(secret)
})

test('contains how many raters suggested something that is not a class, like the live export, and none of their words', async () => {
  const { id: projectId, slug } = project
  const [image, broken] = await prisma.image.findMany({ where: { projectId }, orderBy: { position: 'asc' }, take: 2 })
  const [one, two] = await prisma.rater.findMany({ where: { projectId }, orderBy: { id: 'asc' }, take: 2 })
  const suggest = (imageId: number, text: string, raters: number[], rest: object = {}) =>
    prisma.suggestion.create({
      data: {
        ...{ projectId, imageId, text, textKey: text, ...rest },
        raters: { create: raters.map((raterId) => ({ raterId })) },
      },
    })
  await suggest(image!.id, 'a secret kite', [one!.id, two!.id])
  await suggest(image!.id, 'a secret string', [two!.id])
  await suggest(image!.id, 'nonsense', [one!.id], { dismissedAt: new Date() })
  await suggest(image!.id, 'found', [one!.id], {
    mappedClassId: (await prisma.class.findFirstOrThrow({ where: { projectId } })).id,
  })
  await suggest(broken!.id, 'a thing', [one!.id])
  await prisma.rater.updateMany({ where: { projectId, id: idle }, data: { isExcluded: true } })
  await suggest(image!.id, 'of an excluded rater', [idle])
  await prisma.imageExclusion.create({ data: { projectId, imageId: broken!.id, reason: 'Broken' } })
  const { runId } = await project.aggregate()
  const made = await publish({ version: 'outside', runId })
  // Suggested after the votes of the run.
  await suggest(broken!.id, 'later', [two!.id])

  const source = await openRelease(operator, { slug, version: 'outside' })
  expect(await all(source.outsideList!())).toEqual([{ image: image!.position, raters: 2 }])
  const facts = await prisma.release.findFirstOrThrow({ where: { projectId, id: made.releaseId } })
  expect(storedFacts.parse(facts.facts).card).toContain(
    'In 1 image raters saw something that is not one of the classes',
  )
  for (const { name } of made.parts) expect(await textOf(made.releaseId, name)).not.toContain('secret')
  for (const format of ['labels-csv', 'labels-jsonl'] as const) {
    let released = ''
    for await (const bytes of tableFiles[format].write({ snapshot: loadedSnapshot(source) }))
      released += Buffer.from(bytes)
    expect(released).toBe(await textOfStream((await exportProject(operator, { slug, format })).content))
  }
  await prisma.imageExclusion.deleteMany({ where: { projectId } })
  await prisma.suggestion.deleteMany({ where: { projectId } })
})

test('contains no golden answers of an excluded rater, as in the run, but those of an expert', async () => {
  const { id: projectId } = project
  const { candidateId } = await prisma.vote.findFirstOrThrow({ where: { projectId } })
  const people = await prisma.rater.findMany({ where: { projectId }, orderBy: { isExpert: 'asc' } })
  const [rater, expert] = [people[0]!, people.at(-1)!]
  expect([rater.isExpert, expert.isExpert]).toEqual([false, true])
  const key = { projectId, candidateId, raterId: rater.id, source: 'hidden' } as const
  await prisma.goldenAnswer.create({ data: { ...key, answer: 2, answeredAt: new Date() } })
  await prisma.rater.updateMany({ where: { projectId, id: { in: [rater.id, expert.id] } }, data: { isExcluded: true } })
  const { runId } = await project.aggregate()
  await publish({ version: 'without', runId })
  const { golden } = await openRelease(operator, { slug: project.slug, version: 'without' })
  const raters = new Set((await all(golden())).map((answer) => answer.rater))
  expect([raters.has(rater.id), raters.has(expert.id)]).toEqual([false, true])
})

test('counts votes and golden answers that the run used, and how often experts contradict labels that nobody reviewed', async () => {
  const { id: projectId } = project
  const { imageId } = (
    await prisma.goldenAnswer.findFirstOrThrow({ where: { projectId, source: 'expert' }, include: { candidate: true } })
  ).candidate
  await prisma.imageExclusion.create({ data: { projectId, imageId, reason: 'Broken' } })
  const unseen = await prisma.image.findMany({
    where: { projectId, originalClassId: { not: null }, candidates: { none: {} } },
    take: 2,
  })
  const expert = await prisma.rater.findFirstOrThrow({ where: { projectId, isExpert: true } })
  const classes = await prisma.class.findMany({ where: { projectId, classIndex: { not: null } }, take: 2 })
  // Of two images without votes, experts confirm the original label of one, and see something else in the other.
  const says = [
    [2, 0],
    [0, 2],
  ] as const
  for (const [k, { id, originalClassId }] of unseen.entries())
    for (const [position, answer] of says[k]!.entries()) {
      const other = classes.find((one) => one.id !== originalClassId)!
      const candidateId = 9_000 + 2 * k + position
      const classId = position === 0 ? originalClassId! : other.id
      await prisma.candidate.create({
        data: { projectId, id: candidateId, imageId: id, classId, position: candidateId, isOriginal: position === 0 },
      })
      const key = { projectId, candidateId, raterId: expert.id, source: 'expert' } as const
      await prisma.goldenAnswer.create({ data: { ...key, answer, answeredAt: new Date() } })
    }
  // Only answers of the excluded rater have a time.
  await prisma.assignment.updateMany({
    where: { projectId, rater: { isExcluded: true } },
    data: { submittedAt: new Date('2026-01-01') },
  })
  const { runId } = await project.aggregate()
  const made = await publish({ version: 'counted', runId })
  const { facts } = await prisma.release.findFirstOrThrow({ where: { projectId, id: made.releaseId } })
  const { counts, votingDays } = storedFacts.parse(facts).hashed
  expect(votingDays).toBeNull()
  const leftOut = (await prisma.rater.findMany({ where: { projectId, isExcluded: true } })).map(({ id }) => id)
  const used = await prisma.vote.groupBy({
    by: ['candidateId'],
    where: { projectId, imageId: { not: imageId }, raterId: { notIn: leftOut } },
  })
  expect(used.length).toBeGreaterThan(0)
  expect(counts.ratedCandidates).toBe(used.length)
  expect(counts.goldenLabels?.audit).toMatchObject({ images: 2, contradicted: 1 })
  const golden = await prisma.goldenAnswer.findMany({
    where: { projectId, source: 'expert', rater: { isExpert: true }, candidate: { imageId: { not: imageId } } },
    include: { candidate: true },
  })
  expect([counts.goldenPairs, counts.goldenImages, counts.goldenExperts]).toEqual(
    [
      golden.map(({ candidateId }) => candidateId),
      golden.map(({ candidate }) => candidate.imageId),
      golden.map(({ raterId }) => raterId),
    ].map((ids) => new Set(ids).size),
  )
  const release = await openRelease(operator, { slug: project.slug, version: 'counted' })
  const released = new Set((await all(release.golden())).map(({ candidate }) => candidate))
  expect(released.size).toBeGreaterThan(0)
  const order = await prisma.candidate.findMany({ where: { projectId }, orderBy: { position: 'asc' } })
  expect([...released].filter((candidate) => order[candidate]!.imageId === imageId)).toEqual([])
})
