import type { Role } from '@/lib/domain/permissions'

/** Where someone begins in a project: an admin at its overview, an expert at the golden set, a rater at the next task. */
export const projectHome = (slug: string, role: Role): string =>
  role === 'admin' ? `/projects/${slug}` : role === 'expert' ? `/projects/${slug}/golden` : `/rate/${slug}`
