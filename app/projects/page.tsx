import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AccountFrame } from '@/components/projects/account-frame'
import { NewProjectButton } from '@/components/projects/new-project-button'
import { ProjectList } from '@/components/projects/project-list'
import { PageHeader } from '@/components/ui/page-header'
import { currentAccount } from '@/lib/auth/current-actor'
import { listProjects } from '@/lib/services/list-projects'
import { counted } from '@/lib/wording/number'

export const metadata: Metadata = { title: 'Projects' }
export const dynamic = 'force-dynamic'

export default async function ProjectsPage() {
  const account = await currentAccount()
  if (!account) redirect('/sign-in?callbackUrl=%2Fprojects')
  const projects = await listProjects({ kind: 'account', userId: account.userId, isOwner: account.isOwner })
  return (
    <AccountFrame account={account}>
      <PageHeader title="Projects" action={account.isOwner && <NewProjectButton />}>
        {projects.length > 0 ? counted(projects.length, 'project', 'projects', 'en') : null}
      </PageHeader>
      <ProjectList projects={projects} canCreate={account.isOwner} />
    </AccountFrame>
  )
}
