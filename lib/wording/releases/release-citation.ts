import type { ReleaseFacts } from '@/lib/domain/releases/release-facts'

type CitedFacts = Pick<ReleaseFacts, 'project' | 'projectName' | 'version' | 'publishedAt'>

/** Escapes text in the braces of BibTeX. */
const inBraces = (text: string) =>
  text
    .replace(/[{}\\]/g, '')
    .replace(/[&%$#_]/g, (mark) => `\\${mark}`)
    .replace(/[~^]/g, ' ')

/** Returns the citation of a release: name, version, year and content hash, with its URL if known. */
export function releaseCitation(facts: CitedFacts, contentHash: string, address: string | null) {
  const { project, projectName, version, publishedAt } = facts
  const year = publishedAt.slice(0, 4)
  const at = address === null ? '' : ` ${address}`
  const key = `${project}-${version}`.replace(/[^A-Za-z0-9-]/g, '-')
  return {
    text: `${projectName} (version ${version}) [data set]. ${year}. SHA-256 ${contentHash}.${at}`,
    bibtex: [
      `@misc{${key},`,
      `  title = {{${inBraces(projectName)}}},`,
      `  howpublished = {Data set, version ${inBraces(version)}},`,
      `  year = {${year}},`,
      ...(address === null ? [] : [`  url = {${address}},`]),
      `  note = {SHA-256 ${contentHash}}`,
      '}',
    ].join('\n'),
  }
}
