/** Versions are part of URLs and file names. */
const releaseVersionPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/

/** Reserved: paths below a project's releases, and the command line's word for the newest one. */
const taken = new Set(['compare', 'new', 'preview', 'latest'])

/** Returns why a version is not valid, as a sentence, or null. */
export function versionProblem(version: string): string | null {
  if (!releaseVersionPattern.test(version))
    return 'Up to 40 letters, digits, dots, dashes and underscores, the first a letter or digit.'
  return taken.has(version.toLowerCase()) ? `“${version}” is reserved. Choose another version.` : null
}

/** Returns the smallest whole number above all numeric versions. */
export function nextVersion(versions: readonly string[]): string {
  const numbers = versions.filter((version) => /^\d{1,9}$/.test(version)).map(Number)
  return String(Math.max(0, ...numbers) + 1)
}
