/** What a version may be called: it stands in addresses and in the names of files. */
export const releaseVersionPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/

/** Addresses of their own under a project's releases, and the word for the newest one on the command line. */
const taken = new Set(['compare', 'new', 'preview', 'latest'])

/** Why a version cannot be called so, as a sentence; null when it can. */
export function versionProblem(version: string): string | null {
  if (!releaseVersionPattern.test(version))
    return 'Up to 40 letters, digits, dots, dashes and underscores, the first a letter or digit.'
  return taken.has(version.toLowerCase()) ? `“${version}” is reserved. Choose another version.` : null
}

/** The least whole number that is above every version that is one. */
export function nextVersion(versions: readonly string[]): string {
  const numbers = versions.filter((version) => /^\d{1,9}$/.test(version)).map(Number)
  return String(Math.max(0, ...numbers) + 1)
}
