import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'

export function NeedsAdmin({ slug }: { slug: string }) {
  return (
    <div className="grid min-h-[60dvh] place-items-center">
      <EmptyState
        title="This page is for the project’s admins"
        action={
          <LinkButton tone="main" href={`/rate/${slug}`}>
            Go to rating
          </LinkButton>
        }
      >
        You belong to this project as a rater. Ask an admin if you need more than that.
      </EmptyState>
    </div>
  )
}
