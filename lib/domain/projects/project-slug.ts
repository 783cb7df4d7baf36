/** Returns the URL part for a project's name: lower-case Latin letters, digits and single hyphens, at most 60. */
export function projectSlug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
  return plain || 'project'
}
