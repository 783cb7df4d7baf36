'use client'

import { useState } from 'react'
import { Section } from '@/components/kit/section'
import { Button } from '@/components/ui/button'
import { LinkButton } from '@/components/ui/link-button'
import type { ReleaseSummary } from '@/lib/contracts/releases/release'
import { ReleaseTable } from './release-table'

/** Releases with a selection of two to compare. The earlier one comes first. */
export function ReleaseList({ slug, releases }: { slug: string; releases: ReleaseSummary[] }) {
  const [chosen, setChosen] = useState<readonly string[]>([])
  const toggle = (version: string) =>
    setChosen((before) =>
      before.includes(version) ? before.filter((one) => one !== version) : [...before, version].slice(-2),
    )
  const [b, a] = releases.filter(({ version }) => chosen.includes(version))
  return (
    <Section
      title="All releases"
      note={releases.length > 1 ? 'Select two to compare their labels.' : undefined}
      action={
        releases.length < 2 ? null : a && b ? (
          <LinkButton
            tone="main"
            href={`/projects/${slug}/releases/compare?${new URLSearchParams({ a: a.version, b: b.version })}`}
            className="min-w-[96px]"
          >
            Compare
          </LinkButton>
        ) : (
          <Button tone="main" disabled className="min-w-[96px]">
            Compare
          </Button>
        )
      }
    >
      <ReleaseTable
        slug={slug}
        releases={releases}
        selection={
          releases.length > 1
            ? {
                chosen,
                head: 'Compare',
                labelOf: ({ version }) => `Compare release ${version}`,
                onChoose: ({ version }) => toggle(version),
              }
            : undefined
        }
      />
    </Section>
  )
}
