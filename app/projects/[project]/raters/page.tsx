import type { Metadata } from 'next'
import { InviteSection } from '@/components/projects/invite-section'
import { JobPanel } from '@/components/projects/job-panel'
import { MemberTable } from '@/components/projects/member-table'
import { NeedsAdmin } from '@/components/projects/needs-admin'
import { NewInviteButton } from '@/components/projects/new-invite-button'
import { Section } from '@/components/projects/section'
import { SimulatedMark } from '@/components/projects/simulated-mark'
import { MeasureImpactButton } from '@/components/raters/measure-impact-button'
import { RaterSection } from '@/components/raters/rater-section'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requirePageActor } from '@/lib/auth/page-actor'
import type { AddressQuery } from '@/lib/domain/image-filter'
import { raterViewAddress, raterViewOf } from '@/lib/domain/rater-view'
import { listInvites } from '@/lib/services/list-invites'
import { listJobs } from '@/lib/services/list-jobs'
import { listMembers } from '@/lib/services/list-members'
import { readRaterTable } from '@/lib/services/read-rater-table'
import { counted } from '@/lib/wording/number'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: 'Raters' }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string }>
  searchParams: Promise<AddressQuery>
}

export default async function RatersPage({ params, searchParams }: Props) {
  const [{ project: slug }, query] = await Promise.all([params, searchParams])
  const view = raterViewOf(query)
  const actor = await requirePageActor(`/projects/${slug}/raters${raterViewAddress(view)}`)
  const needsDrift = view.sort === 'drift' || view.hasFallen
  const found = await ifAllowed(
    Promise.all([
      readRaterTable(actor, { slug, needsDrift }),
      listInvites(actor, slug),
      listMembers(actor, slug),
      listJobs(actor, slug),
    ]),
  )
  if (!found) return <NeedsAdmin slug={slug} />
  const [table, { invites }, members, { jobs }] = found
  return (
    <>
      <PageHeader
        title="Raters"
        action={
          <>
            {table.hasSimulated && <SimulatedMark />}
            {table.runId !== null && (
              <MeasureImpactButton slug={slug} runId={table.runId} raterIds="all">
                Measure labels without each
              </MeasureImpactButton>
            )}
            {table.raters.length > 0 && <LinkButton href={`/projects/${slug}/raters/pace`}>Pace</LinkButton>}
            <NewInviteButton slug={slug} />
          </>
        }
      >
        {counted(table.raters.length, 'rater', 'raters', 'en')}, known here by number only.
      </PageHeader>
      <div className="mb-5 empty:hidden [&>div]:mt-0">
        <JobPanel slug={slug} jobs={jobs} />
      </div>
      <RaterSection slug={slug} view={view} table={table} />
      <Section title="Invite links">
        <InviteSection slug={slug} invites={invites} />
      </Section>
      <Section title="People with access">
        <MemberTable members={members} />
      </Section>
    </>
  )
}
