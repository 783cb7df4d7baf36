import { prisma } from '@/lib/db/client'
import { projectSlug } from '@/lib/domain/projects/project-slug'
import { AppError } from '@/lib/errors'

export const slugTaken = (slug: string) =>
  new AppError('conflict', `The project “${slug}” already exists. Choose another name.`, {
    slug: 'is taken',
  })

/** Throws AppError if a slug is invalid or taken. */
export async function checkFreeSlug(slug: string) {
  if (!/^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/.test(slug)) {
    const rule = 'lower-case letters, digits and hyphens, at most 64'
    throw new AppError(
      'invalid-input',
      `“${slug}” is not a valid project name: use ${rule}, as in “${projectSlug(slug)}”.`,
      {
        slug: `must be ${rule}`,
      },
    )
  }
  if (await prisma.project.findUnique({ where: { slug }, select: { id: true } })) throw slugTaken(slug)
}

export async function freeSlug(name: string): Promise<string> {
  const base = projectSlug(name)
  for (let number = 1; number <= 100; number++) {
    const slug = number === 1 ? base : `${base}-${number}`
    if (!(await prisma.project.findUnique({ where: { slug }, select: { id: true } }))) return slug
  }
  throw new AppError('conflict', 'Too many projects have this name. Choose another one.', { name: 'is taken' })
}
