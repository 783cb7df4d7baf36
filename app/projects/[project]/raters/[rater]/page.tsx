import { RaterMessages } from '@/components/raters/message-list'
import { RaterImpactSection } from '@/components/raters/rater-impact'
import { RaterOverview } from '@/components/raters/rater-overview'
import { RaterPrivacy } from '@/components/raters/rater-privacy'
import { addressView, id, pageNumber } from '@/lib/domain/address-view'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { readRaterPace } from '@/lib/services/raters/read-pace'
import { readRater } from '@/lib/services/raters/read-rater'
import { readRaterImpact } from '@/lib/services/raters/read-rater-impact'
import { projectPage, thingMetadata } from '../../project-page'

export const generateMetadata = thingMetadata('Rater', (id) => `Rater ${id}`)

const page = { path: '/raters/[rater]', role: 'admin', view: addressView({ run: id(), page: pageNumber() }) } as const

export default projectPage(page, async ({ actor, slug, idOf, view }) => {
  const raterId = idOf('rater')
  const [detail, pace, { jobs }] = await Promise.all([
    readRater(actor, { slug, raterId, runId: view.run }),
    readRaterPace(actor, { slug, raterId }),
    listJobs(actor, slug),
  ])
  const impact = detail.run && (await readRaterImpact(actor, { slug, raterId, runId: detail.run.id, page: view.page }))
  const isPerson = detail.kind === 'human' || detail.kind === 'panel'
  return (
    <>
      <RaterOverview slug={slug} rater={detail} pace={pace} wantedRun={view.run} />
      <RaterImpactSection
        slug={slug}
        raterId={raterId}
        isExcluded={detail.status.isExcluded}
        runId={detail.run?.id ?? null}
        impact={impact}
        jobs={jobs}
        addressOf={(number) => `/projects/${slug}/raters/${raterId}${page.view.write({ ...view, page: number })}`}
      />
      {isPerson && <RaterMessages slug={slug} raterId={raterId} />}
      {isPerson && (
        <RaterPrivacy
          slug={slug}
          raterId={raterId}
          hasAccount={detail.kind === 'human'}
          hasIdentity={detail.hasIdentity}
        />
      )}
    </>
  )
})
