import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { AccountFrame } from '@/components/kit/account-frame'
import { ArchivedProjects } from '@/components/projects/archived-projects'
import { NewProjectButton } from '@/components/projects/new-project-button'
import { ProjectList } from '@/components/projects/project-list'
import { AreaMessages } from '@/components/ui/area-messages'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page'
import { RequestProvider } from '@/components/ui/request-provider'
import { currentAccount } from '@/lib/auth/session'
import { listArchivedProjects, listProjects } from '@/lib/services/projects/read-project'
import { translatedTitle } from '../translated-title'

export const generateMetadata = translatedTitle('projects.title')

export default async function ProjectsPage({ searchParams }: PageProps<'/projects'>) {
  const account = await currentAccount()
  if (!account) redirect('/sign-in?callbackUrl=%2Fprojects')
  const actor = { kind: 'account', userId: account.userId, isOwner: account.isOwner } as const
  const [projects, archived] = await Promise.all([listProjects(actor), listArchivedProjects(actor)])
  // The project whose consent text the reader has just declined.
  const { declined } = await searchParams
  const declinedProject = projects.find(({ slug }) => slug === declined)
  const [t, documents] = await Promise.all([getTranslations('projects'), getTranslations('documents')])
  return (
    <AccountFrame account={account}>
      <PageHeader
        title={t('title')}
        action={
          account.isOwner && (
            <AreaMessages areas={['projects']}>
              <NewProjectButton />
            </AreaMessages>
          )
        }
      >
        {projects.length > 0 ? t('count', { count: projects.length }) : null}
      </PageHeader>
      {declinedProject && (
        <Notice tone="info" title={documents('declined')} className="mb-5">
          {documents('declinedText', { project: declinedProject.name })}
        </Notice>
      )}
      <ProjectList projects={projects} canCreate={account.isOwner} />
      {archived.length > 0 && (
        <RequestProvider>
          <ArchivedProjects projects={archived} />
        </RequestProvider>
      )}
    </AccountFrame>
  )
}
