import { InviteSection } from '@/components/accounts/invite-section'
import { MemberTable } from '@/components/accounts/member-table'
import { NewInviteButton } from '@/components/accounts/new-invite-button'
import { Section } from '@/components/kit/section'
import { PageHeader } from '@/components/ui/page'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listInvites } from '@/lib/services/accounts/invites'
import { listMembers } from '@/lib/services/accounts/members'
import { counted } from '@/lib/wording/number'
import { projectPage } from '../../project-page'

export const metadata = { title: projectPages.members.title }

export default projectPage(projectPages.members, async ({ actor, slug }) => {
  const [{ invites }, members] = await Promise.all([listInvites(actor, slug), listMembers(actor, slug)])
  const active = invites.filter(({ state }) => state === 'active').length
  return (
    <>
      <PageHeader title={projectPages.members.title} action={<NewInviteButton slug={slug} word="Invite people" />}>
        {counted(members.length, 'person', 'people')} with an account, {counted(active, 'active link')}.
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
})
