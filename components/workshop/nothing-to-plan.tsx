import { Images, Layers } from 'lucide-react'
import { EmptyCard } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import type { Workshop } from '@/lib/contracts/workshop'

/** What has to be there before anything can be planned, with the way to it. */
export function NothingToPlan({ slug, data }: { slug: string; data: Workshop }) {
  const hasImages = data.imageCount > 0
  return (
    <EmptyCard
      icon={hasImages ? <Layers aria-hidden size={24} /> : <Images aria-hidden size={24} />}
      title={hasImages ? 'Import predictions' : 'Import images'}
      action={
        <LinkButton tone="main" href={`/projects/${slug}/data`}>
          {hasImages ? 'Import predictions' : 'Import images'}
        </LinkButton>
      }
    >
      {hasImages
        ? 'Models propose the labels that raters are asked about. Import several to choose the few that find the most labels at the lowest cost.'
        : 'Then import classes, original labels and model predictions, and plan here what raters are asked about.'}
    </EmptyCard>
  )
}
