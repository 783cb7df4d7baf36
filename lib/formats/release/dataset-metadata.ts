import type { ReleaseFacts } from '@/lib/contracts/releases/release'
import { simulatedSentence, withdrawnSentence } from './data-card-file'

/** Google shows data sets only if they have a license: a URL, or a named work. Croissant requires it too. */
export const licenseOf = (license: string, prefix = '') =>
  /^https?:\/\/\S+$/.test(license)
    ? license
    : { '@type': `${prefix}CreativeWork`, name: license === '' ? 'Not stated: ask the publisher.' : license }

/** Returns the authors, or the project for a release without them. `prefix` is that of the terms of schema.org. */
export const creatorOf = (authors: readonly string[], projectName: string, prefix = '') =>
  authors.length > 0
    ? authors.map((name) => ({ '@type': `${prefix}Person`, name }))
    : { '@type': `${prefix}Organization`, name: projectName }

interface DescribedRelease {
  facts: ReleaseFacts
  contentHash: string
  /** Null if it has no address that others can open. */
  address: string | null
  withdrawnBecause: string | null
  files: readonly { name: string; mediaType: string; url: string; byteSize: number; sha256: string }[]
}

/** Describes a release in the words of schema.org, which data set search engines read in its public page. */
export function datasetMetadata({ facts, contentHash, address, withdrawnBecause, files }: DescribedRelease): object {
  const { counts } = facts
  const description = [
    withdrawnBecause === null ? '' : withdrawnSentence(withdrawnBecause),
    facts.hasSimulated ? simulatedSentence : '',
    facts.description,
    `Release ${facts.version}: ${counts.labels.toLocaleString('en')} reassessed labels on ${counts.images.toLocaleString('en')} images.`,
  ]
  return {
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    name: `${facts.projectName}, release ${facts.version}`,
    description: description.filter((part) => part !== '').join('\n\n'),
    ...(address !== null && { url: address }),
    identifier: `urn:sha256:${contentHash}`,
    version: facts.version,
    datePublished: facts.publishedAt,
    creator: creatorOf(facts.authors ?? [], facts.projectName),
    license: licenseOf(facts.license),
    isAccessibleForFree: true,
    ...(withdrawnBecause !== null && { creativeWorkStatus: 'Withdrawn' }),
    distribution: files.map(({ name, mediaType, url, byteSize, sha256 }) => ({
      '@type': 'DataDownload',
      name,
      encodingFormat: mediaType,
      contentUrl: url,
      contentSize: `${byteSize} B`,
      sha256,
    })),
  }
}
