import { EmptyCard } from '@/components/ui/empty-state'
import { Images, Layers } from '@/components/ui/generated/icons'
import { MainLink } from '@/components/ui/link-button'
import type { PlanState } from '@/lib/contracts/plan'

export function NothingToPlan({ slug, data }: { slug: string; data: PlanState }) {
  const hasImages = data.imageCount > 0
  return (
    <EmptyCard
      icon={hasImages ? <Layers aria-hidden size={24} /> : <Images aria-hidden size={24} />}
      title={hasImages ? 'Import classes' : 'Import images'}
      action={<MainLink href={`/projects/${slug}/data`}>{hasImages ? 'Import classes' : 'Import images'}</MainLink>}
    >
      {hasImages
        ? 'Raters are asked whether a class applies to an image. Import a file of classes, images in a folder for each class, or the predictions of models with their classes.'
        : 'A folder for each class is enough: its name becomes the class and the original label of its images. Then plan here what to ask raters about.'}
    </EmptyCard>
  )
}
