import { Pager } from '@/components/kit/pager'
import { Thumbnail } from '@/components/kit/thumbnail'
import { GraduationCap } from '@/components/ui/generated/icons'
import { MainLink } from '@/components/ui/link'
import { EmptyCard, PageHeader } from '@/components/ui/page'
import type { TrainingPage } from '@/lib/contracts/quality'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { trainingAddress } from '@/lib/domain/quality/quality-view'
import { ExplanationField } from './explanation-field'

export function TrainingTextsPage({ slug, training }: { slug: string; training: TrainingPage }) {
  const { images, page, pageCount } = training
  const address = (number: number) => `/projects/${slug}/quality/training${trainingAddress.write({ page: number })}`
  return (
    <>
      <PageHeader title={projectPages.training.title}>
        After each training task, raters see the correct answers and why. Without a text, they see what the experts
        answered.
      </PageHeader>
      {images.length === 0 ? (
        <EmptyCard
          icon={<GraduationCap aria-hidden size={24} />}
          title="No training images"
          action={<MainLink href={`/projects/${slug}/quality/images`}>Golden images</MainLink>}
        >
          Choose which golden images raters train on. Then write what they should learn from each.
        </EmptyCard>
      ) : (
        <ul className="flex flex-col gap-4">
          {images.map((image) => (
            <li
              key={image.imageId}
              className="grid gap-x-5 gap-y-3 rounded-card border bg-card p-4 desk:grid-cols-[220px_minmax(0,1fr)]"
            >
              <Thumbnail slug={slug} image={image} className="w-full max-w-[220px] self-start rounded-[6px]" />
              <div className="divide-y desk:-my-3">
                {image.labels.map((label) => (
                  <ExplanationField key={label.candidateId} slug={slug} label={label} />
                ))}
              </div>
            </li>
          ))}
        </ul>
      )}
      <Pager label="Pages of training images" page={page} pageCount={pageCount} addressOf={address} className="mt-4" />
    </>
  )
}
