import type { Role } from '@/lib/domain/permissions'

const homes: Record<Role, (slug: string) => string> = {
  admin: (slug) => `/projects/${slug}`,
  expert: (slug) => `/projects/${slug}/golden`,
  rater: (slug) => `/rate/${slug}`,
}

/** Returns a member's start page: the overview for admins, the golden set for experts, the next task for raters. */
export const projectHome = (slug: string, role: Role): string => homes[role](slug)
