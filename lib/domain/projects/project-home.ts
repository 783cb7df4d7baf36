import type { Role } from '@/lib/domain/permissions'

const homes: Record<Role, (slug: string) => string> = {
  admin: (slug) => `/projects/${slug}`,
  expert: (slug) => `/projects/${slug}/golden`,
  rater: (slug) => `/rate/${slug}`,
}

/** Where someone begins in a project: an admin at its overview, an expert at the golden set, a rater at the next task. */
export const projectHome = (slug: string, role: Role): string => homes[role](slug)
