'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { ErrorNotice } from '@/components/kit/form-error'
import { Moment } from '@/components/kit/moment'
import { Section } from '@/components/kit/section'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { archiveProject } from '@/lib/client/projects'

export function ArchivedProjects({
  projects,
}: {
  projects: Array<{ slug: string; name: string; archivedAt: string }>
}) {
  const router = useRouter()
  const restore = useMutation({
    mutationFn: (slug: string) => archiveProject(slug, false),
    onSuccess: () => router.refresh(),
  })
  return (
    <Section title="Archived projects">
      <ErrorNotice className="mb-3" error={restore.error} />
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
            <Button
              size="small"
              aria-label={`Restore ${name}`}
              disabled={restore.isPending}
              onClick={() => restore.mutate(slug)}
            >
              Restore
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  )
}
