import type { ReleaseHead } from '../release-rows'
import { simulatedSentence, withdrawnSentence } from './data-card-file'
import { type DescriptionFormat, textBytes } from './release-format'
import { yamlText } from './yaml-text'

/** Licenses of data by their SPDX ids. CFF accepts no others as `license`. */
const spdxLicenses = [
  ...['Apache-2.0', 'CC0-1.0', 'CC-BY-4.0', 'CC-BY-SA-4.0', 'CC-BY-NC-4.0', 'CC-BY-ND-4.0', 'CC-BY-NC-SA-4.0'],
  ...['CC-BY-NC-ND-4.0', 'MIT', 'ODbL-1.0', 'ODC-By-1.0', 'PDDL-1.0'],
]

/** Returns the license as CFF has it: by its id, as a URL, or as a sentence for the abstract. */
function licenseOf(license: string) {
  const id = license.toLowerCase().replaceAll(' ', '-')
  const spdx = spdxLicenses.find((known) => known.toLowerCase() === id)
  if (spdx) return { license: spdx }
  if (/^https?:\/\/\S+$/.test(license)) return { url: license }
  return { sentence: license === '' ? '' : `License: ${license}` }
}

const isLowerCase = (word: string) => /^\p{Ll}/u.test(word)

/**
 * Splits a name as BibTeX does: the last word is the family name, with words in lower case before it, as in “Ludwig van
 * Beethoven”, as particles. A name of one word, or with a comma or “and”, is that of a group.
 */
export function citedAuthor(name: string): Record<string, string> {
  const words = name.split(/\s+/)
  if (words.length === 1 || /,|\sand\s/i.test(name)) return { name }
  const beforeLast = words.slice(0, -1)
  const first = beforeLast.findIndex(isLowerCase)
  const last = beforeLast.findLastIndex(isLowerCase)
  const parts = {
    'given-names': first < 0 ? beforeLast : words.slice(0, first),
    'name-particle': first < 0 ? [] : words.slice(first, last + 1),
    'family-names': first < 0 ? words.slice(-1) : words.slice(last + 1),
  }
  const texts = Object.entries(parts).map(([part, of]) => [part, of.join(' ')])
  return Object.fromEntries(texts.filter(([, text]) => text !== ''))
}

const itemLines = (item: Record<string, string>) =>
  Object.entries(item).map(([name, text], at) => `${at === 0 ? '-' : ' '} ${name}: ${yamlText(text)}`)

/** Returns the citation in the Citation File Format 1.2.0, from the same metadata as the BibTeX entry. */
export function citationText(head: ReleaseHead): string {
  const { projectName, version, publishedAt, authors, contentHash, description, withdrawnBecause } = head
  const { license, url, sentence = '' } = licenseOf(head.license)
  const abstract = [head.hasSimulated ? simulatedSentence : '', description, sentence].filter((part) => part !== '')
  const fields = {
    'cff-version': '1.2.0',
    message:
      withdrawnBecause === null
        ? 'Cite this release of the labels with the metadata below.'
        : withdrawnSentence(withdrawnBecause),
    type: 'dataset',
    title: projectName,
    version,
    'date-released': publishedAt.slice(0, 10),
    ...(license && { license }),
    ...(url && { 'license-url': url }),
    ...(abstract.length > 0 && { abstract: abstract.join('\n\n') }),
  }
  const identifier = {
    type: 'other',
    value: `sha256:${contentHash}`,
    description: 'SHA-256 of the list of checksums of all parts of the release',
  }
  return [
    ...Object.entries(fields).map(([name, text]) => `${name}: ${yamlText(text)}`),
    'authors:',
    ...(authors.length > 0 ? authors.map(citedAuthor) : [{ name: projectName }]).flatMap(itemLines),
    'identifiers:',
    ...itemLines(identifier),
    '',
  ].join('\n')
}

export const citationFile: DescriptionFormat = {
  suffix: 'CITATION.cff',
  group: 'about',
  title: 'Citation (CFF)',
  about: 'How to cite the release, in the format that GitHub and reference managers read.',
  mediaType: 'application/yaml; charset=utf-8',
  describesRelease: true,
  write: ({ snapshot: { head } }) => textBytes([citationText(head)]),
}
