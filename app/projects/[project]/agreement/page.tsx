import { AgreementOverview } from '@/components/agreement/agreement-overview'
import { agreementAddress } from '@/lib/domain/agreement/agreement-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { classesNamed, readAgreement } from '@/lib/services/agreement/read-agreement'
import { listJobs } from '@/lib/services/jobs/read-jobs'
import { projectPage } from '../project-page'

export const metadata = { title: projectPages.agreement.title }

export default projectPage({ ...projectPages.agreement, view: agreementAddress }, async ({ actor, slug, view }) => {
  const [{ measured, ...votes }, { jobs }] = await Promise.all([readAgreement(actor, slug), listJobs(actor, slug)])
  return (
    <AgreementOverview
      slug={slug}
      jobs={jobs}
      voteCount={votes.voteCount}
      hasSimulated={votes.hasSimulated}
      view={view}
      point={votes.point}
      measured={measured && { ...measured, foundClasses: classesNamed(measured.report.byClass, view.name) }}
    />
  )
})
