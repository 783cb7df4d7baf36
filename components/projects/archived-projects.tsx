'use client'

import { useAction } from '@/components/kit/confirmed-action'
import { ErrorNotice } from '@/components/kit/form'
import { Moment } from '@/components/kit/moment'
import { Section } from '@/components/kit/section'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { archiveProject } from '@/lib/client/projects'

type Archived = { slug: string; name: string; archivedAt: string }

export function ArchivedProjects({ projects }: { projects: Archived[] }) {
  const { run, isBusy, problem } = useAction((slug: string) => archiveProject(slug, { isArchived: false }))
  return (
    <Section title="Archived projects">
      <ErrorNotice className="mb-3">{problem}</ErrorNotice>
      <ul aria-label="Archived projects" className="overflow-hidden rounded-card border bg-card">
        {projects.map(({ slug, name, archivedAt }) => (
          <li
            key={slug}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b px-4 py-3 last:border-b-0"
          >
            <div className="min-w-0">
              <Link href={`/projects/${slug}`} className="font-semibold hover:underline">
                {name}
              </Link>
              <p className="text-second text-small">
                Archived <Moment at={archivedAt} />
              </p>
            </div>
            <Button size="small" aria-label={`Restore ${name}`} disabled={isBusy} onClick={() => run(slug)}>
              Restore
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  )
}
