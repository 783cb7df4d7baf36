import { MainLink } from '@/components/ui/link'
import { EmptyState } from '@/components/ui/page'

const texts = {
  admin: 'You are a rater in this project. If you need more access, ask an admin.',
  expert: 'You are a rater in this project. To answer as an expert, ask an admin.',
}

/** Shown instead of a page that the user's role in the project does not allow. */
export function NeedsRole({ slug, needed }: { slug: string; needed: keyof typeof texts }) {
  return (
    <div className="grid min-h-[60dvh] place-items-center">
      <EmptyState
        title={`This page is only for ${needed}s of the project`}
        action={<MainLink href={`/rate/${slug}`}>Go to rating</MainLink>}
      >
        {texts[needed]}
      </EmptyState>
    </div>
  )
}
