import { redirect } from 'next/navigation'
import { ProjectFrame } from '@/components/projects/project-frame'
import { AreaMessages, type MessageArea } from '@/components/ui/area-messages'
import { RequestProvider } from '@/components/ui/request-provider'
import { requirePageActor } from '@/lib/auth/page-actor'
import { currentAccount } from '@/lib/auth/session'
import { isAtLeast } from '@/lib/domain/permissions'
import { pageAt, projectPages } from '@/lib/domain/projects/project-pages'
import { answerPageWith, requestedAddress, requestedPath } from '@/lib/services/access/page-status'
import { isPageMissing } from '@/lib/services/projects/page-thing'
import { readProjectFrame } from '@/lib/services/projects/read-project'
import { readWaiting } from '@/lib/services/projects/read-waiting'
import { projectTitles } from '../../project-titles'
import { showNotFound } from '../../show-not-found'

// Admins see parts of the rating screen too, such as a picture with its credit.
const areas: MessageArea[] = ['rating', 'picture', 'candidate', 'keys', 'documents']

export const generateMetadata = projectTitles(() => projectPages.overview.title)

export default async function ProjectLayout({ params, children }: LayoutProps<'/projects/[project]'>) {
  const { project: slug } = await params
  // A layout does not know its page, but redirects before it.
  const address = requestedAddress() ?? `/projects/${slug}`
  const actor = await requirePageActor(address)
  const account = await currentAccount()
  if (!account) redirect(`/sign-in?callbackUrl=${encodeURIComponent(address)}`)
  const frame = await readProjectFrame(actor, slug).catch(showNotFound)
  // Checked in the layout, since the status can no longer change once the loading state above a page is sent.
  const path = requestedPath() ?? ''
  const asked = pageAt(slug, path)
  const isRefused = asked !== null && !isAtLeast(frame.role, asked.page.role)
  const [waiting, isMissing] = await Promise.all([
    isAtLeast(frame.role, 'expert') ? readWaiting(actor, slug) : null,
    !isRefused && isPageMissing(actor, slug, path),
  ])
  if (isRefused) answerPageWith(403)
  else if (isMissing) answerPageWith(404)
  const menu = waiting !== null && { role: frame.role, waiting }
  return (
    <RequestProvider>
      <ProjectFrame project={frame.project} projects={frame.projects} account={account} menu={menu}>
        <AreaMessages language="en" areas={areas}>
          {children}
        </AreaMessages>
      </ProjectFrame>
    </RequestProvider>
  )
}
