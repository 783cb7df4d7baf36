'use client'

import { Section } from '@/components/kit/section'
import { useTwoRows } from '@/components/kit/use-row-selection'
import { CompareButton } from '@/components/runs/run-list'
import type { ReleaseSummary } from '@/lib/contracts/releases/release'
import { ReleaseTable } from './release-table'

/** Releases with a selection of two to compare. The earlier one comes first. */
export function ReleaseList({ slug, releases }: { slug: string; releases: ReleaseSummary[] }) {
  const { chosen, selection } = useTwoRows(releases, ({ version }) => version, 'release')
  const [b, a] = releases.filter(({ version }) => chosen.includes(version))
  return (
    <Section
      title="All releases"
      note={releases.length > 1 ? 'Select two to compare their labels.' : undefined}
      action={
        releases.length > 1 && (
          <CompareButton
            href={
              a && b
                ? `/projects/${slug}/releases/compare?${new URLSearchParams({ a: a.version, b: b.version })}`
                : null
            }
          />
        )
      }
    >
      <ReleaseTable slug={slug} releases={releases} selection={releases.length > 1 ? selection : undefined} />
    </Section>
  )
}
