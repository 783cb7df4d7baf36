import { beforeEach, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { madeForEachTest, makeRatingProject, type RatingProject } from '@/lib/services/testing/rating-project'
import { searchProject } from './search-project'

const project = madeForEachTest(() => makeRatingProject({ tasks: 12 }))
const admin = madeForEachTest(() => project.addMember('admin'))
beforeEach(async () => {
  await prisma.$executeRaw`INSERT INTO rater (project_id, id, kind, external_id)
    VALUES (${project.id}::int, 501, 'human', NULL), (${project.id}::int, 5, 'imported', 'grace_h')`
})

const search = async (query: string, actor = admin) => (await searchProject(actor, { slug: project.slug, query })).found
const titles = async (query: string, actor = admin) => (await search(query, actor)).map(({ title }) => title)

describe('an admin finds', () => {
  it('classes by name, with the address of their page', async () => {
    expect(await search('class 1')).toContainEqual({
      kind: 'class',
      title: 'class 1',
      hint: '1 · secret-class-1',
      href: `/projects/${project.slug}/classes/1`,
    })
  })

  it('classes by their own name before those found by another name', async () => {
    await prisma.$executeRaw`INSERT INTO class (project_id, id, class_index, name, other_names, path) VALUES
      (${project.id}::int, 40, 40, 'tabby', '{house cat}', '{}'), (${project.id}::int, 41, 41, 'tiger cat', '{}', '{}'),
      (${project.id}::int, 42, 42, 'catbird', '{}', '{}')`
    expect(await titles('cat')).toEqual(['catbird', 'tiger cat', 'tabby'])
  })

  it('images by part of their name, in their order, and by their position first', async () => {
    expect(await titles('FILE-1')).toEqual(['secret-file-1.jpg', 'secret-file-10.jpg', 'secret-file-11.jpg'])
    const images = (await search('1')).filter(({ kind }) => kind === 'image')
    expect(images[0]).toMatchObject({ title: 'secret-file-1.jpg', href: `/projects/${project.slug}/images?image=1` })
  })

  it('raters by number, the exact number first, and by their imported id', async () => {
    expect(await titles('rater 5')).toEqual(['Rater 5', 'Rater 501'])
    expect(await titles('grace_')).toEqual(['Rater 5'])
  })

  it('no additional results with a wildcard in the text', async () => {
    expect(await titles('%')).toEqual([])
    expect(await titles('secret_file')).toEqual([])
  })

  it('at most six of a kind', async () => {
    expect((await search('secret-file')).length).toBe(6)
  })
})

describe('other projects', () => {
  let other: RatingProject
  beforeEach(async () => {
    other = await makeRatingProject({ tasks: 1 })
    await prisma.project.update({ where: { id: other.id }, data: { name: 'Zebra crossings' } })
  })

  it("are found by their members only, and open at the first page of the member's role", async () => {
    expect(await titles('zebra')).toEqual([])
    const { userId } = admin as Actor & { kind: 'account' }
    await prisma.membership.create({ data: { projectId: other.id, userId, role: 'rater' } })
    expect(await search('zebra')).toEqual([
      { kind: 'project', title: 'Zebra crossings', hint: other.slug, href: `/rate/${other.slug}` },
    ])
    await prisma.project.update({ where: { id: other.id }, data: { archivedAt: new Date() } })
    expect(await titles('zebra')).toEqual([])
  })

  it('reveal none of their images or raters', async () => {
    await prisma.$executeRaw`INSERT INTO image (project_id, id, position, file_name)
      VALUES (${other.id}::int, 99, 99, 'only-there.jpg')`
    expect(await titles('only-there')).toEqual([])
  })
})

it('finds no classes, images or raters for an expert, who cannot open their pages', async () => {
  const expert = await project.addMember('expert')
  for (const query of ['class 1', 'secret-file', 'rater 5', '5']) expect(await titles(query, expert)).toEqual([])
})

it('rejects raters and visitors, and reports not found to non-members', async () => {
  const refused = (actor: Actor) => searchProject(actor, { slug: project.slug, query: 'class' })
  await expect(refused(await project.addRater())).rejects.toMatchObject({ code: 'forbidden' })
  await expect(refused(await project.addVisitor())).rejects.toMatchObject({ code: 'not-found' })
  const stranger = await makeRatingProject({ tasks: 1 })
  await expect(refused(await stranger.addMember('admin'))).rejects.toMatchObject({ code: 'not-found' })
})
