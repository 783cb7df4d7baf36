import { sha256 } from '@/lib/db/sha256'
import { canonicalJson } from '@/lib/domain/canonical-json'

/** Files that describe the release, hashed with the parts, so that they cannot be changed separately. */
export interface ReleaseMetadata {
  facts: unknown
  /** Markdown. */
  card: string
}

export const metadataFiles = ({ facts, card }: ReleaseMetadata): { name: string; text: string }[] => [
  { name: 'facts.json', text: `${canonicalJson(facts)}\n` },
  { name: 'card.md', text: card },
]

/** Lists all parts in the format of `sha256sum`, sorted by name. Its own SHA-256 is the release's content hash. */
export function releaseManifest(parts: readonly { name: string; sha256: string }[], metadata: ReleaseMetadata): string {
  const all = [...parts, ...metadataFiles(metadata).map(({ name, text }) => ({ name, sha256: sha256(text) }))]
  all.sort((one, other) => (one.name < other.name ? -1 : 1))
  return all.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('')
}

/** See docs/decisions/0015-releases.md. */
export const releaseChecksum = (parts: readonly { name: string; sha256: string }[], metadata: ReleaseMetadata) =>
  sha256(releaseManifest(parts, metadata))
