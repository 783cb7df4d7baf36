import type { Metadata } from 'next'
import { InviteSection } from '@/components/projects/invite-section'
import { MemberTable } from '@/components/projects/member-table'
import { NeedsAdmin } from '@/components/projects/needs-admin'
import { NewInviteButton } from '@/components/projects/new-invite-button'
import { RaterTable } from '@/components/projects/rater-table'
import { Section } from '@/components/projects/section'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requirePageActor } from '@/lib/auth/page-actor'
import { listInvites } from '@/lib/services/list-invites'
import { listMembers } from '@/lib/services/list-members'
import { listRaters } from '@/lib/services/list-raters'
import { counted } from '@/lib/wording/number'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: 'Raters' }
export const dynamic = 'force-dynamic'

export default async function RatersPage({ params }: { params: Promise<{ project: string }> }) {
  const { project: slug } = await params
  const actor = await requirePageActor(`/projects/${slug}/raters`)
  const found = await ifAllowed(
    Promise.all([listRaters(actor, slug), listInvites(actor, slug), listMembers(actor, slug)]),
  )
  if (!found) return <NeedsAdmin slug={slug} />
  const [raters, { invites }, members] = found
  return (
    <>
      <PageHeader
        title="Raters"
        action={
          <>
            {raters.length > 0 && <LinkButton href={`/projects/${slug}/raters/pace`}>Pace</LinkButton>}
            <NewInviteButton slug={slug} />
          </>
        }
      >
        {counted(raters.length, 'rater', 'raters', 'en')}, known here by number only.
      </PageHeader>
      <RaterTable slug={slug} raters={raters} />
      <Section title="Invite links">
        <InviteSection slug={slug} invites={invites} />
      </Section>
      <Section title="People with access">
        <MemberTable members={members} />
      </Section>
    </>
  )
}
