import { createHash } from 'node:crypto'
import { canonicalJson } from '@/lib/domain/canonical-json'

/** The facts as the text that is hashed, under the name they have among the parts. */
export const factsFileName = 'facts.json'
export const factsText = (facts: unknown) => `${canonicalJson(facts)}\n`

export const sha256Of = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex')

/** The list that `sha256sum` writes of a release's parts and facts, by name: its own SHA-256 is the release's. */
export function releaseManifest(parts: readonly { name: string; sha256: string }[], facts: unknown): string {
  const all = [...parts, { name: factsFileName, sha256: sha256Of(factsText(facts)) }]
  all.sort((one, other) => (one.name < other.name ? -1 : 1))
  return all.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('')
}

/** The content hash of a release. See docs/decisions/0014-releases.md. */
export const releaseChecksum = (parts: readonly { name: string; sha256: string }[], facts: unknown) =>
  sha256Of(releaseManifest(parts, facts))
