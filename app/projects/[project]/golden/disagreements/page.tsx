import { DisagreementPage } from '@/components/golden/disagreement-page'
import { goldenPairAddress } from '@/lib/domain/golden/golden-pair-filter'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listGoldenPairs, readGoldenPair } from '@/lib/services/golden/golden-pairs'
import { nullIf, projectPage } from '../../project-page'

export const metadata = { title: projectPages.disagreements.title }

export default projectPage(
  { ...projectPages.disagreements, view: goldenPairAddress },
  async ({ actor, slug, view }) => {
    const page = await listGoldenPairs(actor, { slug, show: view.show, page: view.page })
    const chosen = view.pair ?? page.pairs[0]
    const detail =
      chosen &&
      (await nullIf('forbidden', readGoldenPair(actor, { slug, imageId: chosen.imageId, classId: chosen.classId })))
    return <DisagreementPage slug={slug} view={{ ...view, page: page.page }} page={page} detail={detail ?? null} />
  },
)
