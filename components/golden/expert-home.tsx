import { Section } from '@/components/kit/section'
import { Images } from '@/components/ui/generated/icons'
import { MainLink } from '@/components/ui/link'
import { EmptyCard, PageHeader } from '@/components/ui/page'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { GoldenImagePage } from '@/lib/contracts/golden/golden'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { wholeNumber } from '@/lib/wording/number'
import { GoldenImageGrid } from './golden-image-grid'

export function ExpertHome({ slug, images }: { slug: string; images: GoldenImagePage }) {
  const { total, done } = images.progress
  const progress = `${wholeNumber(done)} of ${wholeNumber(total)}`
  return (
    <>
      <PageHeader
        title={projectPages.golden.title}
        action={
          total > 0 && (
            <MainLink href={`/expert/${slug}`}>
              {done === 0 ? 'Start answering' : done < total ? 'Continue answering' : 'Review your answers'}
            </MainLink>
          )
        }
      >
        {total === 0 ? 'Images whose correct labels are decided by experts.' : `You have answered ${progress} images.`}
      </PageHeader>
      {total === 0 ? (
        <EmptyCard icon={<Images aria-hidden size={24} />} title="The golden set is empty">
          Images appear here once an admin of the project has drawn some.
        </EmptyCard>
      ) : (
        <>
          <ProgressBar label="Answered images" fraction={done / total} valueText={progress} />
          <div id="images">
            <Section title="Images" note="An image comes back when a class is added to it.">
              <GoldenImageGrid slug={slug} page={images} />
            </Section>
          </div>
        </>
      )}
    </>
  )
}
