'use client'

import { useState } from 'react'
import { Section } from '@/components/kit/section'
import { Button } from '@/components/ui/button'
import { EmptyCard } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import type { RunSummary } from '@/lib/contracts/runs/run'
import { RunTable } from './run-table'

/** Runs with a selection of two to compare. The earlier one comes first. */
export function RunList({ slug, runs }: { slug: string; runs: RunSummary[] }) {
  const [chosen, setChosen] = useState<readonly number[]>([])
  const toggle = (id: number) =>
    setChosen((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id].slice(-2)))
  if (runs.length === 0)
    return (
      <Section title="Runs">
        <EmptyCard title="No runs yet">
          Each run keeps its scores, labels and quality estimates, so that you can compare runs here.
        </EmptyCard>
      </Section>
    )
  const [a, b] = [...chosen].sort((one, other) => one - other)
  return (
    <Section
      title="Runs"
      note="Average precision is on golden candidates, without their own golden answers. Select two runs to compare them."
      action={
        chosen.length === 2 ? (
          <LinkButton tone="main" href={`/projects/${slug}/aggregation/compare?a=${a}&b=${b}`} className="min-w-[96px]">
            Compare
          </LinkButton>
        ) : (
          <Button tone="main" disabled className="min-w-[96px]">
            Compare
          </Button>
        )
      }
    >
      <RunTable
        slug={slug}
        runs={runs}
        selection={{
          chosen,
          head: 'Compare',
          labelOf: ({ id }) => `Compare run ${id}`,
          onChoose: ({ id }) => toggle(id),
        }}
      />
    </Section>
  )
}
