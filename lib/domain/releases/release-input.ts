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

/** Returns the smallest whole number above all numeric versions, so that 2, not 1, follows 1.0 and v1.2.1. */
export function nextVersion(versions: readonly string[]): string {
  const numbers = versions.map((version) => Number(/^v?(\d{1,9})(\.\d+)*$/i.exec(version)?.[1] ?? 0))
  return String(Math.max(0, ...numbers) + 1)
}

const maxAuthors = 200
const maxNameLength = 200

/** Returns why a list of authors is not valid, as a sentence, or null. */
export function authorsProblem(authors: readonly string[]): string | null {
  if (authors.length > maxAuthors) return `At most ${maxAuthors} authors.`
  if (authors.some((name) => name.trim() === '')) return 'An author has no name.'
  const long = authors.find((name) => name.length > maxNameLength)
  if (long !== undefined)
    return `“${long.slice(0, 20)}…” has over ${maxNameLength} characters. Enter one author per line.`
  if (authors.some((name) => /[\p{Cc}\p{Zl}\p{Zp}]/u.test(name))) return 'A name contains a control character.'
  const twice = authors.find((name, index) => authors.indexOf(name) !== index)
  return twice === undefined ? null : `“${twice}” is listed twice.`
}
