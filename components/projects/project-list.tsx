import { useTranslations } from 'next-intl'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { Chip } from '@/components/ui/chip'
import { Link, LinkButton } from '@/components/ui/link'
import { EmptyCard } from '@/components/ui/page'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { ProjectSummary } from '@/lib/contracts/projects/project'
import { voteShare } from '@/lib/domain/projects/progress'
import { projectHome } from '@/lib/domain/projects/project-home'
import { wholeShare } from '@/lib/wording/share'

const roleKey = { admin: 'roleAdmin', expert: 'roleExpert', rater: 'roleRater' } as const

function Progress({ project }: { project: ProjectSummary }) {
  const t = useTranslations('projects')
  const { tasksTotal, tasksFinished, votes, imageCount } = project
  if (tasksTotal === 0)
    return (
      <p className="text-second text-small tabular-nums">
        {imageCount > 0 ? t('noTasks', { count: imageCount }) : t('noData')}
      </p>
    )
  // Raters see no votes, which would reveal gold questions.
  const text = votes
    ? t('votes', { ...votes, share: wholeShare(voteShare(votes)) })
    : t('tasksFinished', { finished: tasksFinished, total: tasksTotal })
  return (
    <div className="flex flex-col gap-1.5">
      <ProgressBar
        label={t('progressOf', { project: project.name })}
        fraction={votes ? voteShare(votes) : tasksFinished / tasksTotal}
        valueText={text}
      />
      <p className="text-second text-small tabular-nums">{text}</p>
    </div>
  )
}

export function ProjectList({ projects, canCreate }: { projects: ProjectSummary[]; canCreate: boolean }) {
  const t = useTranslations('projects')
  if (projects.length === 0)
    return <EmptyCard title={t('none')}>{canCreate ? t('noneToCreate') : t('noneToJoin')}</EmptyCard>
  return (
    <ul className="overflow-hidden rounded-card border bg-card">
      {projects.map((project) => (
        <li
          key={project.slug}
          className="relative grid gap-x-6 gap-y-3 border-b p-4 last:border-b-0 hover:bg-page desk:grid-cols-[minmax(0,1fr)_240px_auto] desk:items-center"
        >
          <div className="min-w-0">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <h2 className="line-clamp-3 font-semibold text-question [overflow-wrap:anywhere]">
                <Link href={projectHome(project.slug, project.role)} className="after:absolute after:inset-0">
                  {project.name}
                </Link>
              </h2>
              <Chip>{t(roleKey[project.role])}</Chip>
              {project.isPaused && <Chip tone="maybe">{t('paused')}</Chip>}
              {project.hasSimulated && <SimulatedMark>{t('simulated')}</SimulatedMark>}
            </div>
            {project.description && <p className="mt-1 line-clamp-2 text-second">{project.description}</p>}
          </div>
          <Progress project={project} />
          {project.tasksTotal > 0 && (
            <div className="relative">
              <LinkButton href={`/rate/${project.slug}`} aria-label={t('rateIn', { project: project.name })}>
                {t('rate')}
              </LinkButton>
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
