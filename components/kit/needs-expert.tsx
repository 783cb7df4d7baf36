import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'

export function NeedsExpert({ slug }: { slug: string }) {
  return (
    <div className="grid min-h-[60dvh] place-items-center">
      <EmptyState
        title="This page is for the project’s experts"
        action={
          <LinkButton tone="main" href={`/rate/${slug}`}>
            Go to rating
          </LinkButton>
        }
      >
        You belong to this project as a rater. Ask an admin if you are to answer as an expert.
      </EmptyState>
    </div>
  )
}
