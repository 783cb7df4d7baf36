import type { ReleaseFacts } from '@/lib/contracts/releases/release'
import { listText } from '@/lib/domain/list-text'

type CitedFacts = Pick<ReleaseFacts, 'project' | 'projectName' | 'version' | 'publishedAt' | 'authors'>

/** Escapes text in the braces of BibTeX. */
const inBraces = (text: string) =>
  text
    .replace(/[{}\\]/g, '')
    .replace(/[&%$#_]/g, (mark) => `\\${mark}`)
    .replace(/[~^]/g, ' ')

/**
 * Braces keep BibTeX from splitting a name at “and” or a comma, as in “Labels, Inc.”. Names of people are entered given
 * name first, without a comma.
 */
const bibtexName = (name: string) => (/,|\sand\s/i.test(name) ? `{${inBraces(name)}}` : inBraces(name))

/** Ends the list of authors with one period, also after an initial or “Inc.”. */
const authorsText = (authors: readonly string[]) =>
  authors.length > 0 ? `${listText(authors).replace(/\.$/, '')}. ` : ''

/**
 * Returns the citation of a release: authors, name, version, year and content hash, with its URL if known. Readers of a
 * citation may never see the page, so it says itself if the release was withdrawn.
 */
export function releaseCitation(
  facts: CitedFacts,
  contentHash: string,
  address: string | null,
  withdrawnAt: string | null = null,
) {
  const { project, projectName, version, publishedAt, authors = [] } = facts
  const year = publishedAt.slice(0, 4)
  const state = withdrawnAt === null ? '' : `. Withdrawn on ${withdrawnAt.slice(0, 10)}`
  const at = address === null ? '' : ` ${address}`
  const key = `${project}-${version}`.replace(/[^A-Za-z0-9-]/g, '-')
  return {
    text: `${authorsText(authors)}${projectName} (version ${version}) [data set]. ${year}. SHA-256 ${contentHash}${state}.${at}`,
    bibtex: [
      `@misc{${key},`,
      ...(authors.length > 0 ? [`  author = {${authors.map(bibtexName).join(' and ')}},`] : []),
      `  title = {{${inBraces(projectName)}}},`,
      `  howpublished = {Data set, version ${inBraces(version)}},`,
      `  year = {${year}},`,
      ...(address === null ? [] : [`  url = {${address}},`]),
      `  note = {SHA-256 ${contentHash}${state}}`,
      '}',
    ].join('\n'),
  }
}
