'use client'

import { Section } from '@/components/kit/section'
import { useTwoRows } from '@/components/kit/use-row-selection'
import { Button } from '@/components/ui/button'
import { LinkButton } from '@/components/ui/link'
import { EmptyCard } from '@/components/ui/page'
import type { RunSummary } from '@/lib/contracts/runs/run'
import { RunTable } from './run-table'

/** Runs with a selection of two to compare. The earlier one comes first. */
export function RunList({ slug, runs }: { slug: string; runs: RunSummary[] }) {
  const { chosen, selection } = useTwoRows(runs, ({ id }) => id, 'run')
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
      note={`Average precision is on golden candidates, without their own golden answers.${runs.length > 1 ? ' Select two runs to compare them.' : ''}`}
      action={
        <CompareButton href={chosen.length === 2 ? `/projects/${slug}/aggregation/compare?a=${a}&b=${b}` : null} />
      }
    >
      <RunTable slug={slug} runs={runs} selection={selection} />
    </Section>
  )
}

/** Disabled without `href`, until two are selected. */
export const CompareButton = ({ href }: { href: string | null }) => {
  const shared = { className: 'min-w-[96px]', children: 'Compare' } as const
  return href === null ? <Button disabled {...shared} /> : <LinkButton href={href} {...shared} />
}
