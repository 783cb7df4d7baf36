import { createHash } from 'node:crypto'
import { canonicalJson } from '@/lib/domain/canonical-json'

/** What stands beside the parts and names this one release: hashed with them. */
export interface ReleaseTold {
  facts: unknown
  /** Markdown. */
  card: string
}

export const sha256Of = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex')

/** The texts that stand beside the parts, under their names. */
export const toldFiles = ({ facts, card }: ReleaseTold): { name: string; text: string }[] => [
  { name: 'facts.json', text: `${canonicalJson(facts)}\n` },
  { name: 'card.md', text: card },
]

/** The list that `sha256sum` writes of all of a release's parts, by name: its own SHA-256 is the release's. */
export function releaseManifest(parts: readonly { name: string; sha256: string }[], told: ReleaseTold): string {
  const all = [...parts, ...toldFiles(told).map(({ name, text }) => ({ name, sha256: sha256Of(text) }))]
  all.sort((one, other) => (one.name < other.name ? -1 : 1))
  return all.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('')
}

/** The content hash of a release. See docs/decisions/0015-releases.md. */
export const releaseChecksum = (parts: readonly { name: string; sha256: string }[], told: ReleaseTold) =>
  sha256Of(releaseManifest(parts, told))
