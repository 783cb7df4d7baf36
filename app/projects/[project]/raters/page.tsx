import type { Metadata } from 'next'
import { InviteSection } from '@/components/accounts/invite-section'
import { MemberTable } from '@/components/accounts/member-table'
import { NewInviteButton } from '@/components/accounts/new-invite-button'
import { JobPanel } from '@/components/kit/job-panel'
import { NeedsAdmin } from '@/components/kit/needs-admin'
import { Section } from '@/components/kit/section'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { StartJobButton } from '@/components/kit/start-job-button'
import { RaterSection } from '@/components/raters/rater-section'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requirePageActor } from '@/lib/auth/page-actor'
import type { AddressQuery } from '@/lib/domain/address-view'
import { raterAddress } from '@/lib/domain/raters/rater-view'
import { listInvites } from '@/lib/services/accounts/list-invites'
import { listMembers } from '@/lib/services/accounts/list-members'
import { listJobs } from '@/lib/services/jobs/list-jobs'
import { filterRaters } from '@/lib/services/raters/filter-raters'
import { readRaterTable } from '@/lib/services/raters/read-rater-table'
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
  const view = raterAddress.read(query)
  const actor = await requirePageActor(`/projects/${slug}/raters${raterAddress.write(view)}`)
  const needsDrift = view.sort.by === 'drift' || view.hasFallen
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
              <StartJobButton slug={slug} kind="measure-rater-impact" input={{ runId: table.runId, raterIds: 'all' }}>
                Measure effect of each rater
              </StartJobButton>
            )}
            {table.raters.length > 0 && <LinkButton href={`/projects/${slug}/raters/pace`}>Pace</LinkButton>}
            <NewInviteButton slug={slug} />
          </>
        }
      >
        {counted(table.raters.length, 'rater', 'raters', 'en')}, identified by number only.
      </PageHeader>
      <div className="mb-5 empty:hidden [&>div]:mt-0">
        <JobPanel slug={slug} jobs={jobs} />
      </div>
      <RaterSection slug={slug} view={view} table={table} found={filterRaters(table.raters, view)} />
      <Section title="Invite links">
        <InviteSection slug={slug} invites={invites} />
      </Section>
      <Section title="Members">
        <MemberTable slug={slug} members={members} ownId={actor.kind === 'account' ? actor.userId : null} />
      </Section>
    </>
  )
}
