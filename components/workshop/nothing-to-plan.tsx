import { Images, Layers } from 'lucide-react'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import type { Workshop } from '@/lib/contracts/workshop'

/** What has to be there before anything can be planned, with the way to it. */
export function NothingToPlan({ slug, data }: { slug: string; data: Workshop }) {
  const hasImages = data.imageCount > 0
  return (
    <div className="rounded-card border bg-card">
      <EmptyState
        icon={hasImages ? <Layers aria-hidden size={24} /> : <Images aria-hidden size={24} />}
        title={hasImages ? 'Bring in the predictions of a model' : 'Bring in images first'}
        action={
          <LinkButton tone="main" href={`/projects/${slug}/data`}>
            {hasImages ? 'Bring in predictions' : 'Bring in images'}
          </LinkButton>
        }
      >
        {hasImages
          ? 'Models propose the labels that raters are asked about. With several you can choose the few that find the most for the least.'
          : 'Then classes, original labels and the predictions of models; here you choose what raters are asked about.'}
      </EmptyState>
    </div>
  )
}
