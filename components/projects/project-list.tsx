import Link from 'next/link'
import { LinkButton } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { EmptyState } from '@/components/ui/empty-state'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { ProjectSummary } from '@/lib/contracts/project'
import { projectHome } from '@/lib/domain/project-home'
import { roleWord } from '@/lib/wording/invite'
import { counted, wholeNumber } from '@/lib/wording/number'
import { SimulatedMark } from './simulated-mark'

function Progress({ project }: { project: ProjectSummary }) {
  const { tasksTotal, tasksFinished, imageCount } = project
  if (tasksTotal === 0)
    return (
      <p className="text-second text-small tabular-nums">
        {imageCount > 0 ? `${counted(imageCount, 'image', 'images', 'en')}, no tasks yet` : 'No data yet'}
      </p>
    )
  const text = `${wholeNumber(tasksFinished, 'en')} of ${counted(tasksTotal, 'task', 'tasks', 'en')} finished`
  return (
    <div className="flex flex-col gap-1.5">
      <ProgressBar label={`Progress of ${project.name}`} fraction={tasksFinished / tasksTotal} valueText={text} />
      <p className="text-second text-small tabular-nums">{text}</p>
    </div>
  )
}

export function ProjectList({ projects, canCreate }: { projects: ProjectSummary[]; canCreate: boolean }) {
  if (projects.length === 0)
    return (
      <div className="rounded-card border bg-card">
        <EmptyState title="No projects yet">
          {canCreate
            ? 'A project holds images, raters and results. Make the first one with the button above.'
            : 'Projects you are invited to stand here. Open the invite link you were sent.'}
        </EmptyState>
      </div>
    )
  return (
    <ul className="overflow-hidden rounded-card border bg-card">
      {projects.map((project) => (
        <li
          key={project.slug}
          className="relative grid gap-x-6 gap-y-3 border-b p-4 last:border-b-0 hover:bg-page desk:grid-cols-[minmax(0,1fr)_240px_auto] desk:items-center"
        >
          <div className="min-w-0">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <h2 className="truncate font-semibold text-question">
                <Link href={projectHome(project.slug, project.role)} className="after:absolute after:inset-0">
                  {project.name}
                </Link>
              </h2>
              <Chip>{roleWord[project.role]}</Chip>
              {project.isPaused && <Chip tone="maybe">Paused</Chip>}
              {project.hasSimulated && <SimulatedMark />}
            </div>
            {project.description && <p className="mt-1 line-clamp-2 text-second">{project.description}</p>}
          </div>
          <Progress project={project} />
          <div className="relative">
            <LinkButton href={`/rate/${project.slug}`} aria-label={`Rate in ${project.name}`}>
              Rate
            </LinkButton>
          </div>
        </li>
      ))}
    </ul>
  )
}
