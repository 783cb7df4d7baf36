import type { Metadata } from 'next'
import { InviteSection } from '@/components/accounts/invite-section'
import { MemberTable } from '@/components/accounts/member-table'
import { NewInviteButton } from '@/components/accounts/new-invite-button'
import { NeedsRole } from '@/components/kit/needs-role'
import { Section } from '@/components/kit/section'
import { PageHeader } from '@/components/ui/page-header'
import { requirePageActor } from '@/lib/auth/page-actor'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listInvites } from '@/lib/services/accounts/list-invites'
import { listMembers } from '@/lib/services/accounts/list-members'
import { counted } from '@/lib/wording/number'
import { ifAllowed } from '../../if-allowed'

export const metadata: Metadata = { title: projectPages.members.title }
export const dynamic = 'force-dynamic'

export default async function MembersPage({ params }: { params: Promise<{ project: string }> }) {
  const { project: slug } = await params
  const actor = await requirePageActor(`/projects/${slug}/raters/members`)
  const found = await ifAllowed(Promise.all([listInvites(actor, slug), listMembers(actor, slug)]))
  if (!found) return <NeedsRole slug={slug} needed="admin" />
  const [{ invites }, members] = found
  const active = invites.filter(({ state }) => state === 'active').length
  return (
    <>
      <PageHeader title={projectPages.members.title} action={<NewInviteButton slug={slug} />}>
        {counted(members.length, 'person', 'people', 'en')} with an account,{' '}
        {counted(active, 'active link', 'active links', 'en')}.
      </PageHeader>
      <Section title="Members">
        <MemberTable
          slug={slug}
          members={members}
          ownId={actor.kind === 'account' ? actor.userId : null}
          isOwner={actor.kind === 'account' && actor.isOwner}
        />
      </Section>
      <Section title="Invite links">
        <InviteSection slug={slug} invites={invites} />
      </Section>
    </>
  )
}
