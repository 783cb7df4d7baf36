import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { invalidInput } from '@/lib/errors'
import { ClassLookup } from '@/lib/formats/name-lookup'
import { guardProject } from '@/lib/services/access/guard-project'

/** Accepts names, ids and indices. Throws AppError `invalid-input` for an unknown class. */
export async function getClassIndices(
  actor: Actor,
  { slug, names }: { slug: string; names: readonly string[] },
): Promise<number[]> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const rows = await prisma.class.findMany({ where: { projectId, classIndex: { not: null } } })
  const lookup = new ClassLookup(
    rows.map(({ classIndex, externalId, name, otherNames, path }) => {
      return { index: Number(classIndex), externalId, name, otherNames, path }
    }),
  )
  return names.map((name) => {
    const found = lookup.ofText(name)
    if (typeof found === 'number') return found
    throw invalidInput(`Classes: expected ${found.expected}, found ${found.found}. ${found.fix}`, {
      source: `${found.found} is not a class of this project`,
    })
  })
}
