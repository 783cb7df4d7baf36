import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'

export function NeedsExpert({ slug }: { slug: string }) {
  return (
    <div className="grid min-h-[60dvh] place-items-center">
      <EmptyState
        title="This page is only for experts of the project"
        action={
          <LinkButton tone="main" href={`/rate/${slug}`}>
            Go to rating
          </LinkButton>
        }
      >
        You are a rater in this project. To answer as an expert, ask an admin.
      </EmptyState>
    </div>
  )
}
