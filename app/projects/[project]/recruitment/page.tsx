import { PanelCard } from '@/components/recruitment/panel-card'
import { NewPanelButton } from '@/components/recruitment/panel-dialog'
import { EmptyCard, PageHeader } from '@/components/ui/page'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listPanels } from '@/lib/services/recruitment/panels'
import { projectPage } from '../project-page'

export const metadata = { title: projectPages.recruitment.title }

export default projectPage(projectPages.recruitment, async ({ actor, slug }) => {
  const found = await listPanels(actor, slug)
  return (
    <div className="max-w-[860px]">
      <PageHeader title={projectPages.recruitment.title} action={<NewPanelButton slug={slug} />}>
        Panels send raters here and pay them on the panel’s platform. To invite raters with an account, use Members and
        links.
      </PageHeader>
      {found.panels.length === 0 ? (
        <EmptyCard title="No panels yet">
          Add Prolific, or any panel that can sign its links. Participants rate without an account, identified by a
          number.
        </EmptyCard>
      ) : (
        <div className="flex flex-col gap-5">
          {found.panels.map((panel) => (
            <PanelCard key={panel.id} slug={slug} panel={panel} />
          ))}
        </div>
      )}
    </div>
  )
})
